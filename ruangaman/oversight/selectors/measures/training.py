"""T1, T2, T3, S1: tests, briefings, supervision."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.testing import LEAST_FOR_GROUP, gain, mean, percent
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.measures.moment import (
    WHOLE,
    YEAR,
    Measured,
    Moment,
    share,
)
from ruangaman.surveys.selectors.reach import Reach, reach
from ruangaman.training.models import Event, Paper, Sitting
from ruangaman.training.selectors.peers import province
from ruangaman.training.selectors.sittings import GRACE

PRE, POST, LATER = Paper.Kind.PRE, Paper.Kind.POST, Paper.Kind.FOLLOW_UP


@dataclass(frozen=True, slots=True)
class First:
    """Somebody's first attempt at a test."""

    event: uuid.UUID
    percent: int
    passed: bool
    missed: bool


def t1(moment: Moment) -> Measured:
    """Who passed at the first attempt; gain, and must-pass questions, of courses with a group."""
    post = _groups(_firsts(POST, moment))
    if not post:
        return Measured(why=Why.NO_COURSE)
    pre = _firsts(PRE, moment, all_of_them=True)
    gains = [
        found
        for one, first in post.items()
        if one in pre and (found := gain(pre[one].percent, first.percent)) is not None
    ]
    right = sum(not one.missed for one in post.values())
    detail = {"critical": WHOLE * right / len(post)}
    if len(gains) >= LEAST_FOR_GROUP:
        detail["gain"] = mean(gains)
    passed = sum(one.passed for one in post.values())
    return share(passed, len(post), why=Why.NO_COURSE, detail=detail)


def t2(moment: Moment) -> Measured:
    """What was still known months later, of what was known after the course."""
    later, post = _firsts(LATER, moment), _firsts(POST, moment, all_of_them=True)
    both = _groups({one: first for one, first in later.items() if one in post})
    if not both:
        return Measured(why=Why.FEW if later else Why.NO_LATER_TEST)
    after = mean([post[one].percent for one in both])
    if not after:
        return Measured(why=Why.FEW)
    kept = mean([first.percent for first in both.values()])
    return Measured(WHOLE * kept / after, denominator=len(both))


def t3(moment: Moment) -> Measured:
    """People briefed in twelve months, against staff, where that number is known."""
    reached = reach(None, moment.day)
    known = {code: one for code, one in reached.items() if one.staff}
    why = {code: str(Why.NO_STAFF) for code in reached if code not in known}
    units = {code: _percent(one) for code, one in reached.items()}
    briefed = sum(one.briefed for one in known.values())
    staff = sum(one.staff or 0 for one in known.values())
    found = share(briefed, staff, why=Why.NO_STAFF if reached else Why.NO_UNITS)
    return Measured(
        found.value, found.numerator, found.denominator, found.why, units=units, unit_why=why
    )


def s1(moment: Moment) -> Measured:
    """Sessions among peers that were attended, of those held, of all who serve."""
    found = province(moment.end - dt.timedelta(microseconds=1))
    if not found.held:
        return Measured(why=Why.NO_SESSIONS)
    if not found.focal_points:
        return Measured(why=Why.NO_FOCAL_POINTS)
    if found.percent is None:
        return Measured(why=Why.FEW)
    offered = found.held * found.focal_points
    return share(
        min(found.attendances, offered),
        offered,
        why=Why.NO_SESSIONS,
        detail={"held": float(found.held)},
    )


def _percent(one: Reach) -> float | None:
    return WHOLE * one.briefed / one.staff if one.staff else None


def _firsts(kind: str, moment: Moment, *, all_of_them: bool = False) -> dict[uuid.UUID, First]:
    """Return the ended first attempts by participant, of tests that were closed within a year.

    A test enters as a whole once nothing comes in any more: who sees a mean of five people and
    then of six knows the mark of the sixth. ``all_of_them``: whenever the test was.
    """
    rows = Sitting.objects.filter(
        paper__kind=kind, attempt=1, ended_at__isnull=False, paper__closes_at__lt=moment.end - GRACE
    ).exclude(paper__event__state=Event.State.CANCELLED)
    if not all_of_them:
        rows = rows.filter(paper__closes_at__gte=moment.end - YEAR)
    told = rows.values_list("participant", "paper__event", "right", "total", "passed", "missed")
    return {
        participant: First(event, percent(right or 0, total), bool(passed), bool(missed))
        for participant, event, right, total, passed, missed in told
    }


def _groups(firsts: Mapping[uuid.UUID, First]) -> dict[uuid.UUID, First]:
    """Return those of courses with enough people to be a group."""
    by_event: dict[uuid.UUID, int] = defaultdict(int)
    for one in firsts.values():
        by_event[one.event] += 1
    return {
        participant: one
        for participant, one in firsts.items()
        if by_event[one.event] >= LEAST_FOR_GROUP
    }
