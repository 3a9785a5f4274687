"""Reads one unit as its page shows it: names, place in the tree, changes; and lists of units."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ruangaman.core.models import Region
from ruangaman.network.models import Unit, UnitChange, UnitChangeSide
from ruangaman.network.selectors.units import UnitNotFound, units_in_force, units_matching

MOST_LEVELS = 12
"""A tree of government is not deeper; a circle would end here."""
_MARKED = (
    *("pk", "name", "short_name", "kind", "parent", "region", "personnel"),
    *("valid_from", "valid_to", "legal_basis"),
)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change in words; ``words`` names the units on both sides of it.

    ``cancelled_on`` is the day on which it was cancelled before it began, ``reason`` why.
    """

    kind: str
    day: dt.date
    words: str
    legal_basis: str
    cancelled_on: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit over time.

    ``shown`` is the row in force today, or the nearest to it; ``rows`` all rows, the newest
    first. ``open`` is the newest row while it has no end: what a change would begin from.
    ``pending`` is the change that could be cancelled.
    """

    code: str
    shown: Unit
    rows: list[Unit]
    changes: list[ChangeLine]
    path: list[Unit]
    region: str
    mark: str
    pending: ChangeLine | None

    @property
    def open(self) -> Unit | None:
        """Return the newest row, unless the unit has an end."""
        return self.rows[0] if self.rows[0].valid_to is None else None

    @property
    def ended(self) -> bool:
        """Say whether the unit is no more today."""
        last = self.rows[0].valid_to
        return last is not None and last < timezone.localdate()

    @property
    def planned(self) -> bool:
        """Say whether something about it changes on a later day."""
        today = timezone.localdate()
        begins, ends = self.rows[0].valid_from, self.rows[0].valid_to
        return bool((begins and begins > today) or (ends and ends >= today))


def unit_page(code: str) -> UnitPage:
    """Return a unit with all that was recorded of it; raises ``UnitNotFound``."""
    rows = list(Unit.objects.filter(code=code).order_by("-pk"))
    if not rows:
        raise UnitNotFound
    shown, pending = _nearest(rows, timezone.localdate()), planned_change(code)
    return UnitPage(
        code=code,
        shown=shown,
        rows=rows,
        changes=_changes(code),
        path=path_to(shown.parent),
        region=region_name(shown.region),
        mark=mark_of(rows),
        pending=_line(pending) if pending else None,
    )


def planned_change(code: str) -> UnitChange | None:
    """Return the change of a unit that was entered last of those whose day is still to come."""
    return (
        UnitChange.objects.filter(
            pk__in=UnitChangeSide.objects.filter(code=code).values("change"),
            day__gt=timezone.localdate(),
            cancelled_at=None,
        )
        .exclude(undo=[])
        .prefetch_related("sides")
        .order_by("-recorded_at")
        .first()
    )


def _changes(code: str) -> list[ChangeLine]:
    """Return what was recorded of a unit, the newest day first."""
    changes = (
        UnitChange.objects.filter(pk__in=UnitChangeSide.objects.filter(code=code).values("change"))
        .prefetch_related("sides")
        .order_by("-day", "-recorded_at")
    )
    return [_line(one) for one in changes]


def changes_between(first: dt.date, last: dt.date) -> list[ChangeLine]:
    """Return what changed of all units from one day to another, in order; nothing cancelled."""
    changes = UnitChange.objects.filter(day__gte=first, day__lte=last, cancelled_at=None)
    return [_line(one) for one in changes.prefetch_related("sides").order_by("day", "recorded_at")]


def _line(change: UnitChange) -> ChangeLine:
    cancelled = change.cancelled_at
    return ChangeLine(
        str(change.get_kind_display()),
        change.day,
        _sides(change),
        change.legal_basis,
        timezone.localdate(cancelled) if cancelled else None,
        change.cancel_reason,
    )


def _sides(change: UnitChange) -> str:
    sides = list(change.sides.all())
    before, after = (
        ", ".join(side.name for side in sides if side.after is is_after)
        for is_after in (False, True)
    )
    return " → ".join(part for part in (before, after) if part)


def _nearest(rows: Iterable[Unit], today: dt.date) -> Unit:
    """Return the row of today; before the first day the first to come, after the last the last."""
    newest_first = list(rows)
    begun = [row for row in newest_first if row.valid_from is None or row.valid_from <= today]
    return begun[0] if begun else newest_first[-1]


def mark_of(rows: Iterable[Unit]) -> str:
    """Return what stands for a unit as an editor saw it: another mark means it was changed."""
    seen = [tuple(str(getattr(row, name)) for name in _MARKED) for row in rows]
    return hashlib.sha256(repr(sorted(seen)).encode()).hexdigest()[:32]


def path_to(code: str) -> list[Unit]:
    """Return the units from the top down to ``code``, as they are today."""
    way: list[Unit] = []
    while code and len(way) < MOST_LEVELS and code not in {one.code for one in way}:
        above = units_in_force().filter(code=code).last()
        if above is None:
            break
        way.insert(0, above)
        code = above.parent
    return way


def region_name(code: str) -> str:
    """Return what a region is called; nothing for the province's own."""
    if not code:
        return ""
    return Region.objects.filter(code=code).values_list("name", flat=True).first() or code


def region_names() -> dict[str, str]:
    """Return what every region is called, by code."""
    return dict(Region.objects.values_list("code", "name"))


def units_listed(*, text: str = "", kind: str = "", region: str | None = None) -> QuerySet[Unit]:
    """Return today's units that match; without anything to match, those at the top of the tree.

    ``region`` is a code, ``""`` for the province's own units, None for all.
    """
    units = units_in_force()
    if kind:
        units = units.filter(kind=kind)
    if region is not None:
        units = units.filter(region=region)
    if text.strip():
        return units_matching(units, text)
    if not kind and not region:
        units = units.filter(parent="")
    return units.order_by("region", "pk")


def children_of(code: str) -> QuerySet[Unit]:
    """Return today's units right below this one, by name."""
    return units_in_force().filter(parent=code).order_by("name", "pk")


def children_counted(codes: Iterable[str]) -> dict[str, int]:
    """Count the units right below each of these, by code."""
    below = units_in_force().filter(parent__in=list(codes)).order_by()
    counted = below.values("parent").annotate(count=Count("pk"))
    return dict(counted.values_list("parent", "count"))


def ended_units(text: str) -> QuerySet[Unit]:
    """Return the last rows of units that are no more and match ``text``: their history is kept."""
    today = timezone.localdate()
    living = Unit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today)).values("code")
    ended = Unit.objects.filter(valid_to__lt=today).exclude(code__in=living)
    return units_matching(ended, text)
