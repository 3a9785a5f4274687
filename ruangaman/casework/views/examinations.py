"""The examiner's pages: what reporters handed over to her, piece by piece, and the coded result."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.casework.aside_forms import ResultForm
from ruangaman.casework.permissions import examinations_required
from ruangaman.casework.selectors.content import LABELS
from ruangaman.people.access import reader_of
from ruangaman.reporting.labels import PART_NAMES, label
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.examinations import Handed, examinations_of
from ruangaman.reporting.services.examinations import examination_read, outcome_send
from ruangaman.reporting.services.refusals import case_refused


@require_safe
@examinations_required
def examinations(request: HttpRequest) -> HttpResponse:
    """List what was handed over, without a case number: an examiner has no case."""
    rows = examinations_of(reader_of(request))
    return render(request, "casework/examinations.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@examinations_required
def examination(request: HttpRequest, examination_id: uuid.UUID) -> HttpResponse:
    """Open what was handed over. A GET leads to the list."""
    if request.method != "POST":
        return redirect("cases:examinations")
    return _page(request, _read(request, examination_id), ResultForm())


@require_http_methods(["GET", "HEAD", "POST"])
@examinations_required
def result(request: HttpRequest, examination_id: uuid.UUID) -> HttpResponse:
    """Send a coded result to the reporter."""
    if request.method != "POST":
        return redirect("cases:examinations")
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, _read(request, examination_id), form, status=422)
    given = form.cleaned_data
    try:
        outcome_send(
            reader=reader_of(request),
            examination_id=examination_id,
            result=given["hasil"],
            form=given["butir"].bytes,
        )
    except ReportNotFound as missing:
        case_refused(actor=reader_of(request).user_id, number=str(examination_id))
        raise Http404 from missing
    messages.success(request, _("Hasil terkirim. Hanya pelapor yang membacanya."))
    return redirect("cases:examinations")


def _read(request: HttpRequest, examination_id: uuid.UUID) -> Handed:
    try:
        return examination_read(reader=reader_of(request), examination_id=examination_id)
    except ReportNotFound as missing:
        case_refused(actor=reader_of(request).user_id, number=str(examination_id))
        raise Http404 from missing


def _page(
    request: HttpRequest, handed: Handed, form: ResultForm, *, status: int = 200
) -> HttpResponse:
    pieces = [_piece(one) for one in handed.items]
    context = {"handed": handed, "pieces": pieces, "form": form}
    return render(request, "casework/examination.html", context, status=status)


def _piece(item: Any) -> dict[str, Any]:
    body = item["body"]
    lines = [(name, label(name, value)) for name, value in body.get("answers", {}).items()]
    return {
        "name": PART_NAMES.get(item["part"], ""),
        "lines": [(LABELS.get(name, PART_NAMES["account"]), words) for name, words in lines],
        "text": body.get("text", ""),
    }
