"""What the page before an import shows: everything in order, and only so much of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.roster.model import Unknown
from ruangaman.lib.table import Table
from ruangaman.network.models import Person
from ruangaman.network.roster_words import (
    place_words,
    roster_fault_text,
    roster_fault_words,
    roster_note_words,
)
from ruangaman.network.selectors.rosters import Preview, Question

MOST_LINES = 100
"""Faults, notes, names and units that a page lists; it says how many more there are."""

MOST_UNITS, MOST_QUESTIONS = 40, 60
"""What is asked at a time: a form has at most 200 fields."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something about a place in the file."""

    place: str
    words: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of some lines, and how many there are beside them."""

    lines: Sequence[Any]
    more: int

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.lines)

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.lines) + self.more


@dataclass(frozen=True, slots=True)
class RosterPage:
    """A preview, ready to be shown."""

    preview: Preview
    table: Table
    faults: Listed
    notes: Listed
    same: Listed
    renewing: Listed
    units: Listed
    kinds: Sequence[tuple[str, int]]
    aside: Listed

    @property
    def unknown(self) -> Sequence[Unknown]:
        """Names of units that are asked about now."""
        return self.preview.roster.unknown[:MOST_UNITS]

    @property
    def questions(self) -> Sequence[Question]:
        """Possible doubles that are asked about now: those without an answer first."""
        return sorted(self.preview.questions, key=lambda one: (bool(one.answer), one.row))[
            :MOST_QUESTIONS
        ]

    @property
    def untrained(self) -> int:
        """How many would be recorded without a day of training."""
        return sum(one.trained_on is None for one in self.preview.adding)

    @property
    def more_questions(self) -> int:
        """How many are asked about later."""
        return max(0, len(self.preview.questions) - MOST_QUESTIONS)


def roster_page(preview: Preview, table: Table) -> RosterPage:
    """Return what the page shows of a preview."""
    roster = preview.roster
    kinds = dict(Person.Kind.choices)
    return RosterPage(
        preview,
        table,
        _listed(
            [
                Line(place_words(one.row, one.column), roster_fault_words(one),
                     roster_fault_text(one))
                for one in roster.faults[:MOST_LINES]
            ],
            len(roster.faults),
        ),
        _listed(
            [
                Line(place_words(one.row, one.column), roster_note_words(one), one.text)
                for one in roster.notes[:MOST_LINES]
            ],
            len(roster.notes),
        ),
        _listed(preview.same[:MOST_LINES], len(preview.same)),
        _listed(preview.renewing[:MOST_LINES], len(preview.renewing)),
        _listed(preview.by_unit[:MOST_LINES], len(preview.by_unit)),
        [(str(kinds[kind]), count) for kind, count in preview.by_kind],
        _listed(table.aside[:MOST_LINES], len(table.aside)),
    )  # fmt: skip


def _listed(lines: Sequence[Any], total: int) -> Listed:
    return Listed(lines, total - len(lines))
