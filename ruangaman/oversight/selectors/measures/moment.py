"""What measures are asked for, and what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from ruangaman.network.selectors.coverage import UnitState, unit_states
from ruangaman.oversight.models import Content, Figure
from ruangaman.oversight.months import last_day, month_of
from ruangaman.oversight.reasons import Why

WHOLE = 100.0
"""A share of all; a unit's yes."""
YEAR = dt.timedelta(days=365)
FEW = 5
"""Below so many people no figure about a group is shown."""


class Moment:
    """The last day of a month, or today in the running one. ``now``: today is that day."""

    def __init__(self, month: dt.date, today: dt.date | None = None) -> None:
        self.today = today or timezone.localdate()
        self.month = month_of(month)
        self.day = min(last_day(self.month), self.today)

    @property
    def fresh(self) -> bool:
        """Say whether what is known of today may stand for the month.

        That is so in the running month, and on the first day after one that is over.
        """
        return self.today <= self.day + dt.timedelta(days=1)

    @property
    def end(self) -> dt.datetime:
        """The first instant after the day, in the time zone of the province."""
        after = self.day + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(after, dt.time.min))

    @cached_property
    def states(self) -> list[UnitState]:
        """The units of the day, and how they stood, asked for once."""
        return unit_states(self.day)

    @cached_property
    def codes(self) -> list[str]:
        """The codes of these units."""
        return [state.unit.code for state in self.states]

    def limit(self, code: str, key: str) -> int | None:
        """Return a threshold that the pack sets for an indicator; None where it sets none."""
        return self._limits.get((code, key))

    @cached_property
    def _limits(self) -> dict[tuple[str, str], int]:
        rows = Content.objects.filter(kind=Content.Kind.INDICATOR, current=True)
        return {
            (body["code"], one["key"]): int(one["value"])
            for body in rows.values_list("body", flat=True)
            for one in body.get("limit", ())
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of the province at a moment, and of each unit that has one.

    Without ``value`` there is ``why``. ``units`` has None where ``unit_why`` says why.
    """

    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    why: str = ""
    detail: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, float | None] = field(default_factory=dict)
    unit_why: Mapping[str, str] = field(default_factory=dict)

    def figure(self, code: str, month: dt.date, at: dt.datetime) -> Figure:
        """Return the row that keeps it."""
        return Figure(
            code=code,
            month=month,
            value=self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            why=self.why,
            detail=dict(self.detail),
            computed_at=at,
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """How an indicator is computed. ``dated``: the rooms know it of earlier days as well."""

    ask: Callable[[Moment], Measured]
    dated: bool


def share(some: int, of: int, *, why: Why, detail: Mapping[str, float] | None = None) -> Measured:
    """Return a share in percent with both numbers; ``why`` where there is nothing to divide by."""
    if not of:
        return Measured(why=why, detail=detail or {})
    return Measured(WHOLE * some / of, some, of, detail=detail or {})


def units_with(
    moment: Moment, having: Callable[[str], bool], detail: Mapping[str, float] | None = None
) -> Measured:
    """Return the share of units for which something holds, and yes or no for each."""
    held = {code: having(code) for code in moment.codes}
    found = share(sum(held.values()), len(held), why=Why.NO_UNITS, detail=detail)
    return Measured(
        found.value,
        found.numerator,
        found.denominator,
        found.why,
        found.detail,
        units={code: WHOLE if yes else 0.0 for code, yes in held.items()},
    )
