"""A list of participants as it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ruangaman.lib.table import Fault

PNS, PPPK, OTHER, INTERN = "pns", "pppk", "other", "intern"
FEMALE, MALE = "f", "m"
SKIP, ADD = "skip", "add"
"""What is done with a line that may be somebody already there."""


class RosterCode:
    """What can be wrong with a line, beside what a table tells (``lib.table.Code``).

    ``NIP`` is followed by the fault of ``lib.nip``: ``nip_length``.
    """

    NIP = "nip_"
    LONG = "long"
    SHORT = "short"
    KIND = "kind"
    RANK = "rank"
    SEX = "sex"
    PHONE = "phone"
    EMAIL = "email"
    FUTURE = "future"
    NIP_OF_OTHER = "nip_of_other"
    TWICE = "twice"
    UNIT = "unit"
    UNIT_SEVERAL = "unit_several"


class NoteCode:
    """What is worth a second look and keeps nobody from going on.

    ``NIP`` is followed by the doubt of ``lib.nip``: ``nip_not_pns``.
    """

    NIP = "nip_"
    KIND_READ = "kind_read"
    KIND_ASSUMED = "kind_assumed"
    RANK_UNLISTED = "rank_unlisted"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody of the list; ``row`` as in the file, ``unit`` a code, empty where not known."""

    row: int
    name: str
    unit: str
    nip: str = ""
    kind: str = PNS
    rank: str = ""
    sex: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""
    trained_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth a second look; ``text`` is what was understood."""

    row: int
    column: str
    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of a unit that none has: the rows with it, and the closest units as (code, name)."""

    text: str
    key: str
    rows: tuple[int, ...]
    offers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """A total that the list says of itself; ``row`` is 0 where somebody typed it."""

    number: int
    row: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody decided about a list.

    ``units``: the code chosen for the key of an unknown name. ``people``: ``SKIP`` or ``ADD`` by
    row. ``total`` is what another paper says. ``trained_on`` is for rows that don't say a day.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    total: int | None = None
    explanation: str = ""
    trained_on: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that was read from a table. ``lines`` counts its rows, faulty ones too.

    ``alike`` are pairs of rows of this list that may be one person: (the first, the later).
    """

    entries: tuple[Entry, ...]
    lines: int
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    unknown: tuple[Unknown, ...]
    declared: tuple[Declared, ...]
    alike: tuple[tuple[int, int], ...]

    @property
    def differing(self) -> tuple[Declared, ...]:
        """The declared totals that are not the number of lines."""
        return tuple(one for one in self.declared if one.number != self.lines)
