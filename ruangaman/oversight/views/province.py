"""The province for the coordinator and the head of the Dinas: picture, changes, what to do next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.core.sheets import sheet_answer
from ruangaman.documents.pdf import pdf_render
from ruangaman.network.selectors.unit_pages import region_names
from ruangaman.oversight.cards import cards_for
from ruangaman.oversight.forms.dashboard import ProvinceFilter
from ruangaman.oversight.overview import Overview, columns_of, overview
from ruangaman.oversight.permissions import watches_required
from ruangaman.oversight.picture import Names, Picture, pictured
from ruangaman.oversight.picture_sheet import picture_sheet
from ruangaman.oversight.selectors.indicators import Indicator, indicators, months_known
from ruangaman.oversight.selectors.province import Standing
from ruangaman.oversight.sheet import moved_sentences, sheet_of, sheet_paper, without_sentence
from ruangaman.oversight.trends import trends
from ruangaman.oversight.views.odd import odd_choice
from ruangaman.people.models import Role


def province(request: HttpRequest, roles: Collection[str]) -> HttpResponse:
    """Show a month of the province; links to where something is done, to who does it."""
    form, told = _asked(request)
    chosen = form.chosen(told.standings)
    context = {
        "form": form,
        "told": told,
        "chosen": len(chosen),
        "picture": _picture(request, form, told, chosen),
        "charts": trends(told.indicators, told.month, form.span),
        "acts": Role.COORDINATOR in roles,
        "cards": cards_for(roles),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "oversight/province.html", context, status=status)


@require_safe
@watches_required
def picture_list(request: HttpRequest) -> HttpResponse:
    """Give the units of the picture as a spreadsheet, with the filters of the page."""
    form, told = _asked(request)
    if form.errors:
        return odd_choice(request, form)
    body = picture_sheet(told.columns, form.chosen(told.standings), region_names())
    return sheet_answer(body, f"pantau-{told.month:%Y-%m}")


@require_safe
@watches_required
def one_page(request: HttpRequest) -> HttpResponse:
    """Show the page for the head of the Dinas, to be printed."""
    form, told = _asked(request)
    if form.errors:
        return odd_choice(request, form)
    context = {
        "sheet": sheet_of(told, region_names()),
        "told": told,
        "moved": moved_sentences(told),
        "without": without_sentence(told),
        "acts": False,
    }
    return render(request, "oversight/sheet.html", context)


@require_safe
@watches_required
def one_page_pdf(request: HttpRequest) -> HttpResponse:
    """Give the same page as a PDF."""
    form, told = _asked(request)
    if form.errors:
        return odd_choice(request, form)
    body = pdf_render("province_sheet", sheet_paper(sheet_of(told, region_names())))
    response = HttpResponse(body, content_type="application/pdf")
    name = f"pantau-{told.month:%Y-%m}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest) -> tuple[ProvinceFilter, Overview]:
    known: list[Indicator] = indicators()
    months = months_known()
    form = ProvinceFilter(request.GET, months=months, columns=columns_of(known))
    form.is_valid()
    return form, overview(form.month, months, known)


def _picture(
    request: HttpRequest, form: ProvinceFilter, told: Overview, chosen: Sequence[Standing]
) -> Picture:
    names = Names(region_names(), {one.unit.code: one.unit.short_name for one in told.standings})
    kept: dict[str, Any] = {
        name: value
        for name in form.fields
        if (value := request.GET.get(name)) and name not in form.errors
    }
    return pictured(
        chosen,
        told.columns,
        names=names,
        arranged=form.arranged,
        query=kept,
        page=request.GET.get("page"),
    )
