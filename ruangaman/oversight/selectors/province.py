"""All units of a month with what holds for each: bare rows, because there are thousands."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from ruangaman.core.heat_maps import Mark
from ruangaman.core.statements import rows_asked, rows_raw
from ruangaman.network.selectors.units import units_in_force
from ruangaman.oversight.judging import Judged
from ruangaman.oversight.models import Figure, UnitMonth
from ruangaman.oversight.months import last_day, month_after, month_of

Values = Mapping[str, float | None]
Marks = tuple[Mark, ...]
_NOTHING: Values = {}


class Line(NamedTuple):
    """A unit as it was in a month."""

    code: str
    kind: str
    name: str
    short_name: str
    parent: str
    region: str


class Standing(NamedTuple):
    """A unit of a month: its values by indicator, what each column's means, and meant before.

    A unit without a row in a month was not there, or nothing was written: nothing is known of it.
    """

    unit: Line
    values: Values
    marks: Marks
    earlier: Marks


def shown_month(asked: dt.date | None, known: Collection[dt.date]) -> dt.date:
    """Return the month that is shown: the one asked for, else the newest that is known.

    Never one to come: a clock elsewhere does not move the province's month.
    """
    today = month_of()
    if asked and asked <= today:
        return asked
    return max((one for one in known if one <= today), default=today)


def standings(month: dt.date, columns: Sequence[Judged]) -> list[Standing]:
    """Return the units of a month, in the order of the pack: three queries."""
    now, before = _values(month), _values(month_after(month, -1))
    judges = [(one.code, one.judge) for one in columns]
    day = min(last_day(month), timezone.localdate())
    found = []
    for unit in map(Line._make, rows_asked(_lines, day)):
        values, earlier = now.get(unit.code, _NOTHING), before.get(unit.code, _NOTHING)
        marks = tuple([judge(values.get(code)) for code, judge in judges])
        was = tuple([judge(earlier.get(code)) for code, judge in judges])
        found.append(Standing(unit, values, marks, was))
    return found


def _values(month: dt.date) -> dict[str, Values]:
    """Return the values of the units of a month, read as bare text: there are thousands."""
    rows, _converted = rows_raw(_unit_months, month)
    return {code: json.loads(values) for code, values in rows}


def _unit_months(month: dt.date) -> QuerySet[Any, Any]:
    return UnitMonth.objects.filter(month=month).order_by().values_list("unit_code", "values")


def _lines(day: dt.date) -> QuerySet[Any, Any]:
    return units_in_force(day).values_list(*Line._fields)


def computed_at(month: dt.date) -> dt.datetime | None:
    """Return when the units of a month were last written; None where they never were."""
    found = UnitMonth.objects.filter(month=month).order_by("unit_code")
    return found.values_list("computed_at", flat=True).first()


def figures_of(month: dt.date) -> dict[str, Figure]:
    """Return the province's figures of a month by code."""
    return {one.code: one for one in Figure.objects.filter(month=month)}
