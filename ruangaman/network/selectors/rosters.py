"""A list of participants beside what is recorded: who is new, who is known, what is open."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from ruangaman.core.texts import pack_texts
from ruangaman.lib.roster.check import roster_of
from ruangaman.lib.roster.model import ADD, SKIP, Choices, Entry, Roster
from ruangaman.lib.roster.units import Named, UnitNames
from ruangaman.lib.roster.words import Ranks, name_key
from ruangaman.lib.table import Table
from ruangaman.network.models import Person, Placement, Unit
from ruangaman.network.private import nip_reference
from ruangaman.network.selectors.placements import placed_on
from ruangaman.network.selectors.units import in_force_on

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Same:
    """A line about somebody who is recorded already: her number says so."""

    row: int
    name: str
    person: uuid.UUID
    recorded_as: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """Somebody recorded already was trained again: ``day`` is later than ``before``, if any."""

    row: int
    name: str
    person: uuid.UUID
    before: dt.date | None
    day: dt.date


@dataclass(frozen=True, slots=True)
class Question:
    """A line that may be somebody who is there already; ``answer`` is ``SKIP``, ``ADD`` or none.

    ``of_row`` is the earlier line of the same list, else ``recorded_as`` and ``unit`` say who is
    recorded. ``here``: in the same unit, so that nothing answered means ``SKIP``.
    """

    row: int
    name: str
    answer: str = ""
    of_row: int = 0
    recorded_as: str = ""
    unit: str = ""
    here: bool = False
    person: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``adding`` are the lines without a fault that are to be recorded,
    ``renewing`` people recorded already whose day of training is to be a later one.

    ``by_kind`` and ``by_unit`` are names and counts of them, the largest first.
    """

    roster: Roster
    choices: Choices
    same: tuple[Same, ...]
    questions: tuple[Question, ...]
    adding: tuple[Entry, ...]
    renewing: tuple[Renewal, ...]
    by_kind: tuple[tuple[str, int], ...]
    by_unit: tuple[tuple[str, int], ...]

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """Questions that somebody must answer."""
        return tuple(one for one in self.questions if not one.answer)

    @property
    def known(self) -> int:
        """How many lines are about people who are there already, or are taken for one."""
        return len(self.same) + sum(one.answer == SKIP for one in self.questions)

    @property
    def unexplained(self) -> bool:
        """Whether a declared total differs and nobody said why."""
        return bool(self.roster.differing) and not self.choices.explanation

    @property
    def ready(self) -> bool:
        """Whether it can be recorded as it is."""
        return self.changes and not (self.roster.faults or self.unanswered or self.unexplained)

    @property
    def changes(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.adding or self.renewing)


def roster_preview(table: Table, choices: Choices, *, progress: Progress | None = None) -> Preview:
    """Return what importing a table would do, in a fixed number of queries."""
    names = names_of_units()
    roster = roster_of(
        table,
        units=names,
        ranks=_ranks(),
        today=timezone.localdate(),
        choices=choices,
        progress=progress,
    )
    known = _Known(names)
    same = {one.row: one for entry in roster.entries if (one := known.same(entry))}
    questions = {one.row: one for one in _questions(roster, known, choices) if one.row not in same}
    left_out = {row for row, one in questions.items() if one.answer != ADD}
    left_out |= {*same, *(fault.row for fault in roster.faults)}
    adding = [one for one in roster.entries if one.row not in left_out]
    return Preview(
        roster,
        choices,
        tuple(same.values()),
        tuple(questions.values()),
        tuple(adding),
        tuple(_renewing(roster, known, same, questions)),
        tuple(Counter(one.kind for one in adding).most_common()),
        tuple(Counter(names.name(one.unit) for one in adding if one.unit).most_common()),
    )


def _questions(roster: Roster, known: _Known, choices: Choices) -> Iterator[Question]:
    first_of = {later: first for first, later in roster.alike}
    for entry in roster.entries:
        answer = choices.people.get(entry.row, "")
        if entry.row in first_of:
            yield Question(entry.row, entry.name, answer, of_row=first_of[entry.row])
        elif one := known.alike(entry):
            yield replace(one, answer=answer or (SKIP if one.here else ""))


def _renewing(
    roster: Roster, known: _Known, same: Mapping[int, Same], questions: Mapping[int, Question]
) -> Iterable[Renewal]:
    """Return once a person the latest day of her lines, where it is later than the recorded one."""
    found: dict[uuid.UUID, Renewal] = {}
    for entry in roster.entries:
        question = questions.get(entry.row)
        taken_for = question.person if question and question.answer == SKIP else None
        person = same[entry.row].person if entry.row in same else taken_for
        if person is None or entry.trained_on is None:
            continue
        before = known.trained[person]
        latest = found[person].day if person in found else before
        if latest is None or latest < entry.trained_on:
            found[person] = Renewal(entry.row, entry.name, person, before, entry.trained_on)
    return found.values()


def names_of_units() -> UnitNames:
    """Return today's units by every name they have or had."""
    today = timezone.localdate()
    named = Unit.objects.order_by("pk").values_list("code", "name", "short_name")
    now = {code: (name, short) for code, name, short in named.filter(in_force_on(today))}
    others: Mapping[str, list[str]] = defaultdict(list)
    for code, name, short in named.exclude(in_force_on(today)):
        others[code] += [name, short]
    home = next((str(one.body.get("area_name", "")) for one in pack_texts("info")), "")
    return UnitNames(
        (Named(code, name, (short, *others.get(code, ()))) for code, (name, short) in now.items()),
        home=home,
    )


def _ranks() -> Ranks:
    return Ranks(
        {
            one.key: (str(one.body.get("title") or ""), str(one.body["grade"]))
            for one in pack_texts("ranks")
        }
    )


class _Known:
    """Everybody who is recorded, by number and by name."""

    def __init__(self, names: UnitNames) -> None:
        self._units = names
        here = Placement.objects.filter(placed_on(timezone.localdate()))
        self._places = dict(here.values_list("person_id", "unit_code"))
        self._by_number: dict[bytes, tuple[uuid.UUID, str]] = {}
        self._by_name: dict[str, list[tuple[uuid.UUID, str, bool]]] = defaultdict(list)
        self.trained: dict[uuid.UUID, dt.date | None] = {}
        columns = ("pk", "name", "nip_index", "trained_on")
        for pk, name, index, trained in Person.objects.values_list(*columns).iterator():
            self.trained[pk] = trained
            if index:
                self._by_number[bytes(index)] = pk, name
            self._by_name[name_key(name)].append((pk, name, bool(index)))

    def same(self, entry: Entry) -> Same | None:
        """Return who has the number of a line."""
        found = self._by_number.get(nip_reference(entry.nip)) if entry.nip else None
        return Same(entry.row, entry.name, *found) if found else None

    def alike(self, entry: Entry) -> Question | None:
        """Return who has the name of a line and no other number; first somebody of the unit."""
        best: Question | None = None
        for pk, name, numbered in self._by_name.get(name_key(entry.name), ()):
            if numbered and entry.nip:
                continue
            place = self._places.get(pk, "")
            here = bool(place) and place == entry.unit
            one = Question(
                entry.row,
                entry.name,
                recorded_as=name,
                unit=self._units.name(place),
                here=here,
                person=pk,
            )
            if here:
                return one
            best = best or one
        return best
