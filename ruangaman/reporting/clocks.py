"""Which clocks of a report run, for the desk and for the mailbox; lengths come from rule values.

A question starts no clock to the police. The day in the open (``open_day``) counts the clocks
that stand in the open anyway, and that to the police for everybody: see docs/adr/0041.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils import timezone

from ruangaman.core.clocks import Term, Terms
from ruangaman.core.rules import verified, weak
from ruangaman.reporting.answers import ANSWER_SOON
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.parts import ReadItem

State = Report.State

ANSWER, FIRST_CONTACT, FOLLOW_UP = "answer", "first_contact", "follow_up"
POLICE, CHILD = "police_notice", "child_handover"
REFER, REFER_URGENT = "refer_specialist", "refer_specialist_urgent"
CHECKS = ("retaliation_check_1", "retaliation_check_2", "retaliation_check_3")
_OF_LAW = frozenset({POLICE, CHILD})
"""What stands behind these must be confirmed by an office before it is called sure."""

_FALLBACK = dt.timedelta(days=3)
"""Without a pack: three days until the desk looks again."""

NeedsDue = Callable[[Sequence[ReadItem]], Iterable[dt.date]]
NEEDS_DUE: list[NeedsDue] = []
"""What rooms above find due in the needs of a report (reviews, tasks): they add themselves."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the clocks of a report go by. ``None`` is a moment that has not come.

    ``since``: when the team that has it got it. ``answer_due``: when the first answer is due.
    ``reported_at``: when the survivor herself reported, None for a question, or a person who
    writes about somebody else. ``bound_at``: when a receiver who must tell the police has it as
    her report; ``knew_at``: the same, where it reads no more. ``told_on``: when it was told.
    ``answered_at``: the last word of a worker, ``contacted``: it was not the first.
    ``agreed_at``: her yes to a further reader, not answered yet. ``child``, ``urgent`` (a child,
    danger, within 72 hours): what makes it faster. ``child_at``: when a worker noted it, where
    she had not said it. ``bridged``: only focal points read.
    """

    state: str
    received_at: dt.datetime
    since: dt.datetime | None = None
    answer_due: dt.datetime | None = None
    reported_at: dt.datetime | None = None
    bound_at: dt.datetime | None = None
    knew_at: dt.datetime | None = None
    told_on: dt.date | None = None
    answered_at: dt.datetime | None = None
    contacted: bool = False
    agreed_at: dt.datetime | None = None
    child: bool = False
    child_at: dt.datetime | None = None
    urgent: bool = False
    bridged: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs: ``key`` names it (a rule, or ``answer``), ``due`` is aware.

    ``verified`` is False where the page says "belum diverifikasi".
    """

    key: str
    due: dt.datetime
    verified: bool = True

    @property
    def late(self) -> bool:
        """Whether it has run out."""
        return self.due < timezone.now()

    @property
    def day(self) -> dt.date:
        """The day in the open: rounded earlier."""
        return timezone.localdate(self.due)


def clocks_running(facts: Facts, terms: Terms) -> list[Clock]:
    """Return the clocks that run, the earliest first."""
    found = [*_police(facts, terms)] if facts.state != State.WITHDRAWN else []
    if facts.state in Report.OPEN:
        found += [*_by_state(facts, terms), *_hand_over(facts, terms)]
    return _sorted(found)


def open_day(facts: Facts, terms: Terms, further: Iterable[dt.date] = ()) -> dt.date | None:
    """Return the day that stands in the open; None once a report is closed.

    ``further``: what rooms above have due. The same-day clocks (child, danger, within 72 hours)
    are left out: in the open they would say whose need is urgent. The police clock is counted
    for everybody until its time has passed, whether it runs or not, and after that where it does.
    """
    if facts.state not in Report.OPEN:
        return None
    today = timezone.localdate()
    days = [clock.day for clock in (*_in_the_open(facts, terms), *_police(facts, terms))]
    cover = terms.term(POLICE, _since(facts))
    if cover and (day := timezone.localdate(cover.due)) >= today:
        days.append(day)
    days += [clock.day for clock in checks_due(facts, terms) if clock.day > today]
    return min((*days, *further), default=today + _FALLBACK)


def checks_due(facts: Facts, terms: Terms) -> list[Clock]:
    """Return when she is asked whether anyone retaliates, in order; never of a withdrawn one."""
    if facts.state == State.WITHDRAWN:
        return []
    found = (_clock(key, terms.term(key, facts.received_at)) for key in CHECKS)
    return _sorted(chain.from_iterable(found))


def _by_state(facts: Facts, terms: Terms) -> Iterator[Clock]:
    """The clocks that follow from the state, which stands in the open."""
    if facts.state == State.RECEIVED:
        if facts.answer_due:
            yield Clock(ANSWER, facts.answer_due)
        return
    first = facts.state == State.ACKNOWLEDGED and not facts.contacted
    key = FIRST_CONTACT if first else FOLLOW_UP
    yield from _clock(key, terms.term(key, facts.answered_at or facts.received_at))


def _in_the_open(facts: Facts, terms: Terms) -> Iterator[Clock]:
    """The same before the first answer for everybody: the faster rule."""
    if facts.state == State.RECEIVED:
        yield from _clock(ANSWER_SOON, terms.term(ANSWER_SOON, _since(facts)))
    else:
        yield from _by_state(facts, terms)


def _hand_over(facts: Facts, terms: Terms) -> Iterator[Clock]:
    """A child the same day; a focal point offers the specialist at once, or once she agreed."""
    if facts.child_at:
        if not facts.answered_at or facts.answered_at <= facts.child_at:
            yield from _clock(CHILD, terms.term(CHILD, facts.child_at))
    elif facts.child and facts.state == State.RECEIVED:
        yield from _clock(CHILD, terms.term(CHILD, _since(facts)))
    if facts.bridged and facts.urgent and facts.state == State.RECEIVED:
        yield from _clock(REFER_URGENT, terms.term(REFER_URGENT, _since(facts)))
    if facts.agreed_at:
        yield from _clock(REFER, terms.term(REFER, facts.agreed_at))


def _since(facts: Facts) -> dt.datetime:
    return facts.since or facts.received_at


def _police(facts: Facts, terms: Terms) -> Iterator[Clock]:
    """UU 12/2022 Art. 41(2)-(3): from the survivor's own report to a receiver who is bound."""
    if facts.reported_at and facts.bound_at and not facts.told_on:
        start = max(facts.reported_at, facts.bound_at)
        yield from _clock(POLICE, terms.term(POLICE, start))


def _clock(key: str, term: Term | None) -> list[Clock]:
    if term is None:
        return []
    known = verified(term.rule) if key in _OF_LAW else not weak(term.rule)
    return [Clock(key, term.due, known)]


def _sorted(clocks: Iterable[Clock]) -> list[Clock]:
    return sorted(clocks, key=lambda clock: clock.due)
