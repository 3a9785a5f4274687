"""Every line of a list of participants, checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from ruangaman.lib import nip
from ruangaman.lib.roster import words
from ruangaman.lib.roster.declared import declared_totals
from ruangaman.lib.roster.model import (
    INTERN,
    OTHER,
    PNS,
    PPPK,
    Choices,
    Declared,
    Entry,
    Note,
    NoteCode,
    Roster,
    RosterCode,
    Unknown,
)
from ruangaman.lib.roster.units import UnitNames
from ruangaman.lib.table import Fault, Row, Table
from ruangaman.lib.table.cells import shortened

LONGEST: Mapping[str, int] = {"name": 120, "position": 200}
_SHORTEST = 2
_MOST_OFFERED = 60
"""Names of units that are offered others; past that a list is of another place."""
_EARLIEST = dt.date(1990, 1, 1)
_STEP = 500

Progress = Callable[[int, int], None]


def roster_of(
    table: Table,
    *,
    units: UnitNames,
    ranks: words.Ranks,
    today: dt.date,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Roster:
    """Return the people of a table, with all that is wrong or worth a second look."""
    reader = _Reader(table, units, ranks, today, choices or Choices())
    for done, row in enumerate(table.rows, start=1):
        reader.read(row)
        if progress and done % _STEP == 0:
            progress(done, len(table.rows))
    return reader.roster()


class _Reader:
    def __init__(
        self,
        table: Table,
        units: UnitNames,
        ranks: words.Ranks,
        today: dt.date,
        choices: Choices,
    ) -> None:
        self._table, self._units, self._ranks = table, units, ranks
        self._today, self._choices = today, choices
        self._entries: list[Entry] = []
        self._faults: list[Fault] = list(table.faults)
        self._notes: list[Note] = []
        self._unknown: dict[str, tuple[str, list[int]]] = {}
        self._nips: dict[str, int] = {}
        self._names: dict[tuple[str, str], Entry] = {}
        self._alike: list[tuple[int, int]] = []

    def roster(self) -> Roster:
        """Return what was read."""
        typed = [] if self._choices.total is None else [Declared(self._choices.total)]
        return Roster(
            tuple(self._entries),
            len(self._table.rows),
            tuple(sorted(self._faults, key=lambda one: one.row)),
            tuple(self._notes),
            tuple(self._unknown_units()),
            (*typed, *declared_totals(self._table.aside)),
            tuple(self._alike),
        )

    def read(self, row: Row) -> None:
        """Read one line; with any fault it is still looked at whole, unless nothing was read."""
        if not row.values:
            return
        self._long(row)
        number = self._nip(row)
        entry = Entry(
            row.number,
            row.text("name"),
            self._unit(row),
            nip=number,
            kind=self._kind(row, number),
            rank=self._rank(row),
            sex=self._one(row, "sex", words.sex_of, RosterCode.SEX),
            position=row.text("position"),
            phone=self._one(row, "phone", words.phone_of, RosterCode.PHONE, hide=True),
            email=self._one(row, "email", words.email_of, RosterCode.EMAIL, hide=True),
            trained_on=self._trained(row),
        )
        self._doubts(entry)
        self._twice(entry)
        self._entries.append(entry)

    def _fault(self, row: Row, key: str, code: str, text: str = "") -> None:
        column = self._table.columns.get(key, "")
        self._faults.append(Fault(row.number, column, code, key, shortened(text)))

    def _note(self, row: int, key: str, code: str, text: str = "") -> None:
        column = self._table.columns.get(key, "")
        self._notes.append(Note(row, column, code, shortened(text)))

    def _long(self, row: Row) -> None:
        for key, most in LONGEST.items():
            if len(row.text(key)) > most:
                self._fault(row, key, RosterCode.LONG, str(most))
        if 0 < len(row.text("name")) < _SHORTEST:
            self._fault(row, "name", RosterCode.SHORT, row.text("name"))

    def _one(
        self, row: Row, key: str, read: Callable[[str], str], code: str, *, hide: bool = False
    ) -> str:
        text = row.text(key)
        value = read(text) if text else ""
        if text and not value:
            self._fault(row, key, code, "" if hide else text)
        return value

    def _nip(self, row: Row) -> str:
        """Return the digits of a sound number; what is wrong with another is never shown whole."""
        digits = nip.normal(row.text("nip"))
        if not digits:
            return ""
        if found := nip.faults(digits, self._today):
            self._fault(row, "nip", f"{RosterCode.NIP}{found[0]}", str(len(digits)))
            return ""
        if digits in self._nips:
            self._fault(row, "nip", RosterCode.TWICE, str(self._nips[digits]))
        self._nips.setdefault(digits, row.number)
        return digits

    def _kind(self, row: Row, digits: str) -> str:
        text, learns = (
            row.text("kind"),
            words.sounds_like_intern(row.text("position"), row.text("remark")),
        )
        by_number = PPPK if digits and int(digits[12:14]) >= nip.PPPK_FROM else PNS
        kind = words.kind_of(text)
        if text and not kind:
            self._fault(row, "kind", RosterCode.KIND, text)
        elif kind in (OTHER, INTERN) and digits:
            self._fault(row, "kind", RosterCode.NIP_OF_OTHER, text)
        if kind and kind != words.ASN:
            return kind
        if digits:
            return by_number
        if kind == words.ASN:
            return PNS
        if not text:
            code = NoteCode.KIND_READ if learns else NoteCode.KIND_ASSUMED
            self._note(row.number, "name", code, row.text("name"))
        return INTERN if learns else OTHER

    def _rank(self, row: Row) -> str:
        text = row.text("rank")
        if text and not self._ranks:
            self._note(row.number, "rank", NoteCode.RANK_UNLISTED, text)
            return ""
        return self._one(row, "rank", self._ranks.code, RosterCode.RANK)

    def _trained(self, row: Row) -> dt.date | None:
        day = row.day("trained_on") or self._choices.trained_on
        if day and not _EARLIEST <= day <= self._today:
            self._fault(row, "trained_on", RosterCode.FUTURE, day.isoformat())
            return None
        return day

    def _unit(self, row: Row) -> str:
        text = row.text("unit")
        if not text:
            return ""
        codes = self._units.codes(text)
        if len(codes) == 1:
            return next(iter(codes))
        key = self._units.key(text)
        chosen = self._choices.units.get(key, "")
        if self._units.name(chosen):
            return chosen
        self._fault(row, "unit", RosterCode.UNIT_SEVERAL if codes else RosterCode.UNIT, text)
        self._unknown.setdefault(key, (text, []))[1].append(row.number)
        return ""

    def _unknown_units(self) -> list[Unknown]:
        return [
            Unknown(
                text,
                key,
                tuple(rows),
                (self._units.offer(self._units.codes(text)) or self._units.closest(text))
                if place < _MOST_OFFERED
                else (),
            )
            for place, (key, (text, rows)) in enumerate(self._unknown.items())
        ]

    def _doubts(self, entry: Entry) -> None:
        if not entry.nip:
            return
        found = nip.doubts(entry.nip, kind=entry.kind, sex=entry.sex, today=self._today)
        for doubt in found:
            self._note(entry.row, "nip", f"{NoteCode.NIP}{doubt}", entry.name)

    def _twice(self, entry: Entry) -> None:
        """Ask about two lines of one name in one unit, unless their numbers tell them apart."""
        key = words.name_key(entry.name), entry.unit
        if not all(key):
            return
        first = self._names.setdefault(key, entry)
        if first is not entry and not (first.nip and entry.nip):
            self._alike.append((first.row, entry.row))
