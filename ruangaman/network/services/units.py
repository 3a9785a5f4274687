"""Writes the units of a pack, and keeps the former names of units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ruangaman.core.services.reference import (
    Changes,
    fields_write,
    source_fields,
)
from ruangaman.lib import pack
from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import search_text
from ruangaman.people.models import Team

_DAY = timedelta(days=1)
_NEW_ROW = ("kind", "name", "parent")
"""What a unit has a history of: a new value begins a new row."""


def units_write(*, units: Iterable[pack.Unit], today: date) -> Changes:
    """Make the units in force equal to ``units``; a new name, kind or parent gets a new row.

    The old row ends the day before the new one begins, or yesterday where the pack does not say.
    Units that were entered or changed here (``local``) stay as they are. The focal-point teams
    must stand before.
    """
    changes = Changes()
    teams = dict(Team.objects.filter(kind=Team.Kind.FOCAL_POINT).values_list("unit_code", "pk"))
    kept = units_kept()
    latest = {row.code: row for row in Unit.objects.exclude(code__in=kept).order_by("pk")}
    for unit in units:
        if unit.code in kept:
            changes.kept.append(unit.code)
        else:
            _unit_write(unit, latest.pop(unit.code, None), teams[unit.code], today, changes)
    for code, row in sorted(latest.items()):
        if row.valid_to is None or row.valid_to >= today:
            fields_write(row, {"valid_to": _last_day(row, None, today)})
            changes.retired.append(code)
    return changes


def units_kept() -> frozenset[str]:
    """Return the codes of units that the coordinator entered or changed: no pack touches them."""
    return frozenset(Unit.objects.filter(local=True).values_list("code", flat=True))


def _unit_write(
    unit: pack.Unit, row: Unit | None, team: object, today: date, changes: Changes
) -> None:
    """Write one unit over its newest row."""
    values = _values(unit) | {"team_id": team}
    differing = [name for name in _NEW_ROW if row and _differs(row, name, values[name])]
    if row is None:
        Unit.objects.create(code=unit.code, **values)
        changes.added.append(unit.code)
    elif not differing:
        if fields := fields_write(row, values):
            changes.changed[unit.code] = fields
    else:
        fields_write(row, {"valid_to": _last_day(row, unit.valid_from, today)})
        Unit.objects.create(code=unit.code, **values)
        changes.changed[unit.code] = differing


def _differs(row: Unit, name: str, value: object) -> bool:
    """Say whether a new row is due; a parent that was not known before is only learnt."""
    before = getattr(row, name)
    return bool(before != value and (before or name != "parent"))


def _last_day(row: Unit, successor_from: date | None, today: date) -> date:
    """Return the last day of a row that ends; never before its first day but one."""
    begun = row.valid_from or date.min + _DAY
    if successor_from and successor_from > begun:
        return successor_from - _DAY
    return max(begun, today) - _DAY


def _values(unit: pack.Unit) -> dict[str, Any]:
    """Return the unit as model fields; its last day is the one before the pack's ``valid_to``."""
    return {
        "kind": unit.kind,
        "name": unit.name,
        "short_name": unit.short_name,
        "search": search_text(name=unit.name, short_name=unit.short_name, code=unit.code),
        "parent": unit.parent,
        "region": unit.region,
        "personnel": unit.personnel,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to - _DAY if unit.valid_to else None,
        "legal_basis": unit.legal_basis,
        **source_fields(unit),
    }
