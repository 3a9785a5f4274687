"""The examiner's pages: what reporters handed over to her, and what she may send back, by codes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.casework.aside_forms import MoreForm, ResultForm
from ruangaman.casework.permissions import examinations_required
from ruangaman.casework.selectors.content import LABELS
from ruangaman.people.access import reader_of
from ruangaman.reporting.attached import files_in
from ruangaman.reporting.file_words import file_gone_words, file_rows
from ruangaman.reporting.labels import PART_NAMES, label
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.examinations import examinations_of
from ruangaman.reporting.selectors.files import FileMissing
from ruangaman.reporting.services.examiner import (
    examination_file_open,
    examination_read,
    more_wish,
    outcome_send,
)
from ruangaman.reporting.services.refusals import case_refused
from ruangaman.reporting.views.download import download

Found = TypeVar("Found")


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
    return _page(request, examination_id)


@require_http_methods(["GET", "HEAD", "POST"])
@examinations_required
def file(request: HttpRequest, examination_id: uuid.UUID) -> HttpResponse:
    """Give a file of the copy; that it was opened is committed before its first byte leaves."""
    if request.method != "POST":
        return redirect("cases:examinations")
    try:
        wanted = uuid.UUID(request.POST.get("unduh", ""))
        opened = _hers(
            request,
            examination_id,
            lambda: examination_file_open(
                reader=reader_of(request), examination_id=examination_id, file_id=wanted
            ),
        )
    except (ValueError, FileMissing):
        return _page(request, examination_id, failed=file_gone_words(), status=404)
    return download(*opened)


@require_http_methods(["GET", "HEAD", "POST"])
@examinations_required
def result(request: HttpRequest, examination_id: uuid.UUID) -> HttpResponse:
    """Send a coded result to the reporter."""
    if request.method != "POST":
        return redirect("cases:examinations")
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, examination_id, form=form, status=422)
    given = form.cleaned_data
    _hers(
        request,
        examination_id,
        lambda: outcome_send(
            reader=reader_of(request),
            examination_id=examination_id,
            result=given["hasil"],
            form=given["butir"].bytes,
        ),
    )
    messages.success(request, _("Hasil terkirim. Hanya pelapor yang membacanya."))
    return redirect("cases:examinations")


@require_http_methods(["GET", "HEAD", "POST"])
@examinations_required
def more(request: HttpRequest, examination_id: uuid.UUID) -> HttpResponse:
    """Ask the reporter for more, by a code."""
    if request.method != "POST":
        return redirect("cases:examinations")
    form = MoreForm(request.POST)
    if not form.is_valid():
        return _page(request, examination_id, more=form, status=422)
    wished = _hers(
        request,
        examination_id,
        lambda: more_wish(
            reader=reader_of(request),
            examination_id=examination_id,
            what=form.cleaned_data["minta"],
        ),
    )
    done = _(
        "Permintaan terkirim. Pelapor yang memutuskan; bila ia menolak, Anda tidak diberi tahu."
    )
    again = _("Hari ini sudah Anda minta. Permintaan kedua tidak dikirim.")
    messages.success(request, done if wished else again)
    return redirect("cases:examinations")


def _hers(request: HttpRequest, examination_id: uuid.UUID, step: Callable[[], Found]) -> Found:
    """Run a step; a copy that is not hers, or was taken back, is a 404 and leaves an event."""
    try:
        return step()
    except ReportNotFound as missing:
        case_refused(actor=reader_of(request).user_id, number=str(examination_id))
        raise Http404 from missing


def _page(
    request: HttpRequest,
    examination_id: uuid.UUID,
    *,
    form: ResultForm | None = None,
    more: MoreForm | None = None,
    failed: str = "",
    status: int = 200,
) -> HttpResponse:
    reader = reader_of(request)
    handed = _hers(
        request,
        examination_id,
        lambda: examination_read(reader=reader, examination_id=examination_id),
    )
    context = {
        "handed": handed,
        "pieces": [_piece(one) for one in handed.items],
        "form": form or ResultForm(),
        "more": more or MoreForm(),
        "bound": [one for one in (form, more) if one],
        "failed": failed,
    }
    return render(request, "casework/examination.html", context, status=status)


def _piece(item: Any) -> dict[str, Any]:
    body = item["body"]
    lines = [(name, label(name, value)) for name, value in body.get("answers", {}).items()]
    return {
        "name": PART_NAMES.get(item["part"], ""),
        "lines": [(LABELS.get(name, PART_NAMES["account"]), words) for name, words in lines],
        "text": body.get("text", ""),
        "files": file_rows(files_in(body)),
    }
