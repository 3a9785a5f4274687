"""The focal points of a unit as the public sees them: only who is ready now."""

from __future__ import annotations

from django.utils import timezone

from ruangaman.network.models import Appointment, ShownFocalPoint, Unit
from ruangaman.people.selectors.able import able_now

_ORDER = {str(role): place for place, role in enumerate(Appointment.Role)}


def shown_in(unit: Unit) -> list[ShownFocalPoint]:
    """Return the ready focal points of a unit, the first one first.

    A row alone shows nobody: she must be able to receive now, and her day must not be over.
    """
    able = {one.user_id for one in able_now() if one.team_id == unit.team_id}
    rows = ShownFocalPoint.objects.filter(unit_code=unit.code, until__gte=timezone.localdate())
    found = [row for row in rows if row.user_id in able]
    return sorted(found, key=lambda row: (_ORDER.get(row.role, len(_ORDER)), row.pk))
