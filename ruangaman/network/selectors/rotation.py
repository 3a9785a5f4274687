"""A list of officials who moved beside the network: whom it is about, and what will be vacant."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.utils import timezone

from ruangaman.lib import nip
from ruangaman.lib.roster.units import UnitNames
from ruangaman.lib.roster.words import name_key
from ruangaman.lib.table import Fault, Row, Table
from ruangaman.lib.table.model import Code
from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.network.private import nip_reference
from ruangaman.network.rotation_list import Line
from ruangaman.network.selectors.decrees import unit_names
from ruangaman.network.selectors.rosters import names_of_units

_HELD = (Decree.State.ISSUED, Decree.State.AMENDED)
_WHOLE = frozenset(
    {Code.HEADING_MISSING, Code.HEADING_TWICE, Code.HIDDEN_ROW, Code.HIDDEN_COLUMN,
     Code.HIDDEN_SHEET, Code.LONG_ROW, Code.SHORT_ROW}
)  # fmt: skip
"""Faults that may hide somebody: they count wherever they are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list says about people of the network; of the others only how many there are.

    ``faults`` stand in its way. ``odd`` are rows about nobody known whose NIP cannot be right.
    """

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    others: int
    odd: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """An appointment that ends with a move: vacant from ``since``."""

    unit: str
    role: str
    decree: uuid.UUID
    number: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class Moving:
    """Somebody the list moves, as the page shows her. ``here`` is the name of today's unit.

    ``done``: she is there already, or her move is recorded. ``duties`` end with the move, and
    ``drafts`` counts proposals that name her. ``offers`` are units that the list may mean.
    """

    line: Line
    name: str
    here: str
    to: str
    done: bool = False
    planned: bool = False
    duties: tuple[Duty, ...] = ()
    drafts: int = 0
    offers: tuple[tuple[str, str], ...] = ()
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Moves:
    """All whom a list moves; ``versions`` are of the people as they are shown."""

    moving: list[Moving]
    versions: dict[str, int] = field(default_factory=dict)

    @property
    def questions(self) -> int:
        """How much there is to decide."""
        unknown = [one for one in self.moving if not one.done and not one.line.unit]
        return len(self.unsure) + len(unknown)

    @property
    def sure(self) -> list[Moving]:
        """Whom the NIP names, and who is not moved yet."""
        return [one for one in self.moving if one.line.sure and not one.done]

    @property
    def unsure(self) -> list[Moving]:
        """Whom only name and unit name: somebody must say that it is her."""
        return [one for one in self.moving if not one.line.sure and not one.done]

    @property
    def done(self) -> list[Moving]:
        """Who is there already."""
        return [one for one in self.moving if one.done]


def rotation_reading(table: Table, *, day: dt.date | None, source: str) -> Reading:
    """Return what a table says about people of the network, in a fixed number of queries.

    ``day`` and ``source`` hold for lines without their own.
    """
    names, known, today = names_of_units(), _Known(), timezone.localdate()
    lines, odd = [], []
    for row in table.rows:
        digits = nip.normal(row.text("nip"))
        sound = bool(digits) and not nip.faults(digits, today)
        faulty = any(one.row == row.number and one.key == "nip" for one in table.faults)
        pk, sure = known.whom(row, digits if sound else "", names)
        bad = faulty or (bool(digits) and not sound)
        if pk is None:
            odd += [row.number] if bad else []
            continue
        codes = names.codes(row.text("new"))
        said = row.day("day") or day
        lines.append(
            Line(
                row.number,
                str(pk),
                sure,
                row.text("new")[:200],
                next(iter(codes)) if len(codes) == 1 else "",
                said.isoformat() if said else "",
                row.text("position")[:200],
                (row.text("decision") or source)[:200],
                bad,
            )
        )
    mine = {one.row for one in lines}
    faults = [one for one in table.faults if _stops(one, mine)]
    return Reading(tuple(lines), tuple(faults), len(table.rows) - len(lines), tuple(odd))


def _stops(fault: Fault, mine: set[int]) -> bool:
    return fault.code in _WHOLE or (fault.row in mine and fault.key in ("new", "day"))


class _Known:
    """Everybody recorded, by number and by name, with the unit of today."""

    def __init__(self) -> None:
        today = timezone.localdate()
        now = Placement.objects.filter(Q(last=None) | Q(last__gte=today))
        self._places: Mapping[uuid.UUID, set[str]] = defaultdict(set)
        for person, unit in now.values_list("person_id", "unit_code"):
            self._places[person].add(unit)
        self._numbers: dict[bytes, uuid.UUID] = {}
        self._names: Mapping[str, list[tuple[uuid.UUID, bool]]] = defaultdict(list)
        for pk, name, index in Person.objects.values_list("pk", "name", "nip_index").iterator():
            if index:
                self._numbers[bytes(index)] = pk
            self._names[name_key(name)].append((pk, bool(index)))

    def whom(self, row: Row, digits: str, names: UnitNames) -> tuple[uuid.UUID | None, bool]:
        """Return whom a row is about, and whether her number says so.

        A name counts only together with the former unit, for one person alone, and not where two
        numbers differ.
        """
        if digits and (pk := self._numbers.get(nip_reference(digits))):
            return pk, True
        former = names.codes(row.text("old"))
        alike = [
            pk
            for pk, numbered in self._names.get(name_key(row.text("name")), ())
            if not (digits and numbered) and self._places.get(pk, set()) & former
        ]
        return (alike[0], False) if len(alike) == 1 else (None, False)


def rotation_moves(lines: Sequence[Line], units: Mapping[int, str]) -> Moves:
    """Return whom lines move, as things are now; ``units`` are new units chosen by row."""
    people = Person.objects.in_bulk([one.pk for one in lines])
    places: Mapping[uuid.UUID, list[Placement]] = defaultdict(list)
    in_order = F("first").asc(nulls_first=True)
    for place in Placement.objects.filter(person__in=people).order_by(in_order):
        places[place.person_id].append(place)
    duties, drafts = _duties(list(people)), _drafts(list(people))
    names = names_of_units()
    codes = {place.unit_code for found in places.values() for place in found}
    called = unit_names(codes | set(units.values()) | {one.unit for one in lines})
    seen = Counter(one.person for one in lines)
    moving = []
    for one in lines:
        person = people.get(one.pk)
        if person is None:
            continue
        to = one.unit or units.get(one.row, "")
        here = _present(places[person.pk])
        offers = () if one.unit else _offers(names, one.unit_text)
        moving.append(
            Moving(
                one,
                person.name,
                called.get(here, here),
                called.get(to, to),
                done=_is_there(places[person.pk], to),
                planned=bool(one.on and one.on > timezone.localdate()),
                duties=tuple(_ending(duties[person.pk], here, to, one.on, called)),
                drafts=drafts[person.pk],
                offers=offers,
                twice=seen[one.person] > 1,
            )
        )
    return Moves(moving, {str(pk): person.version for pk, person in people.items()})


def _offers(names: UnitNames, text: str) -> tuple[tuple[str, str], ...]:
    codes = names.codes(text)
    return names.offer(codes) if codes else names.closest(text)


def _present(places: Sequence[Placement]) -> str:
    """Return the unit of today, or the one to come; empty for who has left."""
    today = timezone.localdate()
    still = [one for one in places if one.last is None or one.last >= today]
    return still[0].unit_code if still else ""


def _is_there(places: Sequence[Placement], to: str) -> bool:
    """Say whether nothing is left to record: she is in that unit for good, or has left."""
    newest = max(places, key=lambda one: (one.last is None, one.first or dt.date.min), default=None)
    return newest is None or newest.last is not None or newest.unit_code == to


def _ending(
    held: Sequence[Appointment], here: str, to: str, day: dt.date | None, called: Mapping[str, str]
) -> Iterator[Duty]:
    for one in held:
        if to and one.decree.unit_code != here:
            continue
        unit = called.get(one.decree.unit_code, one.decree.unit_code)
        since = max(day or timezone.localdate(), one.decree.starts or dt.date.min)
        role = str(one.get_role_display())
        yield Duty(unit, role, one.decree_id, one.decree.number, since)


def _duties(people: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[Appointment]]:
    """Return what decrees in force, or to come, gave people."""
    today = timezone.localdate()
    found: Mapping[uuid.UUID, list[Appointment]] = defaultdict(list)
    held = Appointment.objects.filter(
        Q(decree__ends=None) | Q(decree__ends__gte=today),
        Q(decree__ended_on=None) | Q(decree__ended_on__gt=today),
        Q(ended_on=None) | Q(ended_on__gt=today),
        person__in=people,
        decree__state__in=_HELD,
    )
    for one in held.select_related("decree"):
        found[one.person_id].append(one)
    return found


def _drafts(people: Sequence[uuid.UUID]) -> Counter[uuid.UUID]:
    open_ones = (Decree.State.DRAFT, Decree.State.SUBMITTED)
    named = Appointment.objects.filter(person__in=people, decree__state__in=open_ones)
    return Counter(named.values_list("person_id", flat=True))
