"""The focal points of a unit as the public sees them: only who is ready now."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from ruangaman.network.models import Appointment, ShownFocalPoint, Unit
from ruangaman.people.selectors.able import able_now

_ORDER = {str(role): place for place, role in enumerate(Appointment.Role)}


def shown_in(unit: Unit) -> list[ShownFocalPoint]:
    """Return the ready focal points of a unit, the first one first."""
    return shown_in_units([unit])[unit.code]


def shown_in_units(units: Collection[Unit]) -> dict[str, list[ShownFocalPoint]]:
    """Return the ready focal points of these units by its code, the first ones first.

    A row alone shows nobody: she must be able to receive now, and her day must not be over.
    """
    able = {(one.user_id, one.team_id) for one in able_now()}
    teams = {unit.code: unit.team_id for unit in units}
    rows = ShownFocalPoint.objects.filter(unit_code__in=teams, until__gte=timezone.localdate())
    found: dict[str, list[ShownFocalPoint]] = {code: [] for code in teams}
    for row in sorted(rows, key=lambda row: (_ORDER.get(row.role, len(_ORDER)), row.pk)):
        if (row.user_id, teams[row.unit_code]) in able:
            found[row.unit_code].append(row)
    return found
