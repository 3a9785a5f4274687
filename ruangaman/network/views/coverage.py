"""``/jejaring/``: one picture of all units, and what to do next for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ruangaman.network import picture
from ruangaman.network.coverage_sheet import coverage_sheet
from ruangaman.network.forms.coverage import CoverageFilter
from ruangaman.network.labels import kind_label
from ruangaman.network.next_steps import ENDS_SOON, next_step, page_of
from ruangaman.network.permissions import (
    coordinator_required,
    is_coordinator,
    network_required,
    units_headed,
)
from ruangaman.network.selectors.coverage import State, UnitState, unit_states
from ruangaman.network.selectors.unit_pages import region_names
from ruangaman.people.access import user_of

PAGE_SIZE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_URGENCY = {
    state: place
    for place, state in enumerate(
        [
            *(State.VACANT, State.EXPIRED, State.TRAINED, State.NOT_READY),
            *(State.WAITING, State.ONE, State.PAIR),
        ]
    )
}
"""In which order units stand in the list of what to do."""


@require_safe
@network_required
def coverage(request: HttpRequest) -> HttpResponse:
    """Show all units to the coordinator; a head of unit goes to the own one."""
    if not is_coordinator(user_of(request)):
        return _own(request)
    form = CoverageFilter(request.GET)
    valid, states, names = form.is_valid(), unit_states(), region_names()
    chosen = form.chosen(states)
    page = Paginator(_sorted(chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "figures": _figures(states),
        "legend": picture.legend(chosen),
        "parts": _groups(form, chosen, names),
        "chosen": len(chosen),
        "total": len(states),
        "page": page,
        "rows": _rows(list(page), names),
        "first_day": bool(states) and not any(one.appointed or one.trained for one in states),
        "first_steps": _first_steps(),
    }
    return render(request, "network/coverage.html", context, status=200 if valid else 422)


@require_safe
@coordinator_required
def coverage_export(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet, with the filters of the page."""
    form = CoverageFilter(request.GET)
    form.is_valid()
    body = coverage_sheet(_sorted(form.chosen(unit_states())), region_names())
    response = HttpResponse(body, content_type=XLSX)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="jejaring-{day}.xlsx"'
    return response


def _own(request: HttpRequest) -> HttpResponse:
    codes = sorted(units_headed(user_of(request)))
    if len(codes) == 1:
        return redirect("network:unit", codes[0])
    states = unit_states(unit_codes=codes) if codes else []
    return render(request, "network/coverage.html", {"own": True, "states": states})


def _figures(states: Sequence[UnitState]) -> list[dict[str, Any]]:
    soon = timezone.localdate() + ENDS_SOON
    count = Counter(one.state for one in states)
    pairs = f"{number_format(count[State.PAIR])} / {number_format(len(states))}"
    ending = sum(1 for one in states if one.ends and one.ends <= soon)
    return [
        {"figure": pairs, "label": _("unit dengan pasangan siap")},
        {"figure": count[State.ONE], "label": _("satu siap, perlu pengganti")},
        {"figure": ending, "label": _("SK berakhir dalam 60 hari")},
        {"figure": count[State.VACANT] + count[State.EXPIRED], "label": _("kosong")},
    ]


def _groups(
    form: CoverageFilter, chosen: Sequence[UnitState], names: dict[str, str]
) -> list[picture.Group]:
    if form.cleaned_data.get("susun") == "wilayah":
        return picture.by_region(chosen, names)
    return picture.by_kind(chosen)


def _sorted(states: Sequence[UnitState]) -> list[UnitState]:
    return sorted(states, key=lambda one: _URGENCY[one.state])


def _rows(found: Sequence[UnitState], names: dict[str, str]) -> list[dict[str, Any]]:
    """Return the units of a page of the list with what to do for each."""
    return [
        {
            "state": one,
            "unit": one.unit,
            "kind": kind_label(one.unit.kind),
            "region": names.get(one.unit.region, ""),
            "step": next_step(one),
        }
        for one in found
    ]


def _first_steps() -> list[dict[str, str]]:
    """Return where to begin on the first day; pages that this installation has."""
    steps = (
        (_("Ambil daftar peserta pelatihan dari berkas Excel."), "network:roster_import"),
        (_("Atau catat orang satu per satu."), "network:person_add"),
        (_("Lalu usulkan SK untuk tiap unit."), "network:decree_new"),
    )
    return [{"text": text, "url": page_of(name)} for text, name in steps]
