"""``/kebijakan/penilaian/<unit>/``: a unit's self-assessment of a year, and its history."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.policy import assessment_words
from ruangaman.policy.forms.assessments import AnswerForm, SeenForm
from ruangaman.policy.models import Assessment, Evidence
from ruangaman.policy.permissions import unit_required
from ruangaman.policy.selectors.assessments import (
    AssessmentPage,
    Line,
    assessment_page,
    due_day,
    may_answer,
    may_verify,
    may_withdraw,
)
from ruangaman.policy.selectors.evidence import evidence_of
from ruangaman.policy.selectors.history import history
from ruangaman.policy.selectors.lineage import unit_seen
from ruangaman.policy.services import assessments as services

YEARS = range(2020, 2101)
MOST_TYPED = 2000
_forms = require_http_methods(["GET", "HEAD", "POST"])


def page_of(request: HttpRequest, code: str, year: int) -> AssessmentPage:
    """Return a unit's year for whoever may see it; ``Http404`` for others and for odd years."""
    if year not in YEARS:
        raise Http404
    return assessment_page(code, year, unit=unit_seen(user_of(request), code, year))


@require_safe
@unit_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a unit's self-assessments said over the years."""
    this = timezone.localdate().year
    named = unit_seen(user_of(request), code, this)
    past = history(code)
    context = {
        "unit": named,
        "past": past,
        "thresholds": assessment_words.thresholds_told(),
        "charts": assessment_words.history_charts(past),
        "years": [str(one) for one in assessment_words.years_to_open(past, this)],
        "this": str(this),
        "due": due_day(this),
    }
    return render(request, "policy/assessment_unit.html", context)


@require_safe
@unit_required
def assessment(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Show one year: its standards, what they add up to, what comes next."""
    return shown(request, page_of(request, code, year))


@_forms
@unit_required
def answer(request: HttpRequest, code: str, year: int, view: str, key: str) -> HttpResponse:
    """Read what a standard means, and answer it; the second of two editors sees the other's."""
    page = page_of(request, code, year)
    line = page.line(view, key)
    if line is None:
        raise Http404
    writes = may_answer(user_of(request), page)
    form, other = AnswerForm(posted(request) if writes else None, line=line), None
    if form.is_valid():
        try:
            services.answer_save(
                code=code,
                year=year,
                content=line.content,
                version=form.version,
                reply=form.reply,
                by=user_of(request),
            )
        except services.AnswerChanged as fault:
            other = fault.answer
            form = AnswerForm({**request.POST.dict(), "versi": other.revision}, line=line)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return _saved(request, page, line)
    late = request.method == "POST" and not writes
    context = _answer_context(page, line, form, writes=writes) | {"other": other, "late": late}
    context["typed"] = request.POST.get("catatan", "")[:MOST_TYPED] if late else ""
    status = 409 if other or late else 422 if form.is_bound else 200
    return render(request, "policy/assessment_answer.html", context, status=status)


@require_POST
@unit_required
def submit(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Send it to the coordinator; what is missing is said."""
    page = page_of(request, code, year)
    if page.assessment is None or not may_answer(user_of(request), page):
        messages.error(request, _("Belum ada yang bisa dikirim di sini."))
        return redirect("policy:assessment", code, year)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return shown(request, page, status=422)
    try:
        services.assessment_submit(
            assessment=page.assessment, version=form.version, by=user_of(request)
        )
    except services.Incomplete:
        return shown(request, page, refused=True, status=422)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Terkirim. Koordinator akan memeriksanya."))
    return redirect("policy:assessment", code, year)


@require_POST
@unit_required
def withdraw(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Take it back before the coordinator has looked."""
    page, form = page_of(request, code, year), SeenForm(request.POST)
    if page.assessment is None or not may_withdraw(user_of(request), page):
        messages.error(request, _("Penilaian ini tidak bisa ditarik kembali sekarang."))
    elif form.is_valid():
        _withdraw(request, page.assessment, form.version)
    return redirect("policy:assessment", code, year)


@require_safe
@unit_required
def paper(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Give a year as a document."""
    page = page_of(request, code, year)
    body = pdf_render("assessment", assessment_words.assessment_paper(page))
    return attached(body, "application/pdf", f"penilaian-{code}-{year}.pdf")


def shown(request: HttpRequest, page: AssessmentPage, **context: Any) -> HttpResponse:
    """Return the page of a year."""
    user, status = user_of(request), context.pop("status", 200)
    context = {
        "page": page,
        "writes": may_answer(user, page),
        "verifies": may_verify(user, page.unit.code) and page.assessment is not None,
        "withdraws": may_withdraw(user, page),
        "missing": [assessment_words.missing_line(one) for one in page.missing],
        "capacity": assessment_words.capacity_sentence(page),
        "thresholds": assessment_words.thresholds_told(),
        "due": due_day(page.year),
        "gaps": sum(line.is_gap for line in page.lines),
        **context,
    }
    return render(request, "policy/assessment.html", context, status=status)


def files_of(lines: Sequence[Line]) -> dict[uuid.UUID, list[Evidence]]:
    """Return the evidence beside these lines, by the ids of their answers."""
    answers = [line.answer.pk for line in lines if line.answer]
    return evidence_of(Evidence.About.ANSWER, answers)


def _withdraw(request: HttpRequest, mine: Assessment, version: int) -> None:
    try:
        services.assessment_withdraw(assessment=mine, version=version, by=user_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Ditarik kembali. Anda boleh memperbaikinya."))


def _saved(request: HttpRequest, page: AssessmentPage, line: Line) -> HttpResponse:
    """Go to the next standard without an answer, or back to the whole."""
    messages.success(
        request,
        _("Tersimpan: %(number)d. %(title)s") % {"number": line.number, "title": line.title},
    )
    same = [one for one in page.lines if one.view == line.view]
    rest = same[same.index(line) + 1 :]
    for one in rest:
        if not one.answered and "lanjut" in request.POST:
            return redirect(
                "policy:assessment_answer", page.unit.code, page.year, one.view, one.key
            )
    return redirect("policy:assessment", page.unit.code, page.year)


def _answer_context(
    page: AssessmentPage, line: Line, form: AnswerForm, *, writes: bool
) -> dict[str, Any]:
    same = [one for one in page.lines if one.view == line.view]
    return {
        "page": page,
        "line": line,
        "form": form,
        "writes": writes,
        "count": len(same),
        "guide": assessment_words.guidance(line),
        "related": assessment_words.related(page, line),
        "files": files_of([line]).get(line.answer.pk, []) if line.answer else [],
    }
