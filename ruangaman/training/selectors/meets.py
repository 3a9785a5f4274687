"""Who meets what a certificate asks for: the one place where these rules stand.

``refusals`` decides from facts alone. It refuses whatever was not shown: a test whose items no
expert has reviewed decides nothing, so nobody passes by it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from ruangaman.lib.clocks import months_later
from ruangaman.training.models import Certificate, Event
from ruangaman.training.selectors.attendance import enough
from ruangaman.training.selectors.service import Term, gaps, long_gap
from ruangaman.training.selectors.why import Refusal, Why

BANDS = ((90, "90-100"), (80, "80-89"), (70, "70-79"), (0, "0-69"))
_DAY = dt.timedelta(days=1)
_NEW = {Event.Course.BASIC: Certificate.Course.BASIC}
_NEW[Event.Course.ADVANCED] = Certificate.Course.ADVANCED
_AGAIN = frozenset({Event.Course.REFRESHER, Event.Course.RECERTIFY})
_PLAYED = frozenset({Event.Course.BASIC, Event.Course.ADVANCED, Event.Course.RECERTIFY})
"""Courses after which a role-play must have been observed."""

Hours = tuple[tuple[int | None, int], ...]
"""Hours by the number of the module, or None for what belongs to no module."""


@dataclass(frozen=True)
class Rules:
    """Values of the pack; None where it has none.

    ``term`` and ``gap`` are months: of validity, and of not serving as a focal point.
    """

    term: int | None
    gap: int | None
    pass_mark: int | None


@dataclass(frozen=True)
class Sat:
    """The test after an event, as somebody sat it best; ``right`` is None until it is ended.

    ``passed`` says that the mark in force then was reached: a later one takes nothing away.
    """

    gates: bool
    right: int | None = None
    total: int = 0
    missed: tuple[str, ...] = ()
    passed: bool = False


@dataclass(frozen=True)
class Played:
    """The best role-play that somebody observed, by the checklist; ``reviewed`` by an expert."""

    passed: bool
    reviewed: bool
    day: dt.date
    shown: int = 0
    errors: int = 0


@dataclass(frozen=True)
class Bridge:
    """What else makes an earlier event count (pack): hours of self-study, a role-play."""

    least: int
    played: bool
    studied: Hours = ()
    day: dt.date | None = None


@dataclass(frozen=True)
class Earlier:
    """A certificate that somebody had before the event; ``pk`` is None for one on paper.

    ``issued`` is None where nobody knows it: then it was a whole term before the end.
    """

    course: str
    until: dt.date
    pk: uuid.UUID | None = None
    issued: dt.date | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of one participant of an event on ``today``."""

    today: dt.date
    course: str
    last: dt.date
    cancelled: bool
    least: int
    offered: int
    attended: Hours
    test: Sat | None
    played: Played | None
    bridge: Bridge | None = None
    earlier: tuple[Earlier, ...] = ()
    own: bool = False
    terms: tuple[Term, ...] = ()
    """When she served as a focal point, of terms that began by the last day of the event."""

    revoked: dt.date | None = None
    """When the certificate of this event was taken back because of the person."""


@dataclass(frozen=True)
class Award:
    """What a certificate will say of somebody who meets everything."""

    course: str
    hours: Hours
    band: str
    completed: dt.date
    until: dt.date
    renews: Earlier | None


def refusals(facts: Facts, rules: Rules) -> list[Refusal]:
    """Return every rule that was not met; nobody with one gets a certificate."""
    found = [*_event(facts, rules)]
    if facts.own:
        found.append(Refusal(Why.OWN))
    if facts.revoked:
        found.append(Refusal(Why.REVOKED, {"day": facts.revoked}))
    if any(one.why in (Why.NO_COURSE, Why.CANCELLED) for one in found):
        return found
    if facts.bridge is not None:
        found += _bridged(facts.bridge)
        if facts.bridge.played:
            found += _role_play(facts.played)
    else:
        found += _attendance(facts)
        found += _test(facts.test, rules)
        if facts.course in _PLAYED:
            found += _role_play(facts.played)
    found += _before(facts, rules)
    if not found and rules.term and (until := _until(facts, rules.term)) < facts.today:
        found.append(Refusal(Why.OVER, {"until": until}))
    return found


def award(facts: Facts, rules: Rules) -> Award:
    """Return what is certified; only for somebody without ``refusals``."""
    renews = _renewed(facts)
    course = _NEW.get(facts.course) or (renews.course if renews else "")  # type: ignore[call-overload]
    test = facts.test if facts.bridge is None else None
    studied = facts.bridge.studied if facts.bridge else ()
    return Award(
        course=str(course),
        hours=(*facts.attended, *studied),
        band=band_of(test.right or 0, test.total) if test else "",
        completed=_completed(facts),
        until=_until(facts, rules.term or 0),
        renews=renews,
    )


