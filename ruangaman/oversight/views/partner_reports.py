"""``/pantau/mitra/laporan/``: a report to a partner, as page, PDF, XLSX and JSON."""

from __future__ import annotations

import json
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ruangaman.core.sheets import XLSX
from ruangaman.documents.pdf import pdf_render
from ruangaman.oversight import partner_words as said
from ruangaman.oversight.models import PartnerReport
from ruangaman.oversight.permissions import released_required
from ruangaman.oversight.selectors.partners import report_for
from ruangaman.oversight.views.odd import odd_file
from ruangaman.people.access import user_of

KINDS = ("pdf", "xlsx", "json")


@require_safe
@released_required
def report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a report."""
    found = _report(request, pk)
    context = {
        "report": found,
        "semester": said.semester_said(found),
        "sections": said.sections(found),
        "note": said.note(),
    }
    return render(request, "oversight/partner_report.html", context)


@require_safe
@released_required
def download(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give a report as a file; ``bentuk`` says as which."""
    found = _report(request, pk)
    kind = request.GET.get("bentuk", "pdf")
    if kind == "pdf":
        body, media = pdf_render("partner_report", said.report_paper(found)), "application/pdf"
    elif kind == "xlsx":
        body, media = said.report_sheet(found), XLSX
    elif kind == "json":
        body, media = json_bytes(found), "application/json"
    else:
        return odd_file(request, KINDS)
    answer = HttpResponse(body, content_type=media)
    name = f"laporan-mitra-{found.semester}-{found.number}-{get_language()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def json_bytes(report: PartnerReport) -> bytes:
    """Return a report as JSON, in both languages."""
    head = {"number": report.number, "made_on": report.made_on.isoformat()}
    text = json.dumps({**head, **report.content}, ensure_ascii=False, indent=1)
    return text.encode()


def _report(request: HttpRequest, pk: uuid.UUID) -> PartnerReport:
    """Return a report that this person may read; for others it is not there."""
    found = report_for(user_of(request), pk)
    if found is None:
        raise Http404
    return found
