"""Who needs which training by when: from certificates, events attended and the pack's words.

Asked for all units at once: a fixed number of queries, ids as text, no object for a row.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, Max, Min, Q
from django.db.models.functions import Cast

from ruangaman.core.rules import rule_numbers
from ruangaman.lib.clocks import months_later
from ruangaman.network.models import Appointment, Decree
from ruangaman.network.selectors.appointments import in_force
from ruangaman.training.models import Certificate, Content, Event, Participant
from ruangaman.training.selectors.attendance import enough, offered_by, with_hours
from ruangaman.training.selectors.content import contents
from ruangaman.training.selectors.service import MONTHS, RULE, Gap, gaps_between, long_gap

Course = Event.Course
COURSES = {one.value: one for one in Course}
BASIC, ADVANCED, REFRESHER, RECERTIFY, OTHER = Course.values
ROLE = "focal_point"
_NEVER_WAS = (Event.State.DRAFT, Event.State.CANCELLED)
_OPEN = (Decree.State.DRAFT, Decree.State.SUBMITTED)
Codes = frozenset[str] | None
"""Codes of some units; None for all."""
People = Collection[uuid.UUID] | None
"""Some people; None for all."""


class Need(NamedTuple):
    """That somebody needs a course by a day: ``person`` is her id as text.

    ``proposed``: a draft names her, no decree in force does yet.
    """

    due: dt.date
    unit_code: str
    person: str
    course: Event.Course
    proposed: bool


class Facts(NamedTuple):
    """What is known of somebody who serves or is proposed.

    ``until`` is the last day of the newest certificate, ``basic_on`` the day of the first,
    ``learnt_on`` the last day of the newest training that counts, ``advanced`` whether she had
    the advanced one; ``again_since`` is the day on which she began anew after a long gap.
    """

    starts: dt.date | None
    until: dt.date | None
    basic_on: dt.date | None
    learnt_on: dt.date | None
    advanced: bool
    again_since: dt.date | None = None


def required_months() -> dict[str, int]:
    """Return within how many months a focal point needs each course; empty without a pack."""
    return {
        one.body["course"]: int(one.body["within_months"])
        for one in contents(Content.Kind.REQUIREMENT)
        if one.body.get("role") == ROLE
    }


def needs(today: dt.date, codes: Codes = None, people: People = None) -> list[Need]:
    """Return what everybody needs, the longest lapsed first, then by unit; ``people``: of some."""
    months = required_months()
    if not months:
        return []
    held, learnt = _held(people), _learnt(today, people)
    stopped, gap = _stopped(today, people)
    found: list[Need] = []
    for proposed, rows in _named(today, codes, people):
        for who, unit, *days in rows:
            one = _facts(days, held.get(who), learnt.get(who))
            if who in stopped:
                one = _since_gap(one, held.get(who), stopped[who], gap, months)
            for course, due in needs_of(one, months, today):
                found.append(Need(due, unit, who, COURSES[course], proposed))
    found.sort(key=itemgetter(0))  # units stand in order
    return found


def needs_of(
    facts: Facts, months: Mapping[str, int], today: dt.date
) -> Iterator[tuple[str, dt.date]]:
    """Yield the courses somebody needs, each with its last day.

    Whoever was never certified needs the basic course and nothing after it yet. What a lapsed
    certificate asks for takes the place of the refresher.
    """
    if facts.until is None:
        if BASIC in months:
            yield BASIC, _later(facts.starts or today, months[BASIC])
        return
    renew = min(facts.until, facts.again_since or facts.until)
    if RECERTIFY in months:
        yield RECERTIFY, renew
    begun = facts.basic_on or _later(facts.until, -months.get(RECERTIFY, 24))
    if ADVANCED in months and not facts.advanced:
        yield ADVANCED, _later(begun, months[ADVANCED])
    if REFRESHER in months and renew >= today:
        due = _later(facts.learnt_on or begun, months[REFRESHER])
        if due < renew:
            yield REFRESHER, due


def _named(
    today: dt.date, codes: Codes, people: People
) -> Iterator[tuple[bool, list[tuple[Any, ...]]]]:
    """Yield whoever serves, then whoever is proposed, each once; days are text."""
    known: set[str] = set()
    proposed = Appointment.objects.filter(decree__state__in=_OPEN).order_by("decree__created_at")
    for rows, waits in (
        (in_force(today).order_by("decree__unit_code", "pk"), False),
        (proposed, True),
    ):
        asked = rows if codes is None else rows.filter(decree__unit_code__in=codes)
        if people is not None:
            asked = asked.filter(person__in=people)
        once = {one[0]: one for one in reversed(list(asked.values_list(*_COLUMNS)))}
        yield waits, [one for who, one in once.items() if who not in known]
        known |= once.keys()


_Held = tuple[str, str, str, str, str]
"""Of a person's certificates: hers, first issued, last issued, last day, the lowest course."""


