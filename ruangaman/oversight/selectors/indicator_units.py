"""How units stand at one indicator in a month, by name; and what became of those that are gone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.network.models import Unit, UnitChange, UnitChangeSide
from ruangaman.network.selectors.units import folded
from ruangaman.oversight.models import UnitMonth

_ENDS = (UnitChange.Kind.MERGED, UnitChange.Kind.SPLIT, UnitChange.Kind.CLOSED)


@dataclass(frozen=True, slots=True)
class UnitStand:
    """A unit as that month knew it; ``value`` is None where ``why`` says why."""

    code: str
    name: str
    value: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit that is no more: since which day, and what went on from it."""

    day: dt.date
    heirs: tuple[str, ...]


def stands(code: str, month: dt.date, words: str = "") -> list[UnitStand]:
    """Return how all units of a month stand at an indicator, by name (two queries)."""
    rows = UnitMonth.objects.filter(month=month).values_list("unit_code", "values", "why")
    held = {unit: (values.get(code), why.get(code, "")) for unit, values, why in rows}
    names = _names(month)
    wanted = folded(words).split()
    found = [
        UnitStand(unit, names.get(unit, unit), *held[unit])
        for unit in held
        if all(word in folded(names.get(unit, unit)) for word in wanted)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.code))


def ended(codes: Collection[str]) -> dict[str, Ended]:
    """Return those of these units that ended up to today (two queries)."""
    sides = UnitChangeSide.objects.filter(
        code__in=codes,
        after=False,
        change__kind__in=_ENDS,
        change__cancelled_at=None,
        change__day__lte=timezone.localdate(),
    )
    days = {
        unit: (change, day)
        for unit, change, day in sides.values_list("code", "change", "change__day")
    }
    heirs: dict[object, list[tuple[str, str]]] = defaultdict(list)
    after = UnitChangeSide.objects.filter(change__in=[one for one, _ in days.values()], after=True)
    for change, code, name in after.order_by("name").values_list("change", "code", "name"):
        heirs[change].append((code, name))
    return {
        unit: Ended(day, tuple(name for code, name in heirs[change] if code != unit))
        for unit, (change, day) in days.items()
        if unit not in {code for code, _ in heirs[change]}
    }


def _names(month: dt.date) -> dict[str, str]:
    """Return the names that units had then: a later row of a unit comes after that month."""
    rows = Unit.objects.order_by("pk").values_list("code", "name", "valid_from")
    last = (month + dt.timedelta(days=32)).replace(day=1)
    found: dict[str, str] = {}
    for code, name, begins in rows:
        if code not in found or begins is None or begins < last:
            found[code] = name
    return found
