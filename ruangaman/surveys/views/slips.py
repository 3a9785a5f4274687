"""``/survei/…/slip/``: slips to print, and lists of links, which are weaker."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.sheets import XLSX
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.surveys.bundle_files import BundleMissing, bundle_pieces
from ruangaman.surveys.forms.slips import BundleForm, LeftForm
from ruangaman.surveys.models import Bundle, Survey
from ruangaman.surveys.permissions import keeper_required
from ruangaman.surveys.selectors.standing import ended
from ruangaman.surveys.services.bundles import bundles_ask, drawn_correct
from ruangaman.surveys.views.life import survey_of

LOOK_AGAIN = 2
"""Seconds after which the page is asked for again while bundles are made."""

PAGE_SIZE = 50
_OPEN = (Bundle.State.WAITING, Bundle.State.MAKING)
_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@keeper_required
def bundles(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for slips or links of a stratum, and fetch what is made."""
    mine = survey_of(request, pk)
    strata = list(mine.strata.order_by("position"))
    form = BundleForm(posted(request), strata=strata)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            count = bundles_ask(
                survey=mine,
                by=user_of(request),
                stratum=given["kelompok"],
                kind=given["bentuk"],
                count=given["jumlah"],
            )
        except Refused as fault:
            form.add_error("jumlah", str(fault.message))
        else:
            words = ngettext(
                "%(count)s bundel sedang dibuat.", "%(count)s bundel sedang dibuat.", count
            )
            messages.success(request, words % {"count": count})
            return redirect("surveys:slips", mine.pk)
    return _page(request, mine, form, {one.position: one for one in strata})


@_forms
@keeper_required
def left(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note how many slips were given to nobody."""
    mine = survey_of(request, pk)
    form = LeftForm(posted(request), strata=list(mine.strata.order_by("position")))
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                drawn_correct(survey=mine, by=user_of(request), left=form.left)
            except Refused as fault:
                form.add_error(None, str(fault.message))
            else:
                messages.success(request, _("Jumlah yang tersisa disimpan."))
                return redirect("surveys:survey", mine.pk)
    return render(request, "surveys/slips_left.html", {"survey": mine, "form": form}, status=status)


@require_safe
@keeper_required
def download(request: HttpRequest, pk: uuid.UUID, bundle: uuid.UUID) -> HttpResponse:
    """Return a finished bundle."""
    mine = survey_of(request, pk)
    found = get_object_or_404(Bundle, pk=bundle, survey=mine, state=Bundle.State.READY)
    try:
        pieces = bundle_pieces(found)
    except BundleMissing as missing:
        raise Http404 from missing
    slips = found.kind == Bundle.Kind.SLIPS
    kind, suffix = ("application/pdf", "pdf") if slips else (XLSX, "xlsx")
    answer = StreamingHttpResponse(pieces, content_type=kind)
    name = f"{found.kind}-{found.stratum}-{found.number}.{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return cast("HttpResponse", answer)


def _page(
    request: HttpRequest, mine: Survey, form: BundleForm, strata: dict[int, Any]
) -> HttpResponse:
    found = mine.bundles.order_by("-touched_at", "-number")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    going = mine.bundles.filter(state__in=_OPEN)
    context = {
        "survey": mine,
        "form": form,
        "page": page,
        "rows": [(one, strata.get(one.stratum)) for one in page],
        "strata": list(strata.values()),
        "going": going.count(),
        "made": mine.bundles.filter(state=Bundle.State.READY).count(),
        "may": mine.state == Survey.State.OPEN and not ended(mine),
    }
    answer = render(request, "surveys/slips.html", context, status=422 if form.errors else 200)
    if context["going"] and not form.is_bound:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer
