"""``/survei/<survey>/pertanyaan/``: what a survey asks, its head, its sections, its preview."""

from __future__ import annotations

import json
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.core.pack_content import said
from ruangaman.lib.questionnaire import AnswerError, Questionnaire, answers_read
from ruangaman.lib.questionnaire import edit as edits
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.surveys.answering import Step, page_context, step_taken
from ruangaman.surveys.forms.questions import HeadForm, SectionTextsForm
from ruangaman.surveys.models import Survey
from ruangaman.surveys.permissions import keeper_required
from ruangaman.surveys.selectors.questions import standing_of_questions
from ruangaman.surveys.services.questions import questions_change
from ruangaman.surveys.views.drafts import edited, is_draft, saved, survey_of, version_in
from ruangaman.surveys.views.questions_page import questions_page

_forms = require_http_methods(["GET", "HEAD", "POST"])
_MOVES = {"naik": -1, "turun": 1}
_ANSWERS = 8_000
"""Longest answers that travel with the preview, in characters."""


@require_safe
@keeper_required
def questions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what a survey asks, and what is missing before it can be opened."""
    return shown(request, survey_of(pk))


def shown(
    request: HttpRequest, survey: Survey, *, failed: str = "", status: int = 200
) -> HttpResponse:
    """Show the questions, with what went wrong with a step."""
    context = {
        "survey": survey,
        "draft": is_draft(survey),
        "page": questions_page(survey),
        "failed": failed,
    }
    return render(request, "surveys/questions.html", context, status=status)


@_forms
@keeper_required
def questions_head(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change title, introduction and warning."""
    survey = survey_of(pk)
    form = HeadForm(posted(request), initial=survey.definition | {"versi": survey.revision})
    return saved(
        request,
        survey=survey,
        form=form,
        template="surveys/questions_head.html",
        context={},
        save=edited(request, survey, lambda now: edits.head_put(now, form.texts)),
    )


@_forms
@keeper_required
def section_edit(request: HttpRequest, pk: uuid.UUID, key: str = "") -> HttpResponse:
    """Add a section, or change its texts."""
    survey = survey_of(pk)
    try:
        section = edits.section_of(survey.definition, key) if key else {}
    except edits.EditError as missing:
        raise Http404 from missing
    form = SectionTextsForm(posted(request), initial=section | {"versi": survey.revision})
    return saved(
        request,
        survey=survey,
        form=form,
        template="surveys/questions_section.html",
        context={"new": not key},
        save=edited(request, survey, lambda now: edits.section_put(now, form.texts, key)),
    )


@require_POST
@keeper_required
def part_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Move a section (``b:key``) or a question (``p:key``) up or down."""
    survey = survey_of(pk)
    for name, step in _MOVES.items():
        kind, _colon, key = request.POST.get(name, "").partition(":")
        if kind in ("b", "p") and key:
            move = edits.section_moved if kind == "b" else edits.item_moved
            return _stepped(request, survey, partial(move, key=key, step=step), _("Dipindahkan."))
    raise Http404


@_forms
@keeper_required
def part_remove(request: HttpRequest, pk: uuid.UUID, kind: str, key: str) -> HttpResponse:
    """Ask whether a section (``bagian``) or a question (``butir``) is to go, and remove it."""
    survey = survey_of(pk)
    part = _part(survey, kind, key)
    if not (request.method == "POST" or is_draft(survey)):
        return redirect("surveys:questions", pk)
    if request.method == "POST":
        remove = edits.section_removed if kind == "bagian" else edits.item_removed
        return _stepped(request, survey, partial(remove, key=key), _("Dihapus."))
    stem = "title" if kind == "bagian" else "statement" if "statement_id" in part else "text"
    context = {
        "survey": survey,
        "words": said(part, stem),
        "count": len(part.get("items", ())),
        "back": "surveys:questions",
        "kind": kind,
    }
    return render(request, "surveys/questions_remove.html", context)


def _part(survey: Survey, kind: str, key: str) -> dict[str, Any]:
    """Return a section or an item, or 404."""
    try:
        if kind == "bagian":
            return edits.section_of(survey.definition, key)
        if kind == "butir":
            return edits.item_of(survey.definition, key)[1]
    except edits.EditError as missing:
        raise Http404 from missing
    raise Http404


def _stepped(
    request: HttpRequest, survey: Survey, edit: partial[dict[str, Any]], done: str
) -> HttpResponse:
    """Change the questions and show them, or show them with what went wrong (409)."""
    try:
        questions_change(
            survey=survey, by=user_of(request), revision=version_in(request.POST), edit=edit
        )
    except Refused as fault:
        return shown(request, survey_of(survey.pk), failed=str(fault.message), status=409)
    messages.success(request, done)
    return redirect("surveys:questions", survey.pk)


@_forms
@keeper_required
def questions_preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Walk through the pages as people who answer see them; nothing is kept or sent."""
    asked = standing_of_questions(survey_of(pk)).asked
    step = Step()
    if request.method == "POST":
        step = step_taken(
            asked, at=_page(request), answers=_carried(request, asked), data=request.POST
        )
    context = page_context(asked, step) | {
        "frame": "surveys/preview_frame.html",
        "action": reverse("surveys:questions_preview", args=[pk]),
        "fields": format_html_join(
            "", '<input type="hidden" name="{}" value="{}">', _hidden(request, step)
        ),
        "survey": pk,
        "sent": step.send,
    }
    name = "surveys/preview_end.html" if step.send else f"public/survey/{context['name']}.html"
    return render(request, name, context, status=422 if step.form else 200)


def _hidden(request: HttpRequest, step: Step) -> list[tuple[str, str]]:
    """Return what the form of a preview carries."""
    answers = json.dumps(dict(step.answers))
    return [("csrfmiddlewaretoken", get_token(request)), ("isi", answers)]


def _page(request: HttpRequest) -> int:
    typed = request.POST.get("langkah", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 0


def _carried(request: HttpRequest, asked: Questionnaire) -> dict[str, str]:
    """Return the answers that travelled with the preview; nothing for what is not readable."""
    try:
        given = json.loads(request.POST.get("isi", "")[:_ANSWERS])
        return answers_read(asked, given) if isinstance(given, dict) else {}
    except (ValueError, AnswerError):
        return {}
