"""``/survei/jangkauan/``: how many people briefings reached, unit by unit."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruangaman.core.sheets import sheet_answer
from ruangaman.network.labels import kind_label
from ruangaman.network.models import Unit
from ruangaman.network.permissions import is_coordinator
from ruangaman.network.selectors.unit_pages import region_names
from ruangaman.network.selectors.units import unit_by_code
from ruangaman.people.access import user_of
from ruangaman.surveys.forms.briefings import ReachFilter
from ruangaman.surveys.permissions import briefs_required, may_note, may_see_reach
from ruangaman.surveys.reach_sheet import reach_sheet
from ruangaman.surveys.selectors import briefings as seen
from ruangaman.surveys.selectors.campaigns import campaign_titles
from ruangaman.surveys.selectors.reach import Reach
from ruangaman.surveys.selectors.reach import reach as reach_of

PAGE_SIZE = 25


@require_safe
@briefs_required
def reach(request: HttpRequest) -> HttpResponse:
    """Show all units to the coordinator, own units to others; one own unit at once."""
    user = user_of(request)
    if is_coordinator(user):
        return _all(request)
    own = seen.own_units(user)
    if len(own) == 1:
        return redirect("surveys:briefing_unit", own[0].code)
    found = reach_of([unit.code for unit in own], timezone.localdate())
    return render(request, "surveys/reach.html", {"rows": _rows(own, found, {})})


@require_safe
@briefs_required
def export(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet, with the filters of the page."""
    user, today = user_of(request), timezone.localdate()
    everything = is_coordinator(user)
    units = list(_chosen(_filter(request))) if everything else seen.own_units(user)
    found = reach_of(None if everything else [unit.code for unit in units], today)
    return sheet_answer(reach_sheet(units, found, region_names()), "jangkauan")


@require_safe
@briefs_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one unit did, and its numbers."""
    user = user_of(request)
    shown = unit_by_code(code) if may_see_reach(user, code) else None
    if shown is None:
        raise Http404
    page = Paginator(seen.entries_of(code), PAGE_SIZE).get_page(request.GET.get("page"))
    titles = campaign_titles()
    context = {
        "unit": shown,
        "reach": reach_of([code], timezone.localdate())[code],
        "page": page,
        "entries": [{"entry": one, "campaign": titles.get(one.campaign, "")} for one in page],
        "notes": may_note(user, code),
        "coordinates": is_coordinator(user),
    }
    return render(request, "surveys/reach_unit.html", context)


def _all(request: HttpRequest) -> HttpResponse:
    form = _filter(request)
    found = reach_of(None, timezone.localdate())
    page = Paginator(_chosen(form), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "coordinates": True,
        "form": form,
        "page": page,
        "rows": _rows(list(page), found, region_names()),
        "sums": seen.sums_of(found.values()),
    }
    return render(request, "surveys/reach.html", context, status=200 if form.is_valid() else 422)


def _filter(request: HttpRequest) -> ReachFilter:
    form = ReachFilter(request.GET)
    form.is_valid()
    return form


def _chosen(form: ReachFilter) -> QuerySet[Unit]:
    given = form.cleaned_data
    return seen.units_filtered(
        today=timezone.localdate(),
        text=given.get("q", ""),
        kind=given.get("jenis", ""),
        region=form.region(),
        state=given.get("keadaan", ""),
    )


def _rows(
    units: list[Unit], found: dict[str, Reach], regions: dict[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            "unit": unit,
            "kind": kind_label(unit.kind),
            "region": regions.get(unit.region, ""),
            "reach": found.get(unit.code, Reach()),
        }
        for unit in units
    ]
