"""``/fokal-point/``: the ready focal points of an office; a name only of whoever agreed."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ruangaman.core.notes import open_notes
from ruangaman.network.forms.finder import UnitSearch
from ruangaman.network.models import Unit
from ruangaman.network.selectors import unit_by_code, unit_search, units_in_force
from ruangaman.network.selectors.ready import ready_team_ids, ready_units, units_named
from ruangaman.network.selectors.shown import shown_in
from ruangaman.people.models import Team
from ruangaman.people.selectors import ready_kinds, recipient_count

LONGEST_LIST = 20
PAGE_SIZE = 50
_WRITABLE = frozenset({Team.Kind.UPTD_PPA, Team.Kind.FOCAL_POINT})
OTHERS = 5


@require_http_methods(["GET", "HEAD", "POST"])
def focal_points(request: HttpRequest) -> HttpResponse:
    """Search for an office, list all of them, or show one. All by POST, so no address tells."""
    if request.method != "POST":
        return _search(request, UnitSearch())
    if "kantor" in request.POST:
        return _unit(request, request.POST["kantor"])
    if "semua" in request.POST:
        page = Paginator(units_in_force(), PAGE_SIZE).get_page(request.POST["semua"])
        return _found(request, UnitSearch(), list(page), page)
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
        "can_write": bool(_WRITABLE & ready_kinds()),
    }
    return render(request, "public/focal_points.html", context, status=status)


def _found(
    request: HttpRequest, form: UnitSearch, units: list[Unit], page: Page[Unit] | None = None
) -> HttpResponse:
    ready = ready_team_ids()
    rows = [{"unit": unit, "ready": unit.team_id in ready} for unit in units_named(units)]
    context = {
        "form": form,
        "rows": rows,
        "page": page,
        "any_ready": any(row["ready"] for row in rows),
        "notes": open_notes("fokal_point"),
        "can_write": bool(_WRITABLE & ready_kinds()),
    }
    return render(request, "public/focal_points_found.html", context)


def _unit(request: HttpRequest, code: str) -> HttpResponse:
    unit = unit_by_code(code)
    if unit is None:
        return _search(request, UnitSearch(), status=422, gone=True)
    units_named([unit])
    others = ready_units(OTHERS, without=[unit.code])
    shown = shown_in(unit)
    count = recipient_count(unit.team_id) if unit.team_id else 0
    uptd_ready = Team.Kind.UPTD_PPA in ready_kinds()
    context = {
        "unit": unit,
        "count": count,
        "shown": shown,
        "others": others,
        "uptd_ready": uptd_ready,
        "can_write": bool(count or others or uptd_ready),
    }
    return render(request, "public/focal_points_unit.html", context)
