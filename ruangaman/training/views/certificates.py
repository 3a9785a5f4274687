"""``/pelatihan/sertifikat/``: the coordinator's list, one certificate, and the holder's own."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training import certificate_words as words
from ruangaman.training.certificate_files import file_name
from ruangaman.training.forms.certificates import (
    CertificateFilter,
    CertificateSearch,
    NameForm,
    RevokeForm,
)
from ruangaman.training.labels import number_read
from ruangaman.training.models import Certificate
from ruangaman.training.permissions import is_keeper, keeper_required
from ruangaman.training.selectors.certificates import (
    certificate_for,
    certificate_rows,
    certificates_found,
    certificates_of,
    hours_of,
    missing_for,
    others_of,
)
from ruangaman.training.services import certificates as services

PAGE_SIZE = 50
_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@keeper_required
def certificates(request: HttpRequest) -> HttpResponse:
    """List certificates by state; by POST those of a name or number."""
    form, search = CertificateFilter(request.GET), CertificateSearch(posted(request))
    valid = form.is_valid() and (not search.is_bound or search.is_valid())
    state = form.cleaned_data.get("keadaan", "")
    if search.is_bound and valid:
        text = search.cleaned_data["cari"]
        found = certificates_found(text=text, number=number_read(text))
    else:
        found = certificates_found(state=state)
    page = Paginator(found, PAGE_SIZE).get_page(1 if search.is_bound else request.GET.get("page"))
    context = {
        "form": form,
        "search": search,
        "both": [search, form],
        "page": page,
        "rows": certificate_rows(page.object_list),
        "filtered": bool(state),
        "more": search.is_bound and page.has_next(),
    }
    return render(request, "training/certificates.html", context, status=200 if valid else 422)


@require_safe
@login_required
def my_certificates(request: HttpRequest) -> HttpResponse:
    """Show somebody her own certificates, to download them."""
    user = user_of(request)
    context = {
        "rows": certificates_of(user),
        "missing": missing_for(user),
        "known": hasattr(user, "person"),
        "check_address": f"{words.public_site()}sertifikat/",
    }
    return render(request, "training/my_certificates.html", context)


@require_safe
@keeper_required
def certificate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one certificate, what it says, and what can be done with it."""
    return _one(request, _certificate(request, pk))


@_forms
@keeper_required
def certificate_revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a certificate back; it holds no more from this moment."""
    mine, form = _certificate(request, pk), RevokeForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["alasan"]
        try:
            services.certificate_revoke(certificate=mine, reason=reason, by=user_of(request))
        except Refused as fault:
            return _one(request, _certificate(request, pk), failed=str(fault.message))
        messages.success(request, _("Sertifikat ini dicabut. Kesiapannya sudah dihitung ulang."))
        return redirect("training:certificate", pk)
    return _step(request, "training/certificate_revoke.html", mine, form)


@_forms
@keeper_required
def certificate_rename(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Issue a certificate anew with a corrected name."""
    mine = _certificate(request, pk)
    form = NameForm(posted(request), initial={"nama": mine.person.name})
    if form.is_valid():
        name = form.cleaned_data["nama"]
        try:
            made = services.certificate_reissue(certificate=mine, name=name, by=user_of(request))
        except Refused as fault:
            form.add_error("nama", fault.message)
        else:
            messages.success(request, _("Sertifikat baru terbit; yang lama dicabut."))
            return redirect("training:certificate", made.pk)
    return _step(request, "training/certificate_rename.html", mine, form)


@require_safe
@login_required
def certificate_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the page to print, to the holder or a coordinator."""
    mine, language = _in_force(request, pk), request.GET.get("bahasa", "id")
    if language not in words.LANGUAGES:
        raise Http404
    made = words.certificate_pdf(mine, language=language, titles=words.module_titles())
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(mine)}"'
    return answer


@require_safe
@login_required
def certificate_credential(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the signed credential exactly as it was signed, to the holder or a coordinator."""
    mine = _in_force(request, pk)
    answer = HttpResponse(mine.credential, content_type="application/json")
    name = f"kredensial-{mine.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _certificate(request: HttpRequest, pk: uuid.UUID) -> Certificate:
    mine = certificate_for(user_of(request), pk)
    if mine is None:
        raise Http404
    return mine


def _in_force(request: HttpRequest, pk: uuid.UUID) -> Certificate:
    mine = _certificate(request, pk)
    if mine.revoked_on is not None:
        raise Http404
    return mine


def _one(request: HttpRequest, mine: Certificate, *, failed: str = "") -> HttpResponse:
    user = user_of(request)
    context: dict[str, Any] = {
        "row": certificate_rows([mine])[0],
        "hours": hours_of(mine),
        "others": others_of(mine),
        "own": mine.person.user_id == user.pk,
        "address": words.public_address(mine),
        "failed": failed,
        "keeps": is_keeper(user),
    }
    return render(request, "training/certificate.html", context, status=409 if failed else 200)


def _step(request: HttpRequest, template: str, mine: Certificate, form: Any) -> HttpResponse:
    context = {"row": certificate_rows([mine])[0], "form": form, "others": others_of(mine)}
    return render(request, template, context, status=422 if form.is_bound else 200)
