"""A review is written: a note on a section, a decision, and the closing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.oversight.forms.reviews import CloseForm, DecisionForm, NoteForm
from ruangaman.oversight.models import Review
from ruangaman.oversight.permissions import keeper_required
from ruangaman.oversight.review_words import blocks
from ruangaman.oversight.selectors import reviews as read
from ruangaman.oversight.services import reviews as services
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.policy.forms.assessments import SeenForm

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@keeper_required
def note(request: HttpRequest, year: int, section: str) -> HttpResponse:
    """Write what the review says about a section."""
    page = read.review_page(read.review_of(year))
    one = page.section(section)
    initial = {"versi": page.review.revision, "catatan": one.note}
    form = NoteForm(posted(request), initial=initial)

    def done() -> str:
        services.review_note(
            review=page.review,
            revision=form.version,
            section=section,
            text=form.cleaned_data["catatan"],
            by=user_of(request),
        )
        return _("Catatan disimpan.")

    context = {"section": one, "blocks": blocks(one.facts, page.facts)}
    return _asked(request, page, form, done, "oversight/review_note.html", context)


@_forms
@keeper_required
def decision_add(request: HttpRequest, year: int, section: str) -> HttpResponse:
    """Note a decision in a section."""
    page = read.review_page(read.review_of(year))
    one = page.section(section)
    form = DecisionForm(posted(request), initial={"versi": page.review.revision})

    def done() -> str:
        services.decision_add(
            review=page.review,
            revision=form.version,
            section=section,
            plan=form.plan(),
            by=user_of(request),
        )
        return _("Keputusan dicatat.")

    context = {"section": one, "decision": None}
    return _asked(request, page, form, done, "oversight/review_decision.html", context)


@_forms
@keeper_required
def decision(request: HttpRequest, year: int, pk: uuid.UUID) -> HttpResponse:
    """Write a decision anew."""
    page = read.review_page(read.review_of(year))
    one = read.decision_of(page.review, pk)
    initial = {"apa": one.what, "siapa": one.who, "kapan": one.due}
    form = DecisionForm(posted(request), initial=initial | {"versi": page.review.revision})

    def done() -> str:
        services.decision_change(
            review=page.review, revision=form.version, pk=pk, plan=form.plan(), by=user_of(request)
        )
        return _("Keputusan diubah.")

    context = {"section": page.section(one.section), "decision": one}
    return _asked(request, page, form, done, "oversight/review_decision.html", context)


@require_POST
@keeper_required
def decision_remove(request: HttpRequest, year: int, pk: uuid.UUID) -> HttpResponse:
    """Take a decision out of a draft; nothing of it is left."""
    review = read.review_of(year)
    read.decision_of(review, pk)
    form = SeenForm(request.POST)
    try:
        if not form.is_valid():
            raise services.ReviewChanged
        services.decision_remove(review=review, revision=form.version, pk=pk, by=user_of(request))
    except services.ReviewChanged:
        messages.error(request, _("Tinjauan ini baru saja berubah. Keputusan itu belum dihapus."))
    else:
        messages.success(request, _("Keputusan dihapus."))
    return redirect("oversight:review", year)


@_forms
@keeper_required
def close(request: HttpRequest, year: int) -> HttpResponse:
    """Close a review: its facts stand, its decisions become actions."""
    page = read.review_page(read.review_of(year))
    form = CloseForm(posted(request), initial={"versi": page.review.revision}, year=year)

    def done() -> str:
        made = services.review_close(
            review=page.review, revision=form.version, held=form.held(), by=user_of(request)
        )
        return ngettext(
            "Tinjauan ditutup. %(n)d keputusan masuk rencana aksi provinsi.",
            "Tinjauan ditutup. %(n)d keputusan masuk rencana aksi provinsi.",
            made,
        ) % {"n": made}

    context = {
        "decisions": page.decisions,
        "silent": [one.title for one in page.sections if not one.note],
    }
    return _asked(request, page, form, done, "oversight/review_close.html", context)


def _asked(
    request: HttpRequest,
    page: read.ReviewPage,
    form: forms.Form,
    done: Callable[[], str],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form, or do what it asks for; what was typed stays when somebody was faster."""
    year = page.review.year
    if page.closed and not form.is_bound:
        messages.error(request, _("Tinjauan ini sudah ditutup dan tidak berubah lagi."))
        return redirect("oversight:review", year)
    status, changed = (422 if form.is_bound else 200), False
    if form.is_valid():
        try:
            messages.success(request, done())
        except services.ReviewChanged:
            status, changed = 409, True
            form.data = _as_typed(request, page.review)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("oversight:review", year)
    now = Review.objects.get(pk=page.review.pk)
    told = {
        "form": form,
        "year": str(year),
        "changed": changed,
        "closed": now.state == Review.State.CLOSED,
    }
    return render(request, template, told | context, status=status)


def _as_typed(request: HttpRequest, review: Review) -> QueryDict:
    """Return what was typed, for the review as it is now."""
    typed = request.POST.copy()
    typed["versi"] = str(Review.objects.get(pk=review.pk).revision)
    return typed