def _held(people: People) -> dict[str, _Held]:
    rows = Certificate.objects.filter(revoked_on=None).order_by()
    if people is not None:
        rows = rows.filter(person__in=people)
    grouped = rows.values("person").annotate(
        first=_text(Min("issued_on")),
        newest=_text(Max("issued_on")),
        until=_text(Max("valid_until")),
        best=Min("course"),
    )
    columns = (_text("person"), "first", "newest", "until", "best")
    return {one[0]: one for one in grouped.values_list(*columns)}


def _learnt(today: dt.date, people: People) -> dict[str, dict[str, dt.date]]:
    """Return the last day of the newest event of a course that somebody really attended.

    Of closed events the network keeps the day (``trained_on``). So attendance is counted for
    those that are over and not closed yet, and for advanced ones of whoever has no certificate.
    """
    over = Event.objects.filter(last__lte=today).exclude(state__in=_NEVER_WAS)
    advanced = Certificate.objects.filter(course=Certificate.Course.ADVANCED, revoked_on=None)
    asked = over.filter(~Q(state=Event.State.CLOSED) | Q(course=ADVANCED)).order_by()
    events = {
        pk: (course, last, least)
        for pk, course, last, least in asked.values_list(
            _text("pk"), "course", "last", "least_percent"
        )
    }
    if not events:
        return {}
    offered = offered_by(asked)
    rows = Participant.objects.filter(event__in=list(events)).order_by()
    rows = rows.exclude(event__state=Event.State.CLOSED, person__in=advanced.values("person"))
    if people is not None:
        rows = rows.filter(person__in=people)
    columns = (_text("person"), _text("event"), "jp")
    found: dict[str, dict[str, dt.date]] = {}
    for who, event, jp in with_hours(rows).values_list(*columns):
        course, last, least = events[event]
        if enough(jp or 0, offered.get(event, 0), least):
            mine = found.setdefault(who, {})
            if course not in mine or mine[course] < last:
                mine[course] = last
    return found


def _stopped(today: dt.date, people: People) -> tuple[Mapping[str, list[Gap]], int]:
    """Return the gaps in service, and the months after which one asks for certification anew."""
    found = gaps_between(today, people)
    return found, rule_numbers(RULE).get(RULE, MONTHS) if found else MONTHS


def _facts(
    days: Sequence[str | None], held: _Held | None, learnt_by: Mapping[str, dt.date] | None
) -> Facts:
    starts, until, trained = map(_day, days)
    first, learnt, advanced = trained, trained, False
    if held:
        _who, first, last, ends, course = held[0], *map(_day, held[1:4]), held[4]
        advanced = course == ADVANCED
        until = ends if until is None or until < ends else until
        learnt = last if learnt is None or learnt < last else learnt
    if learnt_by:
        newest = [day for course, day in learnt_by.items() if course != OTHER]
        learnt = max([learnt, *newest] if learnt else newest, default=None)
        advanced = advanced or ADVANCED in learnt_by
    return Facts(starts, until, first, learnt, advanced)


def _since_gap(
    one: Facts, held: _Held | None, mine: Sequence[Gap], most: int, months: Mapping[str, int]
) -> Facts:
    """Add since when she serves again after a gap that no certificate has made good.

    Of a certificate on paper only the end is known: it was given a whole term before.
    """
    days = [_day(held[2])] if held else []
    if one.until and not (held and _day(held[3]) == one.until):
        days.append(_later(one.until, -months.get(RECERTIFY, 24)))
    gap = long_gap(mine, max(days, default=None), most)
    return one._replace(again_since=gap.until) if gap else one


def _text(name: Any) -> Cast:
    """Ids and days as text: making an object of each of thousands takes longer than the query."""
    return Cast(name, CharField())


@lru_cache(maxsize=8192)
def _day(text: str | None) -> Any:
    return dt.date.fromisoformat(text[:10]) if text else None


@lru_cache(maxsize=16384)
def _later(day: dt.date, months: int) -> dt.date:
    return months_later(day, months)


_COLUMNS = (
    _text("person"),
    "decree__unit_code",
    _text("decree__starts"),
    _text("person__certified_until"),
    _text("person__trained_on"),
)
