"""Units over time: what one was called in a year, and which units went on from which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from ruangaman.network.models import Unit, UnitChange, UnitChangeSide
from ruangaman.network.permissions import units_of
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import User
from ruangaman.policy.permissions import may_see
from ruangaman.policy.selectors.documents import PROVINCE, PROVINCE_SLUG
from ruangaman.policy.selectors.text import place_name

_MOST_STEPS = 12
_PASSES_ON = (UnitChange.Kind.MERGED, UnitChange.Kind.SPLIT)


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as a year knew it.

    ``name`` is that of the year's last day (or of today), ``others`` are earlier names within the
    year with their last day. ``ended_on`` is its last day if it is no more today, ``heirs`` are
    code and name of what went on from it.
    """

    code: str
    name: str
    kind: str
    others: tuple[tuple[str, dt.date], ...] = ()
    ended_on: dt.date | None = None
    heirs: tuple[tuple[str, str], ...] = ()

    @property
    def slug(self) -> str:
        """What addresses call it."""
        return self.code or PROVINCE_SLUG


def unit_of_year(code: str, year: int) -> NamedUnit:
    """Return a unit as that year knew it, or the province for an empty code.

    ``Http404`` for a code that no unit ever had.
    """
    if code == PROVINCE:
        return NamedUnit(code, place_name(code), "")
    today = timezone.localdate()
    rows = sorted(
        Unit.objects.filter(code=code), key=lambda row: (row.valid_from or dt.date.min, row.pk)
    )
    if not rows:
        raise Http404
    first, last = dt.date(year, 1, 1), min(dt.date(year, 12, 31), today)
    begun = [row for row in rows if (row.valid_from or dt.date.min) <= max(last, first)]
    shown = (begun or rows[:1])[-1]
    others = tuple(
        (row.name, row.valid_to)
        for row in begun
        if row.valid_to and first <= row.valid_to < last and row.name != shown.name
    )
    end = rows[-1].valid_to
    if end is None or end >= today:
        return NamedUnit(code, shown.name, shown.kind, others)
    return NamedUnit(code, shown.name, shown.kind, others, end, _named(heirs_of(code)))


def heirs_of(code: str) -> frozenset[str]:
    """Return the codes of the units that a merger or a split made of this one."""
    changes = _changes().filter(code=code, after=False).values("change")
    return frozenset(
        UnitChangeSide.objects.filter(change__in=changes, after=True)
        .exclude(code=code)
        .values_list("code", flat=True)
    )


def forebears_of(codes: Collection[str]) -> frozenset[str]:
    """Return the codes of the units from which these went on, by merger or split."""
    found: frozenset[str] = frozenset()
    wanted = frozenset(codes)
    for _step in range(_MOST_STEPS):
        if not wanted:
            break
        changes = _changes().filter(code__in=wanted, after=True).values("change")
        before = UnitChangeSide.objects.filter(change__in=changes, after=False)
        wanted = frozenset(before.values_list("code", flat=True)) - found - frozenset(codes)
        found |= wanted
    return found


def sees(user: User, code: str) -> bool:
    """Say whether a unit's past is for this person: her own unit's, or what that went on from."""
    return may_see(user, code) or code in forebears_of(units_of(user))


def unit_seen(user: User, code: str, year: int) -> NamedUnit:
    """Return a unit as a year knew it, for whoever may see it; ``Http404`` for others."""
    if not sees(user, code):
        raise Http404
    return unit_of_year(code, year)


def _changes() -> QuerySet[UnitChangeSide]:
    return UnitChangeSide.objects.filter(
        change__kind__in=_PASSES_ON,
        change__cancelled_at=None,
        change__day__lte=timezone.localdate(),
    )


def _named(codes: Collection[str]) -> tuple[tuple[str, str], ...]:
    rows = units_in_force().filter(code__in=codes)
    return tuple(rows.values_list("code", "name"))
