"""``/kebijakan/dokumen/``: a document is begun, read, changed and printed."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.documents.word import MEDIA_TYPE, policy_docx
from ruangaman.network.selectors.units import unit_by_code
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.policy.document_paper import document_paper, paper_name, source_words
from ruangaman.policy.forms.documents import DraftChangeForm, DraftForm, draft_typed
from ruangaman.policy.models import Document, Evidence
from ruangaman.policy.permissions import may_write, seen_or_404, unit_required
from ruangaman.policy.selectors.documents import PROVINCE, in_force
from ruangaman.policy.selectors.evidence import evidence_of
from ruangaman.policy.selectors.register import places_seen, versions_of
from ruangaman.policy.selectors.templates import (
    blanks_open,
    template_now,
    templates_for,
)
from ruangaman.policy.selectors.text import default_title, document_text, place_name
from ruangaman.policy.services import documents as services
from ruangaman.policy.services.documents import DocumentChanged
from ruangaman.policy.views.register import code_of, slug_of

BY_HAND = "tanpa-contoh"
_forms = require_http_methods(["GET", "HEAD", "POST"])


PAPERS = ("pdf", "docx")
"""How a document is printed."""


@require_safe
@unit_required
def document_choose(request: HttpRequest, place: str) -> HttpResponse:
    """Choose a model text, or none."""
    code = _writable_place(request, place)
    held = {one.document.kind: one for one in in_force(code) if not one.inherited}
    rows: list[dict[str, Any]] = [
        {"template": one, "held": held.get(one.body["kind"])} for one in templates_for(code)
    ]
    context = {"place": place, "name": place_name(code), "rows": rows, "by_hand": BY_HAND}
    return render(request, "policy/document_choose.html", context)


@_forms
@unit_required
def document_add(request: HttpRequest, place: str, template: str) -> HttpResponse:
    """Begin a document from a model text, or by hand."""
    code = _writable_place(request, place)
    words = template_now(template)
    if template != BY_HAND and words not in templates_for(code):
        raise Http404
    kind = words.body["kind"] if words else ""
    initial = {"judul": default_title(words, code)} if words else {}
    form = DraftForm(posted(request), template=words, kind=kind, initial=initial)
    if form.is_valid():
        made = services.document_begin(
            unit_code=code,
            kind=form.chosen_kind,
            draft=form.draft,
            template=words,
            by=user_of(request),
        )
        messages.success(request, _("Draf disimpan."))
        return redirect("policy:document", made.pk)
    context = {"form": form, "place": place, "name": place_name(code), "template": words}
    status = 422 if form.is_bound else 200
    return render(request, "policy/document_add.html", context, status=status)


@require_safe
@unit_required
def document(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a document: its text, under what it holds, its evidence and its versions."""
    return shown(request, document_seen(request, pk))


@_forms
@unit_required
def document_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a draft; the second of two editors sees what the first one wrote."""
    mine = document_written(request, pk)
    words = template_now(mine.template)
    form = DraftChangeForm(
        posted(request), template=words, kind=mine.kind, initial=draft_typed(mine)
    )
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            services.document_change(
                document=mine,
                revision=form.revision,
                draft=form.draft,
                template=words,
                by=user_of(request),
            )
        except DocumentChanged as fault:
            context |= _differing(fault.document, form)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("policy:document", pk)
    context |= {
        "document": mine,
        "name": place_name(mine.unit_code),
        "template": words,
        "newer": bool(words and words.digest != mine.digest),
    }
    status = 409 if "differing" in context else 422 if form.is_bound else 200
    return render(request, "policy/document_change.html", context, status=status)


@require_safe
@unit_required
def paper(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponse:
    """Give a document as PDF, or as a Word file for the legal bureau to finish."""
    mine = document_seen(request, pk)
    text = document_text(mine)
    if text is None or form not in PAPERS:
        raise Http404
    data = document_paper(mine, text)
    if form == "pdf":
        name = f"{paper_name(mine)}.pdf"
        return attached(pdf_render("policy", data), "application/pdf", name)
    return attached(policy_docx(data), MEDIA_TYPE, f"{paper_name(mine)}.docx")


def document_seen(request: HttpRequest, pk: uuid.UUID) -> Document:
    """Return a document this person may see; for all others there is none (404).

    A draft is for those who write it.
    """
    found = Document.objects.select_related("created_by", "changed_by")
    mine = get_object_or_404(found, pk=pk)
    seen_or_404(user_of(request), mine.unit_code)
    if mine.state == Document.State.DRAFT and not may_write(user_of(request), mine.unit_code):
        raise Http404
    return mine


def document_written(request: HttpRequest, pk: uuid.UUID) -> Document:
    """Return a document that this person may write; else 404."""
    mine = document_seen(request, pk)
    if not may_write(user_of(request), mine.unit_code):
        raise Http404
    return mine


def shown(
    request: HttpRequest, mine: Document, *, failed: str = "", status: int = 200
) -> HttpResponse:
    """Show a document, with what went wrong with a step."""
    text = document_text(mine)
    context = {
        "document": mine,
        "place": slug_of(mine),
        "name": place_name(mine.unit_code),
        "text": text,
        "source": source_words(text) if text else "",
        "missing": blanks_open(mine) if mine.state == Document.State.DRAFT else [],
        "versions": versions_of(mine),
        "files": evidence_of(Evidence.About.DOCUMENT, [mine.pk])[mine.pk],
        "seen": places_seen([mine.pk]).get(mine.pk, 0),
        "may_write": may_write(user_of(request), mine.unit_code),
        "failed": failed,
    }
    return render(request, "policy/document.html", context, status=status)


def changed_sentence() -> str:
    """Say that somebody else was faster."""
    return _("Dokumen ini baru saja diubah orang lain. Lihat dulu yang sekarang, lalu ulangi.")


def _writable_place(request: HttpRequest, place: str) -> str:
    code = code_of(request, place)
    ended = code != PROVINCE and unit_by_code(code) is None
    if ended or not may_write(user_of(request), code):
        raise Http404
    return code


def _differing(now: Document, form: DraftChangeForm) -> dict[str, Any]:
    """Return what stands there now beside what was typed, and a form that may be sent again."""
    present, typed = draft_typed(now), form.cleaned_data
    differing = [
        {"label": form.fields[name].label, "now": present.get(name) or "", "typed": typed[name]}
        for name in form.fields
        if name != "revisi" and (present.get(name) or "") != (typed[name] or "")
    ]
    data = cast(QueryDict, form.data).copy()
    data["revisi"] = str(now.revision)
    again = DraftChangeForm(data, template=form.template, kind=form.kind)
    return {"form": again, "differing": differing}
