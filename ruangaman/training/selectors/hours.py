"""Hours of learning (JP) of people in a year, from where they were earned."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.network.models import Person
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.selectors.units import unit_names
from ruangaman.training.models import Attendance, PeerAttendance, Study
from ruangaman.training.selectors.attendance import hours_between

YEARLY = 20
"""Hours that a civil servant learns in a year at least (PP 11/2017; general knowledge, K-h)."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Somebody's hours in a year, of 45 minutes each."""

    person: Person
    unit: str
    events: int
    studied: int
    peers: int

    @property
    def total(self) -> int:
        """All hours."""
        return self.events + self.studied + self.peers


def hours_of_year(year: int) -> list[Hours]:
    """Return everybody who earned hours in a year, by name; in a fixed number of queries.

    Days are those of this place: a session on New Year's Eve belongs to the old year.
    """
    earned = _earned(year)
    people = Person.objects.in_bulk(earned)
    places = places_of(list(people), min(dt.date(year, 12, 31), timezone.localdate()))
    names = unit_names({one.unit_code for one in places.values()})
    rows = [Hours(one, _unit(places.get(pk), names), *earned[pk]) for pk, one in people.items()]
    return sorted(rows, key=lambda row: (row.person.search, str(row.person.pk)))


def years_with_hours() -> list[int]:
    """Return the years in which anybody earned hours, the newest first."""
    found = {timezone.localdate().year}
    sessions = Attendance.objects.order_by().values_list("session__starts_at", flat=True)
    found |= {timezone.localdate(moment).year for moment in sessions.distinct()}
    found |= set(Study.objects.order_by().values_list("finished_on__year", flat=True).distinct())
    peers = PeerAttendance.objects.order_by().values_list("session__starts_at", flat=True)
    found |= {timezone.localdate(moment).year for moment in peers.distinct()}
    return sorted(found, reverse=True)


def _earned(year: int) -> dict[uuid.UUID, tuple[int, int, int]]:
    zone = timezone.get_current_timezone()
    begin = dt.datetime(year, 1, 1, tzinfo=zone)
    end = dt.datetime(year + 1, 1, 1, tzinfo=zone)
    peers = PeerAttendance.objects.filter(session__starts_at__gte=begin, session__starts_at__lt=end)
    studied = Study.objects.filter(finished_on__year=year)
    sums = [
        defaultdict(int, hours_between(begin, end)),
        _summed(studied.values_list("person_id", "jp")),
        _summed(peers.values_list("person_id", "session__jp")),
    ]
    everybody: set[uuid.UUID] = {pk for one in sums for pk in one}
    return {pk: (sums[0][pk], sums[1][pk], sums[2][pk]) for pk in everybody}


def _summed(rows: Iterable[tuple[uuid.UUID, int]]) -> dict[uuid.UUID, int]:
    found: dict[uuid.UUID, int] = defaultdict(int)
    for person, jp in rows:
        found[person] += jp
    return found


def _unit(place: object, names: dict[str, str]) -> str:
    code = getattr(place, "unit_code", "")
    return names.get(code, code)
