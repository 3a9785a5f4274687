"""How every unit stands on a day: who is appointed there, who is ready, and what is missing.

``unit_states`` asks a fixed number of queries and makes no object for a row that it only counts,
because pages, reminders and indicators ask for thousands of units at once. Who is ready is
decided as in ``readiness``; a test holds both against each other.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Person
from ruangaman.network.selectors import coverage_facts as facts
from ruangaman.network.selectors.readiness import Lack

PAIR = frozenset({str(Appointment.Role.PRIMARY), str(Appointment.Role.ALTERNATE)})


class State(models.TextChoices):
    """How a unit stands, the best first."""

    PAIR = "pair", _("Pasangan siap")
    ONE = "one", _("Satu siap")
    NOT_READY = "not_ready", _("Ditunjuk, belum siap")
    WAITING = "waiting", _("Draf SK menunggu tanda tangan")
    EXPIRED = "expired", _("SK berakhir")
    TRAINED = "trained", _("Terlatih, belum SK")
    VACANT = "vacant", _("Kosong")


class UnitRow(NamedTuple):
    """A unit as lists and pictures need it."""

    code: str
    kind: str
    name: str
    short_name: str
    parent: str
    region: str
    personnel: int | None


class UnitState(NamedTuple):
    """How a unit stands on a day.

    ``appointed`` and ``ready`` count people; who moved away is not counted. ``lacks`` is what
    those who are not ready lack, each once. ``has_pair``: a decree in force names a primary and
    an alternate who are still there (indicator C1). ``ends`` is the first last day among the
    decrees in force, ``ended`` the last day of the last term where nobody is appointed.
    ``waiting`` is the day since when a draft waits for a signature; ``draft``: one is being
    written. ``trained`` counts people of the unit who were trained, appointed or not.
    """

    unit: UnitRow
    state: State
    appointed: int = 0
    ready: int = 0
    lacks: tuple[Lack, ...] = ()
    has_pair: bool = False
    ends: dt.date | None = None
    ended: dt.date | None = None
    waiting: dt.date | None = None
    draft: bool = False
    trained: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many units have a ready pair, one ready focal point, or none.

    ``focal_points`` are people whom a decree in force appoints and who are still in their unit,
    ``certified`` people of the network with a valid certificate, appointed or not.
    """

    units: int
    ready_pair: int
    ready_one: int
    not_ready: int
    focal_points: int
    certified: int


@dataclass(slots=True)
class _Tally:
    """What is counted of a unit's appointments."""

    appointed: int = 0
    ready: int = 0
    roles: set[str] = field(default_factory=set)
    gone_roles: set[str] = field(default_factory=set)
    ready_roles: set[str] = field(default_factory=set)
    lacks: set[Lack] = field(default_factory=set)
    ends: dt.date | None = None

    def add(self, one: facts.Standing) -> None:
        if Lack.MOVED in one.lacks:
            self.gone_roles.add(one.role)
            return
        self.lacks.update(one.lacks)
        self.appointed += 1
        self.roles.add(one.role)
        if one.ends and (self.ends is None or one.ends < self.ends):
            self.ends = one.ends
        if not one.lacks:
            self.ready += 1
            self.ready_roles.add(one.role)

    def missing(self) -> tuple[Lack, ...]:
        """Return what is lacking; who has gone is missed only until somebody has her place."""
        found = self.lacks | {Lack.MOVED} if self.gone_roles - self.roles else self.lacks
        return tuple(lack for lack in Lack if lack in found) if found else ()


def unit_states(
    day: dt.date | None = None, unit_codes: Iterable[str] | None = None
) -> list[UnitState]:
    """Return how the units of ``day`` stand, in the order of the pack, always in nine queries.

    Today without ``day``. On an earlier day it says what is still known of it: decrees, leaves,
    places and certificates; accounts and test messages are known of today alone. ``unit_codes``
    keeps it to some units.
    """
    today = timezone.localdate()
    day, codes = day or today, None if unit_codes is None else tuple(unit_codes)
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    places = facts.places_on(day, codes)
    for one in facts.standings_on(day, codes, places, now=day >= today):
        tallies[one.unit_code].add(one)
    decrees, trained = facts.decrees_on(day, codes), places.trained
    return [
        _state(row, tallies.get(row.code), decrees.get(row.code), trained.get(row.code, 0))
        for row in map(UnitRow._make, facts.units_on(day, codes, UnitRow._fields))
    ]


def _state(
    unit: UnitRow, tally: _Tally | None, decrees: facts.Decrees | None, trained: int
) -> UnitState:
    if tally is None and decrees is None:
        return UnitState(unit, State.TRAINED if trained else State.VACANT, trained=trained)
    tally, decrees = tally or _Tally(), decrees or facts.Decrees()
    return UnitState(
        unit=unit,
        state=_which(tally, decrees, trained),
        appointed=tally.appointed,
        ready=tally.ready,
        lacks=tally.missing(),
        has_pair=tally.roles >= PAIR,
        ends=tally.ends,
        ended=None if tally.appointed else decrees.ended,
        waiting=decrees.waiting,
        draft=decrees.draft,
        trained=trained,
    )


def _which(tally: _Tally, decrees: facts.Decrees, trained: int) -> State:
    if tally.ready_roles >= PAIR:
        return State.PAIR
    if tally.ready:
        return State.ONE
    if tally.appointed:
        return State.NOT_READY
    if decrees.waiting:
        return State.WAITING
    if decrees.expired:
        return State.EXPIRED
    return State.TRAINED if trained else State.VACANT


def coverage(day: dt.date | None = None, states: Sequence[UnitState] | None = None) -> Coverage:
    """Count the units of a day by their state; ``states`` where they are known already."""
    day = day or timezone.localdate()
    states = unit_states(day) if states is None else states
    counted = Counter(one.state for one in states)
    certified = Person.objects.filter(certified_until__gte=day).count()
    return Coverage(
        units=len(states),
        ready_pair=counted[State.PAIR],
        ready_one=counted[State.ONE],
        not_ready=len(states) - counted[State.PAIR] - counted[State.ONE],
        focal_points=sum(one.appointed for one in states),
        certified=certified,
    )
