"""``/pantau/indikator/``: all indicators, each with its history, and units at one of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.network.permissions import is_coordinator
from ruangaman.oversight.forms.indicators import MonthForm, UnitsForm
from ruangaman.oversight.indicator_files import FORMS, history_answer
from ruangaman.oversight.indicator_rows import grouped, parts_of, row_of
from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.months import month_after, month_of, months_between
from ruangaman.oversight.permissions import watches_required
from ruangaman.oversight.reasons import said
from ruangaman.oversight.released_tables import tables_about
from ruangaman.oversight.released_values import values_shown
from ruangaman.oversight.selectors import indicators as seen
from ruangaman.oversight.selectors.indicator_units import UnitStand, ended, stands
from ruangaman.oversight.selectors.releases import document, released
from ruangaman.oversight.semesters import semester_read
from ruangaman.oversight.trends import trend
from ruangaman.oversight.views.odd import odd_file
from ruangaman.people.access import user_of

PAGE_SIZE = 50
RELEASES = 4
"""So many newest semesters the page of an indicator shows that exists only in releases."""
SPAN = 60
"""Months of the history of one indicator: five years."""


@require_safe
@watches_required
def indicators(request: HttpRequest) -> HttpResponse:
    """Show all indicators in a month, with what they mean."""
    known = seen.months_known()
    form = MonthForm(request.GET, months=known)
    found = seen.indicators()
    context = {
        "form": form,
        "month": form.month,
        "running": form.month == month_of(),
        "empty": not known,
        "many": len(found),
        "sections": grouped(found, form.month),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "oversight/indicators.html", context, status=status)


@require_safe
@watches_required
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Show one indicator: definition, newest figure, history."""
    one = _found(code)
    known = [month for month in seen.months_known() if month <= month_of()]
    month = known[0] if known else month_of()
    since = max(month_after(month, 1 - SPAN), known[-1] if known else month)
    months = list(months_between(since, month))
    figures = seen.province_series([one.code], since, month)[one.code]
    context = {
        "one": one,
        "month": month,
        "running": month == month_of(),
        "row": row_of(one, figures, months),
        "figure": figures.get(month),
        "parts": parts_of(one, figures.get(month)),
        "chart": None if one.released or not known else trend(one, figures, months),
        "releases": _released(one) if one.released else [],
        "notes_contracts": one.code == "P3" and is_coordinator(user_of(request)),
        "counted": _counted(one, month) if one.by_unit and known else None,
    }
    return render(request, "oversight/indicator.html", context)


@require_safe
@watches_required
def indicator_units(request: HttpRequest, code: str) -> HttpResponse:
    """Show the units of a month at one indicator, by name."""
    one = _found(code)
    if not one.by_unit:
        raise Http404
    form = UnitsForm(request.GET, months=seen.months_known(), yes=one.unit_yes)
    valid, month = form.is_valid(), form.month
    given = form.cleaned_data
    found = _chosen(stands(one.code, month, given.get("q", "")), one, given.get("keadaan", ""))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "one": one,
        "form": form,
        "month": month,
        "page": page,
        "rows": _rows(one, list(page.object_list)),
    }
    template = "oversight/indicator_units.html"
    return render(request, template, context, status=200 if valid else 422)


@require_safe
@watches_required
def indicators_file(request: HttpRequest) -> HttpResponse:
    """Give the history of all indicators as a spreadsheet or CSV."""
    return _file(request, seen.indicators(), "indikator")


@require_safe
@watches_required
def indicator_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give the history of one indicator as a spreadsheet or CSV."""
    one = _found(code)
    return _file(request, [one], f"indikator-{one.code.lower()}")


def _found(code: str) -> seen.Indicator:
    one = seen.indicator(code.upper())
    if one is None:
        raise Http404
    return one


def _released(one: seen.Indicator) -> list[dict[str, Any]]:
    """Return what the newest releases say of an indicator, as it was published."""
    newest = sorted(released(), key=lambda row: row.semester, reverse=True)[:RELEASES]
    return [
        {
            "key": row.semester,
            "semester": semester_read(row.semester),
            "values": values_shown(told, one.code),
            "tables": tables_about(told, one.code),
        }
        for row in newest
        for told in [document(row)]
    ]


def _file(request: HttpRequest, found: Sequence[seen.Indicator], name: str) -> HttpResponse:
    form = request.GET.get("bentuk", FORMS[0])
    if form not in FORMS:
        return odd_file(request, FORMS)
    known = [month for month in seen.months_known() if month <= month_of()] or [month_of()]
    since = max(month_after(known[0], 1 - SPAN), known[-1])
    return history_answer(found, since, known[0], form, name)


def _counted(one: seen.Indicator, month: dt.date) -> dict[str, int]:
    """Return of how many units the value is yes, no or not known."""
    values = seen.unit_values(month, [one.code])
    counted = Counter(_state(one, found[one.code]) for found in values.values())
    return {state: counted[state] for state in (UnitsForm.YES, UnitsForm.NO, UnitsForm.UNKNOWN)}


def _state(one: seen.Indicator, value: float | None) -> str:
    if value is None:
        return UnitsForm.UNKNOWN
    return UnitsForm.NO if one.unit_yes and not value else UnitsForm.YES


def _chosen(found: list[UnitStand], one: seen.Indicator, state: str) -> list[UnitStand]:
    return [unit for unit in found if not state or _state(one, unit.value) == state]


def _rows(one: seen.Indicator, units: Sequence[UnitStand]) -> list[dict[str, Any]]:
    gone = ended([unit.code for unit in units])
    return [
        {
            "unit": unit,
            "state": _state(one, unit.value),
            "figure": figure_said(unit.value, one.value),
            "why": said(unit.why) if unit.value is None else "",
            "ended": gone.get(unit.code),
        }
        for unit in units
    ]
