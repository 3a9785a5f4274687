"""``/jejaring/unit/``: the tree of units, and one unit with its history."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruangaman.network.forms.units import UnitsSearch
from ruangaman.network.labels import kind_label
from ruangaman.network.next_steps import next_step
from ruangaman.network.permissions import (
    coordinator_required,
    is_coordinator,
    may_see_unit,
    network_required,
)
from ruangaman.network.selectors.coverage import unit_states
from ruangaman.network.selectors.readiness import standings
from ruangaman.network.selectors.unit_pages import (
    UnitPage,
    children_counted,
    children_of,
    ended_units,
    region_names,
    unit_page,
    units_listed,
)
from ruangaman.network.selectors.units import UnitNotFound
from ruangaman.people.access import user_of

PAGE_SIZE = 50
MOST_ENDED = 20


@require_safe
@coordinator_required
def units(request: HttpRequest) -> HttpResponse:
    """Show the top of the tree, or the units that match."""
    form = UnitsSearch(request.GET)
    valid = form.is_valid()
    given = form.cleaned_data
    text, kind = given.get("q", ""), given.get("jenis", "")
    found = units_listed(text=text, kind=kind, region=form.region())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    below, places = children_counted(unit.code for unit in page), region_names()
    context = {
        "form": form,
        "page": page,
        "rows": [
            {
                "unit": unit,
                "kind": kind_label(unit.kind),
                "region": places.get(unit.region, ""),
                "below": below.get(unit.code, 0),
            }
            for unit in page
        ],
        "searched": bool(text or kind or given.get("wilayah")),
        "ended": ended_units(text)[:MOST_ENDED] if text else [],
    }
    return render(request, "network/units.html", context, status=200 if valid else 422)


@require_safe
@network_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit: the coordinator any, a head the own one."""
    shown = unit_or_404(request, code)
    return render(request, "network/unit.html", unit_context(request, shown))


def unit_or_404(request: HttpRequest, code: str) -> UnitPage:
    """Return a unit that is for this person; for others it is not there."""
    if not may_see_unit(user_of(request), code):
        raise Http404
    try:
        return unit_page(code)
    except UnitNotFound as fault:
        raise Http404 from fault


def unit_context(request: HttpRequest, shown: UnitPage) -> dict[str, Any]:
    """Return what a unit's page shows."""
    states = unit_states(unit_codes=[shown.code])
    state = states[0] if states else None
    coordinates = is_coordinator(user_of(request))
    children = Paginator(children_of(shown.code), PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "shown": shown,
        "unit": shown.shown,
        "kind": kind_label(shown.shown.kind),
        "state": state,
        "step": next_step(state) if state and coordinates else None,
        "people": standings_of(shown) if state else [],
        "children": children,
        "coordinates": coordinates,
    }


def standings_of(shown: UnitPage) -> list[dict[str, Any]]:
    """Return who is appointed here today, each with what is missing, in words."""
    return [
        {"one": one.appointment, "lacks": [str(lack.label) for lack in one.lacks]}
        for one in standings(timezone.localdate(), [shown.code])
    ]
