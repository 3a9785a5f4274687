"""Steps of a document: into force, corrected, renewed, ended, thrown away."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.policy.forms.documents import (
    ADOPTED,
    AdoptForm,
    EndForm,
    Revised,
    adopt_proposed,
    adopt_typed,
)
from ruangaman.policy.models import Document
from ruangaman.policy.permissions import unit_required
from ruangaman.policy.selectors.templates import blanks_open
from ruangaman.policy.selectors.text import place_name
from ruangaman.policy.services import documents as services
from ruangaman.policy.services.documents import DocumentChanged, DocumentFault
from ruangaman.policy.views.documents import changed_sentence, document_written, shown
from ruangaman.policy.views.register import slug_of

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@unit_required
def adopt(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a draft into force, or correct under what a document in force holds."""
    mine = document_written(request, pk)
    is_draft = mine.state == Document.State.DRAFT
    initial = adopt_proposed(mine) if is_draft else adopt_typed(mine)
    form = AdoptForm(posted(request), kind=mine.kind, initial=initial)
    service = services.document_adopt if is_draft else services.document_correct
    if form.is_valid():
        done = _done(
            request,
            form,
            lambda: service(
                document=mine, revision=form.revision, adopted=form.adopted, by=user_of(request)
            ),
        )
        if done is not None:
            return done
        if not form.errors:
            messages.success(
                request, _("Dokumen ini berlaku.") if is_draft else _("Perubahan disimpan.")
            )
            return redirect("policy:document", pk)
    context = {
        "form": form,
        "document": mine,
        "name": place_name(mine.unit_code),
        "is_draft": is_draft,
        "missing": blanks_open(mine) if is_draft else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "policy/document_adopt.html", context, status=status)


@_forms
@unit_required
def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End a document in force."""
    mine = document_written(request, pk)
    initial = {"revisi": mine.revision, "akhir_berlaku": timezone.localdate()}
    form = EndForm(posted(request), initial=initial)
    if form.is_valid():
        done = _done(
            request,
            form,
            lambda: services.document_end(
                document=mine,
                revision=form.revision,
                on=form.cleaned_data["akhir_berlaku"],
                by=user_of(request),
            ),
        )
        if done is not None:
            return done
        if not form.errors:
            messages.success(request, _("Dokumen ini tidak berlaku lagi."))
            return redirect("policy:document", pk)
    context = {"form": form, "document": mine, "name": place_name(mine.unit_code)}
    status = 422 if form.is_bound else 200
    return render(request, "policy/document_end.html", context, status=status)


@_forms
@unit_required
def renew(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin the next version. A GET leads to the document."""
    mine = document_written(request, pk)
    if request.method != "POST":
        return redirect("policy:document", pk)
    made = services.document_renew(document=mine, by=user_of(request))
    messages.success(
        request, _("Draf versi baru. Versi yang sekarang tetap berlaku sampai draf ini berlaku.")
    )
    return redirect("policy:document", made.pk)


@_forms
@unit_required
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask, then throw a draft away."""
    mine = document_written(request, pk)
    form = Revised(posted(request), initial={"revisi": mine.revision})
    if form.is_valid():
        try:
            services.document_remove(document=mine, revision=form.revision, by=user_of(request))
        except DocumentChanged as fault:
            return shown(request, fault.document, failed=changed_sentence(), status=409)
        except Refused as fault:
            return shown(request, mine, failed=str(fault.message), status=422)
        messages.success(request, _("Draf dihapus."))
        return redirect("policy:register_of", slug_of(mine))
    context = {"form": form, "document": mine, "name": place_name(mine.unit_code)}
    status = 422 if form.is_bound else 200
    return render(request, "policy/document_remove.html", context, status=status)


def _done(request: HttpRequest, form: Revised, step: Callable[[], None]) -> HttpResponse | None:
    """Take a step: the page to show where somebody was faster, faults in ``form``, else None."""
    try:
        step()
    except DocumentChanged as fault:
        return shown(request, fault.document, failed=changed_sentence(), status=409)
    except DocumentFault as fault:
        form.add_error(ADOPTED.get(fault.field, "akhir_berlaku"), fault.message)
    except Refused as fault:
        form.add_error(None, fault.message)
    return None
