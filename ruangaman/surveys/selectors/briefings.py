"""Reads what units noted of briefings and activities, and which units noted nothing."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ruangaman.core.pack_content import PackContent
from ruangaman.network.models import Unit
from ruangaman.network.permissions import units_of
from ruangaman.network.selectors.units import units_in_force, units_matching
from ruangaman.people.models import User
from ruangaman.surveys.models import Briefing, Content
from ruangaman.surveys.selectors.content import contents
from ruangaman.surveys.selectors.reach import Reach, counted

HELD, NONE = "ada", "belum"
"""Units with a briefing in the last twelve months, and those without."""


@dataclass(frozen=True, slots=True)
class Sums:
    """All units together; units whose number of staff is not known are left out of the share."""

    units: int
    held: int
    unknown: int
    reach: Reach


def entries_of(unit_code: str) -> QuerySet[Briefing]:
    """Return what a unit noted and did not withdraw, the newest first."""
    rows = Briefing.objects.filter(unit_code=unit_code, withdrawn=False)
    return rows.order_by("-day", "pk")


def entry_one(pk: uuid.UUID) -> Briefing | None:
    """Return an entry, a withdrawn one too."""
    return Briefing.objects.filter(pk=pk).first()


def entries_like(unit_code: str, kind: str, day: dt.date) -> list[Briefing]:
    """Return what the unit noted of the same kind on the same day: perhaps it is the same."""
    return list(entries_of(unit_code).filter(kind=kind, day=day))


def own_units(user: User) -> list[Unit]:
    """Return the units somebody heads or is a focal point of, by name."""
    return list(units_in_force().filter(code__in=units_of(user)).order_by("name"))


def kit() -> PackContent | None:
    """Return the briefing kit of the pack; None where it has none."""
    return next(iter(contents(Content.Kind.BRIEFING)), None)


def units_filtered(
    *, today: dt.date, text: str = "", kind: str = "", region: str | None = None, state: str = ""
) -> QuerySet[Unit]:
    """Return today's units that match, by name."""
    units = units_in_force(today)
    if kind:
        units = units.filter(kind=kind)
    if region is not None:
        units = units.filter(region=region)
    held = counted(today).filter(kind=Briefing.Kind.BRIEFING).values("unit_code")
    if state == HELD:
        units = units.filter(code__in=held)
    elif state == NONE:
        units = units.exclude(code__in=held)
    return units_matching(units, text) if text else units.order_by("name", "pk")


def sums_of(found: Iterable[Reach]) -> Sums:
    """Add the units up."""
    rows = list(found)
    known = [one for one in rows if one.staff]
    return Sums(
        units=len(rows),
        held=sum(1 for one in rows if one.briefings),
        unknown=len(rows) - len(known),
        reach=Reach(
            staff=sum(one.staff or 0 for one in known) or None,
            briefed=sum(one.briefed for one in known),
            women=sum(one.women for one in rows),
            women_of=sum(one.women_of for one in rows),
            briefings=sum(one.briefings for one in rows),
            activities=sum(one.activities for one in rows),
            activity_reached=sum(one.activity_reached for one in rows),
        ),
    )
