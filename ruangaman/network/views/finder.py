"""``/fokal-point/``: does an office have a focal point who is ready? Never who it is."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ruangaman.core.notes import open_notes
from ruangaman.network.forms.finder import UnitSearch
from ruangaman.network.models import Unit
from ruangaman.network.selectors import unit_by_code, unit_search, units_in_force
from ruangaman.network.selectors.ready import ready_units, units_named
from ruangaman.people.models import Team
from ruangaman.people.selectors import ready_teams, recipient_count

LONGEST_LIST = 20
OTHERS = 5


@require_http_methods(["GET", "HEAD", "POST"])
def focal_points(request: HttpRequest) -> HttpResponse:
    """Search for an office, list all of them, or show one. All by POST, so no address tells."""
    if request.method != "POST":
        return _search(request, UnitSearch())
    if "kantor" in request.POST:
        return _unit(request, request.POST["kantor"])
    if "semua" in request.POST:
        return _found(request, UnitSearch(), units_in_force())
    form = UnitSearch(request.POST)
    if not form.is_valid():
        return _search(request, form, status=422)
    return _found(request, form, unit_search(form.cleaned_data["cari"], limit=LONGEST_LIST))


def _search(
    request: HttpRequest, form: UnitSearch, *, status: int = 200, gone: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "has_units": units_in_force().exists(),
        "gone": gone,
        "can_write": bool(ready_teams(Team.Kind.UPTD_PPA) or ready_units()),
    }
    return render(request, "public/focal_points.html", context, status=status)


def _found(request: HttpRequest, form: UnitSearch, units: Iterable[Unit]) -> HttpResponse:
    ready = {unit.pk for unit in ready_units()}
    uptd_ready = bool(ready_teams(Team.Kind.UPTD_PPA))
    rows = [{"unit": unit, "ready": unit.pk in ready} for unit in units_named(units)]
    context = {
        "form": form,
        "rows": rows,
        "any_ready": any(row["ready"] for row in rows),
        "notes": open_notes("fokal_point"),
        "can_write": bool(uptd_ready or ready),
    }
    return render(request, "public/focal_points_found.html", context)


def _unit(request: HttpRequest, code: str) -> HttpResponse:
    unit = unit_by_code(code)
    if unit is None:
        return _search(request, UnitSearch(), status=422, gone=True)
    units_named([unit])
    others = [other for other in ready_units() if other.pk != unit.pk]
    count = recipient_count(unit.team_id) if unit.team_id else 0
    uptd_ready = bool(ready_teams(Team.Kind.UPTD_PPA))
    context = {
        "unit": unit,
        "count": count,
        "others": others[:OTHERS],
        "uptd_ready": uptd_ready,
        "can_write": bool(count or others or uptd_ready),
    }
    return render(request, "public/focal_points_unit.html", context)
