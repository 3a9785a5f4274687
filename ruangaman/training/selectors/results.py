"""Results of tests for other parts: who passed after a course, and what a group knows.

Call ``services.sittings.sittings_settle`` before where tests may have run out of time unseen.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ruangaman.lib.testing import module_of, percent
from ruangaman.training.models import Answer, Content, Event, Paper, Sitting
from ruangaman.training.selectors.items import right_choice


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best ended sitting of the test after a course. ``gates``: it may decide.

    ``missed`` are must-pass subjects; ``passed`` is by the mark in force when it was ended.
    """

    participant: uuid.UUID
    right: int
    total: int
    passed: bool
    missed: tuple[str, ...]
    gates: bool
    attempt: int
    ended_at: dt.datetime

    @property
    def percent(self) -> int:
        """Whole percent, rounded down."""
        return percent(self.right, self.total)


@dataclass(frozen=True, slots=True)
class Share:
    """Right answers of those asked for, and of how many persons."""

    right: int
    asked: int
    persons: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down."""
        return percent(self.right, self.asked)


def post_outcomes(event: Event) -> dict[uuid.UUID, Outcome]:
    """Return the best outcome of everybody who ended the test after the course (one query)."""
    rows = Sitting.objects.filter(
        paper__event=event, paper__kind=Paper.Kind.POST, ended_at__isnull=False
    )
    return _best(rows)


def post_outcome(event: Event, person: uuid.UUID) -> Outcome | None:
    """Return the best outcome of a person at an event; None when she ended none."""
    rows = Sitting.objects.filter(
        paper__event=event,
        paper__kind=Paper.Kind.POST,
        participant__person=person,
        ended_at__isnull=False,
    )
    return next(iter(_best(rows).values()), None)


def module_shares(event: Event, kind: str) -> dict[int, Share]:
    """Return the share of right answers for each module, of first attempts, by the module."""
    rows = Sitting.objects.filter(
        paper__event=event, paper__kind=kind, ended_at__isnull=False, attempt=1
    )
    return shares_of(*marks_of(rows))


Marks = dict[uuid.UUID, dict[int, bool]]
"""For each sitting: the id of each item asked, and whether it was answered rightly."""


def marks_of(sittings: Iterable[Sitting]) -> tuple[Marks, dict[int, Content]]:
    """Return what was right in each sitting, and the items by their ids (two queries)."""
    found = list(sittings)
    items = Content.objects.in_bulk({item for one in found for item, _ in one.order})
    right = {pk: right_choice(row.body)["key"] for pk, row in items.items()}
    chosen: dict[uuid.UUID, dict[int, str]] = defaultdict(dict)
    answers = Answer.objects.filter(sitting__in=[one.pk for one in found])
    for sitting, item, choice in answers.values_list("sitting_id", "item_id", "choice"):
        chosen[sitting][item] = choice
    marks = {
        one.pk: {item: chosen[one.pk].get(item) == right[item] for item, _ in one.order}
        for one in found
    }
    return marks, items


def shares_of(marks: Marks, items: dict[int, Content]) -> dict[int, Share]:
    """Return the shares of right answers by module."""
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    people: dict[int, set[uuid.UUID]] = defaultdict(set)
    for sitting, row in marks.items():
        for item, right in row.items():
            module = module_of(items[item].key)
            counts[module][0] += right
            counts[module][1] += 1
            people[module].add(sitting)
    return {
        module: Share(right, asked, len(people[module]))
        for module, (right, asked) in sorted(counts.items())
    }


def _best(rows: Iterable[Sitting]) -> dict[uuid.UUID, Outcome]:
    found: dict[uuid.UUID, Outcome] = {}
    for row in rows:
        outcome = _outcome(row)
        held = found.get(outcome.participant)
        if held is None or _worth(held) < _worth(outcome):
            found[outcome.participant] = outcome
    return found


def _worth(one: Outcome) -> tuple[bool, bool, int, int]:
    return one.passed and one.gates, one.passed, one.percent, -one.attempt


def _outcome(row: Sitting) -> Outcome:
    assert row.ended_at is not None
    return Outcome(
        participant=row.participant_id,
        right=row.right or 0,
        total=row.total,
        passed=bool(row.passed),
        missed=tuple(row.missed),
        gates=row.gates,
        attempt=row.attempt,
        ended_at=row.ended_at,
    )