def band_of(right: int, total: int) -> str:
    """Return the band of a score, its lowest and highest percent; empty without items."""
    if total <= 0:
        return ""
    return next(name for least, name in BANDS if right * 100 >= least * total)


def _event(facts: Facts, rules: Rules) -> Iterator[Refusal]:
    if facts.cancelled:
        yield Refusal(Why.CANCELLED)
    if facts.course not in _NEW and facts.course not in _AGAIN:
        yield Refusal(Why.NO_COURSE)
    elif not facts.cancelled and facts.today < facts.last:
        yield Refusal(Why.NOT_OVER, {"last": facts.last})
    if not rules.term:
        yield Refusal(Why.RULE, {"key": "certificate_term"})


def _attendance(facts: Facts) -> Iterator[Refusal]:
    jp = sum(hours for _module, hours in facts.attended)
    if facts.offered <= 0:
        yield Refusal(Why.NO_SESSIONS)
    elif not enough(jp, facts.offered, facts.least):
        figures = {"jp": jp, "total": facts.offered, "percent": jp * 100 // facts.offered}
        yield Refusal(Why.ATTENDANCE, figures | {"least": facts.least})


def _test(test: Sat | None, rules: Rules) -> Iterator[Refusal]:
    if test is None:
        yield Refusal(Why.NO_TEST)
        return
    if not test.gates:
        yield Refusal(Why.TEST_UNREVIEWED)
    if rules.pass_mark is None:
        yield Refusal(Why.RULE, {"key": "test_pass_mark"})
    if test.right is None or test.total <= 0:
        yield Refusal(Why.NOT_SAT)
        return
    reached = test.passed or test.right * 100 >= (rules.pass_mark or 0) * test.total
    if rules.pass_mark is not None and not reached:
        percent = test.right * 100 // test.total
        figures = {"right": test.right, "total": test.total, "percent": percent}
        yield Refusal(Why.SCORE, figures | {"least": rules.pass_mark})
    if test.missed:
        yield Refusal(Why.MUST, {"subjects": test.missed})


def _role_play(played: Played | None) -> Iterator[Refusal]:
    if played is None:
        yield Refusal(Why.NO_ROLE_PLAY)
        return
    if not played.reviewed:
        yield Refusal(Why.CHECKLIST_UNREVIEWED)
    if not played.passed:
        yield Refusal(Why.ROLE_PLAY, {"shown": played.shown, "errors": played.errors})


def _bridged(bridge: Bridge) -> Iterator[Refusal]:
    jp = sum(hours for _module, hours in bridge.studied)
    if jp < bridge.least:
        yield Refusal(Why.STUDY, {"jp": jp, "least": bridge.least})


def _before(facts: Facts, rules: Rules) -> Iterator[Refusal]:
    """What must have been certified earlier, and how long ago it may have ended."""
    earlier = _renewed(facts)
    if facts.course == Event.Course.ADVANCED:
        if not facts.earlier:
            yield Refusal(Why.BASIC_FIRST)
    elif facts.course in _AGAIN and earlier is None:
        yield Refusal(Why.NO_EARLIER)
    elif facts.course == Event.Course.REFRESHER and earlier:
        if rules.gap is None:
            yield Refusal(Why.RULE, {"key": "certificate_gap"})
        else:
            yield from _gap(facts, earlier, rules.gap, rules.term or 0)


def _gap(facts: Facts, earlier: Earlier, months: int, term: int) -> Iterator[Refusal]:
    """A gap is one of service; where no decree ever named her, of certificates."""
    if facts.terms:
        days = [one.issued or months_later(one.until, -term) for one in facts.earlier]
        gap = long_gap(gaps(facts.terms, facts.last), max(days), months)
        if gap:
            figures = {"since": gap.since, "until": gap.until, "months": months}
            yield Refusal(Why.GAP_SERVED, figures)
    elif months_later(earlier.until, months) < facts.last:
        yield Refusal(Why.GAP, {"until": earlier.until, "months": months})


def _renewed(facts: Facts) -> Earlier | None:
    """Return the certificate that goes on with this one: the one that holds longest."""
    if facts.course not in _AGAIN:
        return None
    return max(facts.earlier, key=lambda one: one.until, default=None)


def _completed(facts: Facts) -> dt.date:
    """Return the day on which the last thing asked for was done."""
    days = [facts.last]
    if facts.bridge and facts.bridge.day:
        days.append(facts.bridge.day)
    if facts.bridge and facts.bridge.played and facts.played:
        days.append(facts.played.day)
    return max(days)


def _until(facts: Facts, term: int) -> dt.date:
    return months_later(_completed(facts), term) - _DAY
