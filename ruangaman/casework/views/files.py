"""Files of a case: one opened at a time, by a POST that is recorded like any opening."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ruangaman.casework.permissions import cases_required
from ruangaman.casework.views.page import case_of
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.files import FileMissing
from ruangaman.reporting.services import desk
from ruangaman.reporting.views.download import download


@require_http_methods(["GET", "HEAD", "POST"])
@cases_required
def case_files(request: HttpRequest, number: str) -> HttpResponse | StreamingHttpResponse:
    """Give a file to a reader who may open the messages; to anybody else it does not exist."""
    if request.method != "POST":
        return redirect("cases:detail", number)
    case = case_of(request, number)
    try:
        wanted = uuid.UUID(request.POST.get("unduh", ""))
        return download(
            *desk.file_open(
                reader=case.reader, report=case.report, box=case.box, file_id=wanted
            )
        )
    except (ValueError, FileMissing, ReportNotFound) as missing:
        raise Http404 from missing
