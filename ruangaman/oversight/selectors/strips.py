"""Reads what units kept up month by month, as strips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse

from ruangaman.core.pack_content import said
from ruangaman.network.models import Unit
from ruangaman.oversight.models import Content, UnitMonth
from ruangaman.oversight.months import last_day, month_after, month_of
from ruangaman.oversight.selectors.duties import duty_contents
from ruangaman.oversight.strips import Box, Strip, StripRow

YEAR = 12


@dataclass(frozen=True, slots=True)
class Life:
    """A unit's first and last day; None where it has none, or none that is known."""

    first: dt.date | None
    last: dt.date | None

    def at_end_of(self, month: dt.date) -> bool:
        """Say whether the unit was there on the last day of a month."""
        day = last_day(month)
        return (self.first is None or self.first <= day) and (self.last is None or self.last >= day)


@dataclass(frozen=True, slots=True)
class Told:
    """What was written of some units in some months, and how long each of them was there."""

    rows: Mapping[tuple[str, dt.date], tuple[dict[str, Any], dict[str, str]]]
    lives: Mapping[str, Life]
    newest: dt.date

    def box(self, code: str, month: dt.date, key: str) -> tuple[Box, str]:
        """Return the box of a duty, and why it is not known."""
        if month > self.newest:
            return Box.LATER, ""
        if (row := self.rows.get((code, month))) is None:
            life = self.lives.get(code)
            there = life is None or life.at_end_of(month)
            return (Box.UNKNOWN, "no_data") if there else (Box.ABSENT, "")
        held, why = row
        value = held.get(key)
        if value is None:
            return Box.UNKNOWN, why.get(key, "no_data")
        return (Box.KEPT if value else Box.GAP), ""


def newest_month() -> dt.date:
    """Return the newest month of which anything was written; this one where nothing was."""
    found = UnitMonth.objects.aggregate(newest=Max("month"))["newest"]
    return min(found, month_of()) if found else month_of()


def oldest_month(codes: Collection[str] | None = None) -> dt.date | None:
    """Return the oldest month of which anything was written, of some units or of all."""
    rows = UnitMonth.objects.all()
    if codes is not None:
        rows = rows.filter(unit_code__in=codes)
    found: dt.date | None = rows.aggregate(oldest=Min("month"))["oldest"]
    return found


def year_until(month: dt.date) -> tuple[dt.date, ...]:
    """Return the twelve months up to this one."""
    return tuple(month_after(month, place - YEAR + 1) for place in range(YEAR))


def months_of(year: int) -> tuple[dt.date, ...]:
    """Return the months of a calendar year."""
    return tuple(dt.date(year, place, 1) for place in range(1, YEAR + 1))


def told_of(codes: Collection[str], months: Sequence[dt.date], newest: dt.date) -> Told:
    """Read units and months, in two queries."""
    rows = UnitMonth.objects.filter(
        unit_code__in=codes, month__gte=months[0], month__lte=months[-1]
    ).values_list("unit_code", "month", "duties", "why")
    return Told(
        rows={(code, month): (held, why) for code, month, held, why in rows},
        lives=_lives(codes),
        newest=newest,
    )


def unit_strip(
    told: Told, unit: Unit, months: Sequence[dt.date], duties: Sequence[Content], head: str
) -> Strip:
    """Return all duties of a unit."""
    rows = tuple(
        _row(told, unit.code, months, one.key, label=str(said(one.body, "short"))) for one in duties
    )
    return Strip(
        title=unit.name,
        months=tuple(months),
        rows=rows,
        head=head,
        lang="id",
        href=reverse("oversight:unit", args=[unit.code]),
    )


def duty_row(told: Told, unit: Unit, months: Sequence[dt.date], key: str) -> StripRow:
    """Return one duty of a unit, as a row called by the unit's name."""
    href = reverse("oversight:unit", args=[unit.code])
    return _row(told, unit.code, months, key, label=unit.name, lang="id", href=href)


def duties_named() -> list[Content]:
    """Return the duties of the pack in its order."""
    return duty_contents()


def units_with_gap(
    units: QuerySet[Unit], *, keys: Collection[str], months: Collection[dt.date]
) -> QuerySet[Unit]:
    """Keep units that in each of these months did not keep up one of these duties."""
    gap = Q()
    for key in keys:
        gap |= Q(**{f"duties__{key}": False})
    for month in months:
        found = UnitMonth.objects.filter(gap, month=month).values("unit_code")
        units = units.filter(code__in=found)
    return units


def units_gone(months: Sequence[dt.date], until: dt.date) -> list[Unit]:
    """Return the last rows of units that ended within these months and are no more at ``until``."""
    there = Unit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=until)).values("code")
    ended = Unit.objects.filter(valid_to__gte=months[0], valid_to__lt=until)
    return list(ended.exclude(code__in=there).order_by("name", "pk"))


def _row(told: Told, code: str, months: Sequence[dt.date], key: str, **words: str) -> StripRow:
    boxes = [told.box(code, month, key) for month in months]
    return StripRow(
        key=key, boxes=tuple(box for box, _ in boxes), whys=tuple(why for _, why in boxes), **words
    )


def _lives(codes: Collection[str]) -> dict[str, Life]:
    """A row without a first day was there always, one without a last day still is."""
    found: dict[str, Life] = {}
    rows = Unit.objects.filter(code__in=codes).order_by("pk")
    for code, first, last in rows.values_list("code", "valid_from", "valid_to"):
        if (known := found.get(code)) is None:
            found[code] = Life(first, last)
        else:
            begins = min(known.first, first) if known.first and first else None
            found[code] = Life(begins, max(known.last, last) if known.last and last else None)
    return found
