"""Until when each focal point is ready: the same rule as ``readiness``, as a day ahead.

``readiness`` says who lacks what on a day; this says up to which day nothing is lacking, if
nothing is recorded meanwhile. A test holds both against each other, day by day.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from ruangaman.duty.selectors.reach import tests_last
from ruangaman.network.models import Appointment, Decree, Leave, Placement
from ruangaman.network.selectors.placements import placed_on
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.services.receiving import Days

_DAY = dt.timedelta(days=1)
_ORDER = tuple(Appointment.Role)

Away = Mapping[uuid.UUID, list[tuple[dt.date, dt.date]]]


@dataclass(frozen=True, slots=True)
class FocalPoint:
    """An account appointed in a unit today, with what may be shown of her and her two days."""

    user_id: uuid.UUID
    unit_code: str
    team_id: uuid.UUID | None
    role: str
    position: str
    office_phone: str
    hours: str
    name: str
    days: Days


class _Term(NamedTuple):
    """A line of a decree: who, where, as what, from when to when, both days among them."""

    user_id: uuid.UUID
    person_id: uuid.UUID
    unit_code: str
    role: str
    first: dt.date
    last: dt.date
    certified: dt.date
    position: str
    office_phone: str
    hours: str
    name: str


def focal_points_on(day: dt.date, users: Collection[uuid.UUID] | None) -> list[FocalPoint]:
    """Return who is appointed, placed and certified on ``day``: all, or these accounts.

    Five queries. Whether she has a key and a role is not asked: sealing asks that itself.
    """
    terms = defaultdict(list)
    for term in _terms(day, users):
        terms[term.user_id, term.unit_code].append(term)
    people = None if users is None else {term.person_id for held in terms.values() for term in held}
    places, away = _places(people, day), _away(day, people)
    tested = tests_last(users, day)
    units = units_in_force(day)
    if users is not None:
        units = units.filter(code__in={unit_code for _user, unit_code in terms})
    teams = dict(units.values_list("code", "team_id"))
    found = []
    for (user, unit_code), held in terms.items():
        present = min(
            (one for one in held if one.first <= day),
            key=lambda one: _order(one.role),
            default=None,
        )
        place = places.get(held[0].person_id)
        if present is None or place is None or place[0] != unit_code or present.certified < day:
            continue
        reads = min(_unbroken(held, day), present.certified, place[2])
        free = _free(away.get(present.person_id, []), day)
        bounds = (free, tested.get(user), reads)
        receives = min(bounds) if all(one and one >= day for one in bounds) else None  # type: ignore[type-var]
        found.append(
            FocalPoint(
                user_id=user,
                unit_code=unit_code,
                team_id=teams.get(unit_code),
                role=present.role,
                position=place[1] or present.position,
                office_phone=present.office_phone,
                hours=present.hours,
                name=present.name,
                days=Days(receives, reads),
            )
        )
    return found


def _terms(day: dt.date, users: Collection[uuid.UUID] | None) -> Iterator[_Term]:
    """Yield the terms that hold on ``day`` or begin later, as ``in_force`` counts them."""
    asked = Appointment.objects.filter(
        Q(decree__state=Decree.State.ISSUED)
        | Q(decree__state=Decree.State.AMENDED, decree__ended_on__gt=day),
        Q(decree__ends=None) | Q(decree__ends__gte=day),
        Q(ended_on=None) | Q(ended_on__gt=day),
        decree__starts__isnull=False,
        person__user__isnull=False,
        person__certified_until__isnull=False,
    )
    if users is not None:
        asked = asked.filter(person__user__in=users)
    person = [f"person__{name}" for name in ("name_public", "name", "office_phone", "hours")]
    decree = [f"decree__{name}" for name in ("unit_code", "state", "starts", "ends", "ended_on")]
    own = ["person__user_id", "person_id", "role", "position", "ended_on"]
    rows = asked.values_list(*own, *decree, "person__certified_until", *person).order_by("pk")
    for row in rows:
        user, pk, role, position, ended, unit, state, starts, ends, over, certified, *shown = row
        over = over if state == Decree.State.AMENDED else None
        public, name, phone, hours = shown
        yield _Term(
            user_id=user,
            person_id=pk,
            unit_code=unit,
            role=role,
            first=starts,
            last=_earliest(ends, over and over - _DAY, ended and ended - _DAY),
            certified=certified,
            position=position,
            office_phone=phone,
            hours=hours,
            name=name if public else "",
        )


def _earliest(*days: dt.date | None) -> dt.date:
    return min((day for day in days if day), default=dt.date.max)


def _order(role: str) -> int:
    return _ORDER.index(Appointment.Role(role))


def _unbroken(terms: Iterable[_Term], day: dt.date) -> dt.date:
    """Return the last day up to which one term follows on another without a gap."""
    last = day - _DAY
    for term in sorted(terms, key=lambda one: one.first):
        if last == dt.date.max or term.first > last + _DAY:
            break
        last = max(last, term.last)
    return last


def _free(leaves: Iterable[tuple[dt.date, dt.date]], day: dt.date) -> dt.date | None:
    """Return the last day before the next leave; None during one."""
    days = list(leaves)
    if any(first <= day for first, _last in days):
        return None
    return min((first - _DAY for first, _last in days), default=dt.date.max)


def _places(
    people: Collection[uuid.UUID] | None, day: dt.date
) -> dict[uuid.UUID, tuple[str, str, dt.date]]:
    places = Placement.objects.filter(placed_on(day))
    if people is not None:
        places = places.filter(person__in=people)
    rows = places.order_by("first").values_list("person_id", "unit_code", "position", "last")
    return {person: (unit, position, _earliest(last)) for person, unit, position, last in rows}


def _away(day: dt.date, people: Collection[uuid.UUID] | None) -> Away:
    leaves = Leave.objects.filter(last__gte=day)
    if people is not None:
        leaves = leaves.filter(person__in=people)
    found = defaultdict(list)
    for person, first, last in leaves.values_list("person_id", "first", "last"):
        found[person].append((first, last))
    return found
