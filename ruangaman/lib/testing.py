"""Written tests: parallel forms, shuffling, scoring, and what a group's answers say of the items.

Figures are percent of 100. Sources: normalised gain: Hake, Interactive-engagement versus
traditional methods, American Journal of Physics 66 (1998), 64-74. Discrimination: the correlation
of an item with the score on all *other* items (Henrysson, Correction of item-total correlations
in item analysis, Psychometrika 28 (1963), 211-218), not the upper and lower 27 % of Kelley (The
selection of upper and lower groups for the validation of test items, Journal of Educational
Psychology 30 (1939), 17-24): of ten people 27 % are three.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FORMS = ("A", "B")
BLUEPRINT: Mapping[int, int] = {1: 2, 2: 3, 3: 2, 4: 3, 5: 3, 6: 2, 7: 1, 8: 2, 9: 1, 10: 1}
"""How many items of which module a form has: twenty, A and B alike."""

MUST_PASS = ("confidentiality", "no-investigation", "child", "consent")
"""Subjects of which every form has an item that must be answered rightly."""

PASS_PERCENT = 80
"""Where a pack names no pass mark."""

LEAST_FOR_ITEMS = 10
"""So many must have answered an item before its figures mean anything."""

LEAST_FOR_GROUP = 5
"""Figures about a group are told from so many persons on."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item as far as drawing and scoring need it. ``choices`` are keys; ``right`` is one."""

    key: str
    module: int
    form: str
    must_pass: str
    choices: tuple[str, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Lack:
    """What a form lacks: items of a module, or an item of a must-pass subject (``module`` 0)."""

    form: str
    module: int
    subject: str
    wanted: int
    found: int


class FormShort(Exception):
    """The items do not fill a form; ``lacks`` says what is missing."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        """Keep every lack."""
        super().__init__(f"{len(lacks)} lacks")
        self.lacks = list(lacks)


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, and which must-pass subjects were not."""

    right: int
    total: int
    missed: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Whole percent."""
        return percent(self.right, self.total)

    def passed(self, mark: int = PASS_PERCENT) -> bool:
        """Say whether it is enough: the mark, and every must-pass subject."""
        return self.total > 0 and self.right * 100 >= mark * self.total and not self.missed


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What a group's answers say of an item; each figure is None where it means nothing."""

    answered: int
    difficulty: float | None
    discrimination: float | None


def module_of(key: str) -> int:
    """Return the module of an item from its key (``m03-freeze``); 0 when it names none."""
    digits = key[1:3]
    return int(digits) if key[:1] == "m" and digits.isascii() and digits.isdecimal() else 0


def form_drawn(
    questions: Iterable[Question], form: str, blueprint: Mapping[int, int] = BLUEPRINT
) -> list[Question]:
    """Return the items of a form, in the order of ``questions``; must-pass items always belong.

    Everybody who has the form has the same items. Raises ``FormShort`` with all that lacks.
    """
    offered = [one for one in questions if one.form == form]
    kept: set[str] = set()
    for module, wanted in blueprint.items():
        inside = [one for one in offered if one.module == module]
        inside.sort(key=lambda one: not one.must_pass)  # stable: else as given
        kept |= {one.key for one in inside[:wanted]}
    drawn = [one for one in offered if one.key in kept]
    if lacks := [*_modules_short(drawn, form, blueprint), *_subjects_short(drawn, form)]:
        raise FormShort(lacks)
    return drawn


def shuffled(questions: Sequence[Question], seed: bytes) -> list[tuple[Question, tuple[str, ...]]]:
    """Return items and their choices in an order that depends on nothing but ``seed``."""
    draw = random.Random(seed)  # noqa: S311  an order, no secret
    order = list(questions)
    draw.shuffle(order)
    return [(one, tuple(draw.sample(one.choices, len(one.choices)))) for one in order]


def score(questions: Iterable[Question], chosen: Mapping[str, str]) -> Score:
    """Score answers by the key of the item; what was not answered is not right."""
    asked = list(questions)
    wrong = [one for one in asked if chosen.get(one.key) != one.right]
    missed = {one.must_pass for one in wrong if one.must_pass}
    return Score(len(asked) - len(wrong), len(asked), tuple(sorted(missed)))


def percent(right: int, total: int) -> int:
    """Return whole percent, rounded down: 79.9 is never shown as the 80 that it is not."""
    return right * 100 // total if total else 0


def gain(pre: float, post: float) -> float | None:
    """Return the normalised gain: the part of what was still to learn that was learnt.

    1 is all of it, 0 nothing, below 0 less than before. None after a ``pre`` of 100: there was
    nothing left to learn, and the quotient has no value.
    """
    return None if pre >= 100 else (post - pre) / (100 - pre)


def group_gain(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Return the gain of a group from the means of both tests, as Hake reckons it."""
    found = list(pairs)
    if not found:
        return None
    return gain(mean([pre for pre, _ in found]), mean([post for _, post in found]))


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return math.fsum(values) / len(values)


def item_figures(
    rows: Sequence[Mapping[str, bool]], key: str, *, least: int = LEAST_FOR_ITEMS
) -> ItemFigures:
    """Return the figures of an item.

    Each row is a person: every item of the form, and whether the answer was right.
    ``difficulty`` is the share of right answers (0 to 1; high is easy), ``discrimination`` runs
    from -1 to 1. Both are None below ``least`` persons.
    """
    asked = [row for row in rows if key in row]
    if len(asked) < least:
        return ItemFigures(len(asked), None, None)
    here = [float(row[key]) for row in asked]
    rest = [float(sum(row.values()) - row[key]) for row in asked]
    return ItemFigures(len(asked), mean(here), correlation(here, rest))


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Pearson's r; None where one side never varies."""
    first, second = mean(one), mean(other)
    a, b = [value - first for value in one], [value - second for value in other]
    spread = math.fsum(x * x for x in a) * math.fsum(y * y for y in b)
    if spread <= 0:
        return None
    found = math.fsum(x * y for x, y in zip(a, b, strict=True)) / math.sqrt(spread)
    return max(-1.0, min(1.0, found))


def _modules_short(
    drawn: Sequence[Question], form: str, blueprint: Mapping[int, int]
) -> list[Lack]:
    found = Counter(one.module for one in drawn)
    return [
        Lack(form, module, "", wanted, found[module])
        for module, wanted in blueprint.items()
        if found[module] < wanted
    ]


def _subjects_short(drawn: Sequence[Question], form: str) -> list[Lack]:
    found = {one.must_pass for one in drawn}
    return [Lack(form, 0, subject, 1, 0) for subject in MUST_PASS if subject not in found]
