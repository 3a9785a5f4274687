"""Counts whom briefings reached (indicator T3): numbers of units, nobody by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import in_force_on
from ruangaman.surveys.models import Briefing

YEAR = dt.timedelta(days=365)
"""T3 counts the last twelve months."""

_BRIEFED = Q(kind=Briefing.Kind.BRIEFING)
_COUNTED = _BRIEFED & ~Q(women=None)
_SUMS = {
    "sum_briefed": Sum("reached", filter=_BRIEFED, default=0),
    "sum_women": Sum("women", filter=_BRIEFED, default=0),
    "sum_women_of": Sum("reached", filter=_COUNTED, default=0),
    "sum_briefings": Count("pk", filter=_BRIEFED),
    "sum_activities": Count("pk", filter=~_BRIEFED),
    "sum_activity_reached": Sum("reached", filter=~_BRIEFED, default=0),
    "sum_last": Max("day", filter=_BRIEFED),
}
"""By the names of ``Reach``, apart from those of the model's fields."""

_NAMES = [name.removeprefix("sum_") for name in _SUMS]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a unit did in twelve months.

    ``briefed`` people came to ``briefings``; somebody who came twice counts twice. Of the
    ``women_of`` people where women were counted, ``women`` were women. Activities of campaigns
    count by themselves. ``staff`` is None where the unit's number is not known, ``last`` the day
    of the last briefing.
    """

    staff: int | None = None
    briefed: int = 0
    women: int = 0
    women_of: int = 0
    briefings: int = 0
    activities: int = 0
    activity_reached: int = 0
    last: dt.date | None = None

    @property
    def percent(self) -> int | None:
        """People briefed per hundred staff (T3), not cut off at 100; None without staff."""
        return round(100 * self.briefed / self.staff) if self.staff else None

    @property
    def above(self) -> bool:
        """Say whether more were counted than work there: people counted twice, or guests."""
        return bool(self.staff) and self.briefed > (self.staff or 0)


def reach(units: Collection[str] | None, today: dt.date) -> dict[str, Reach]:
    """Return the reach of units by code in two queries; of all units in force with None."""
    rows = Unit.objects.filter(in_force_on(today))
    entries = counted(today)
    if units is not None:
        rows, entries = rows.filter(code__in=units), entries.filter(unit_code__in=units)
    sums: dict[str, dict[str, Any]] = {
        one["unit_code"]: dict(one) for one in entries.values("unit_code").annotate(**_SUMS)
    }
    staff = dict(rows.values_list("code", "personnel"))
    return {code: _reach(many, sums.get(code, {})) for code, many in staff.items()}


def _reach(staff: int | None, sums: Mapping[str, Any]) -> Reach:
    named = {name: sums[f"sum_{name}"] for name in _NAMES} if sums else {}
    return Reach(staff=staff, **named)


def counted(today: dt.date) -> QuerySet[Briefing]:
    """Return the entries of the last twelve months."""
    return Briefing.objects.order_by().filter(withdrawn=False, day__gt=today - YEAR, day__lte=today)
