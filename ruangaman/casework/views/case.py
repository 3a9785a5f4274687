"""One case: sealed by GET, opened by POST."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.casework.permissions import cases_required
from ruangaman.casework.views.page import case_of, opened_page, parts_asked, sealed_page


@require_safe
@cases_required
def sealed(request: HttpRequest, number: str) -> HttpResponse:
    """Show what stands in the open about a case, and the buttons that open it."""
    return sealed_page(request, case_of(request, number))


@require_http_methods(["GET", "HEAD", "POST"])
@cases_required
def opened(request: HttpRequest, number: str) -> HttpResponse:
    """Open parts. A GET (a language link, a way back from unlocking) leads to the sealed page."""
    if request.method != "POST":
        return redirect("cases:detail", number)
    case = case_of(request, number)
    return opened_page(request, case, parts_asked(request, case))
