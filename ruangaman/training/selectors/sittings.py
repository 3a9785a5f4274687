"""Where somebody stands with a test: may begin, is at it, has ended, may sit it once more.

Only the clock of the server is asked. Nothing that a browser sends says what time it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ruangaman.core.clock import now
from ruangaman.core.rules import rule_numbers
from ruangaman.lib.testing import PASS_PERCENT
from ruangaman.training.models import Event, Paper, Participant, Sitting

GRACE = dt.timedelta(minutes=1)
"""For the line: so much later an answer that was sent in time may arrive."""

PER_PAGE = 4
MOST_ATTEMPTS = 2
MARK, AFTER, WITHIN = "test_pass_mark", "test_retake_after", "test_retake_within"


class State(StrEnum):
    """Where somebody stands with a test."""

    SOON = "soon"
    READY = "ready"
    GOING = "going"
    OVER = "over"
    LATER = "later"
    AGAIN = "again"
    CLOSED = "closed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Standing:
    """``opens`` and ``closes`` bound the next attempt; ``sittings`` are hers, the first first.

    ``extra`` are minutes that a trainer added for her.
    """

    paper: Paper
    state: State
    opens: dt.datetime
    closes: dt.datetime
    sittings: Sequence[Sitting] = ()
    extra: int = 0

    @property
    def last(self) -> Sitting | None:
        """The newest sitting."""
        return self.sittings[-1] if self.sittings else None

    def due(self, at: dt.datetime) -> dt.datetime:
        """Return when the time ends for whoever begins ``at``: with the closing at the latest.

        What was added for one person is added after that too, so that no closing takes it away.
        """
        usual = min(at + dt.timedelta(minutes=self.paper.minutes), self.closes)
        return usual + dt.timedelta(minutes=self.extra)

    def is_shortened(self, at: dt.datetime) -> bool:
        """Say whether the closing leaves less time than the test has."""
        return at + dt.timedelta(minutes=self.paper.minutes) > self.closes


@dataclass(frozen=True, slots=True)
class Rules:
    """The mark that passes, and when a test may be sat once more."""

    mark: int
    after: dt.timedelta
    within: dt.timedelta


def rules() -> Rules:
    """Return the values of the pack; our own where it has none."""
    found = rule_numbers(MARK, AFTER, WITHIN)
    return Rules(
        mark=found.get(MARK, PASS_PERCENT),
        after=dt.timedelta(hours=found.get(AFTER, 24)),
        within=dt.timedelta(days=found.get(WITHIN, 14)),
    )


def is_over(sitting: Sitting, at: dt.datetime) -> bool:
    """Say whether nothing can be answered any more."""
    return sitting.ended_at is not None or at > sitting.due_at + GRACE


def sittings_of(paper: Paper, participant: Participant) -> list[Sitting]:
    """Return somebody's sittings of a test, the first first."""
    return list(Sitting.objects.filter(paper=paper, participant=participant).order_by("attempt"))


def standing(
    paper: Paper,
    participant: Participant,
    *,
    at: dt.datetime | None = None,
    sittings: Sequence[Sitting] | None = None,
) -> Standing:
    """Return where somebody stands; ``sittings`` are read unless they are given."""
    at = at or now()
    mine = sittings_of(paper, participant) if sittings is None else sittings
    opens, closes = paper.opens_at, paper.closes_at
    if mine:
        state, opens, closes = _after(paper, mine[-1], at)
    elif paper.event.state in (Event.State.DRAFT, Event.State.CANCELLED):
        state = State.STOPPED
    elif at < opens:
        state = State.SOON
    else:
        state = State.READY if at < closes else State.CLOSED
    return Standing(paper, state, opens, closes, mine, participant.extra_minutes)


def _after(paper: Paper, last: Sitting, at: dt.datetime) -> tuple[State, dt.datetime, dt.datetime]:
    if not is_over(last, at):
        return State.GOING, paper.opens_at, paper.closes_at
    again = paper.kind == Paper.Kind.POST and last.attempt < MOST_ATTEMPTS
    if not again or last.passed is not False or paper.event.state == Event.State.CANCELLED:
        return State.OVER, paper.opens_at, paper.closes_at
    ended, known = last.ended_at or last.due_at, rules()
    opens, closes = ended + known.after, ended + known.within
    if at >= closes:
        return State.OVER, opens, closes
    return (State.AGAIN if at >= opens else State.LATER), opens, closes
