"""Places that are, or will be, empty because somebody moved or left, and who could take them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.network.selectors.appointments import GONE
from ruangaman.network.selectors.decrees import unit_names
from ruangaman.network.selectors.placements import placed_on

MOST_NAMED = 5
"""Candidates that are named for a unit."""


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place of a decree in force that nobody takes over yet.

    ``since`` is the first day without anybody, in the future for a planned move; ``days`` counts
    from it. ``draft`` is a proposal of the unit that is on its way. ``candidates`` are names of
    trained people of the unit who could be proposed, ``more`` how many are not named.
    """

    appointment: Appointment
    unit: str
    since: dt.date
    days: int
    draft: Decree | None
    candidates: tuple[str, ...]
    more: int

    @property
    def planned(self) -> bool:
        """Say whether it is still held."""
        return self.days < 0


def open_places(today: dt.date) -> list[OpenPlace]:
    """Return the open places, the longest empty first, in six queries."""
    lasting = Q(decree__ends=None) | Q(decree__ends__gte=today)
    decrees = Appointment.objects.filter(lasting, decree__state=Decree.State.ISSUED)
    held = decrees.filter(ended_on=None).values_list(
        "decree__unit_code", "role", "site", "shift", "person"
    )
    taken = {row[:4] for row in held}
    gone = [
        one
        for one in decrees.filter(end_reason__in=GONE).select_related("decree", "person")
        if (one.decree.unit_code, one.role, one.site, one.shift) not in taken
    ]
    units = {one.decree.unit_code for one in gone}
    names, drafts = unit_names(units), _drafts(units)
    able = _able(units, {row[4] for row in held}, today)
    found = []
    for one in gone:
        code, since = one.decree.unit_code, one.ended_on or today
        could = able[code]
        found.append(
            OpenPlace(
                one,
                names.get(code, code),
                since,
                (today - since).days,
                drafts.get(code),
                tuple(could[:MOST_NAMED]),
                max(0, len(could) - MOST_NAMED),
            )
        )
    return sorted(found, key=lambda one: (one.since, one.unit, one.appointment.role))


def _drafts(units: Collection[str]) -> dict[str, Decree]:
    states = (Decree.State.DRAFT, Decree.State.SUBMITTED)
    found = Decree.objects.filter(unit_code__in=units, state__in=states).order_by("created_at")
    return {one.unit_code: one for one in found}


def _able(
    units: Collection[str], serving: Collection[uuid.UUID], today: dt.date
) -> Mapping[str, list[str]]:
    """Return names of trained people of each unit who may be proposed and don't serve yet."""
    trained = Q(person__trained_on__lte=today) | Q(
        person__trained_on=None, person__certified_until__gte=today
    )
    here = Placement.objects.filter(
        placed_on(today), trained, unit_code__in=units, last=None, leads=False, commands=False
    )
    found: Mapping[str, list[str]] = defaultdict(list)
    rows = here.exclude(person__kind=Person.Kind.INTERN).order_by("person__name")
    for unit, person, name in rows.values_list("unit_code", "person", "person__name"):
        if person not in serving:
            found[unit].append(name)
    return found
