"""``/pantau/tinjauan/``: the management review of a year, to read and to print."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.documents.word import MEDIA_TYPE, review_docx
from ruangaman.network.permissions import is_coordinator
from ruangaman.network.views.decree_files import attached
from ruangaman.oversight.forms.reviews import BeginForm
from ruangaman.oversight.permissions import watches_required
from ruangaman.oversight.review_paper import decision_columns, decision_row, review_paper
from ruangaman.oversight.review_words import blocks
from ruangaman.oversight.selectors import reviews as read
from ruangaman.oversight.services.reviews import review_begin
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@watches_required
def reviews(request: HttpRequest) -> HttpResponse:
    """List the reviews; the coordinator begins one here."""
    user = user_of(request)
    keeps = is_coordinator(user)
    years = read.years_open()
    form = BeginForm(posted(request) if keeps else None, years=years)
    if keeps and form.is_valid():
        made = review_begin(year=form.cleaned_data["tahun"], by=user)
        return redirect("oversight:review", made.year)
    context = {
        "reviews": read.reviews_all(),
        "form": form,
        "begins": keeps and bool(years),
    }
    status = 422 if form.is_bound else 403 if request.method == "POST" else 200
    return render(request, "oversight/reviews.html", context, status=status)


@require_safe
@watches_required
def review(request: HttpRequest, year: int) -> HttpResponse:
    """Show a review: what the year shows, what was said about it, what was decided."""
    page = read.review_page(read.review_of(year))
    context = {
        "page": page,
        "review": page.review,
        "year": str(year),
        "sections": [_told(one, page) for one in page.sections],
        "columns": decision_columns(),
        "writes": is_coordinator(user_of(request)) and not page.closed,
        "early": year >= timezone.localdate().year,
        "actions_year": str(timezone.localdate().year),
    }
    return render(request, "oversight/review.html", context)


@require_safe
@watches_required
def paper(_request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Give a review as a document: ``pdf``, or ``docx`` to write on."""
    told = review_paper(read.review_page(read.review_of(year)))
    name = f"tinjauan-{year}.{form}"
    if form == "pdf":
        return attached(pdf_render("review", told), "application/pdf", name)
    if form == "docx":
        return attached(review_docx(told), MEDIA_TYPE, name)
    raise Http404


def _told(one: read.Section, page: read.ReviewPage) -> dict[str, Any]:
    return {
        "section": one,
        "blocks": blocks(one.facts, page.facts),
        "rows": [(decision, decision_row(decision)) for decision in one.decisions],
    }
