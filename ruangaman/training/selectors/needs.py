"""Who needs which training by when: from certificates, events attended and the pack's words.

Asked for all units at once: a fixed number of queries, ids as text, no object for a row.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, F, Max, Min, Sum, When
from django.db.models.functions import Cast, Coalesce

from ruangaman.core.rules import rule_numbers
from ruangaman.lib.clocks import months_later
from ruangaman.network.models import Appointment, Decree
from ruangaman.network.selectors.appointments import in_force
from ruangaman.training.models import Attendance, Certificate, Content, Event
from ruangaman.training.selectors.content import contents

Course = Event.Course
COURSES = {one.value: one for one in Course}
BASIC, ADVANCED, REFRESHER, RECERTIFY, OTHER = Course.values
ROLE = "focal_point"
GAP = "certificate_gap"
"""Rule: after how many months without serving somebody certifies anew; 12 without one."""
_ISSUED = (Decree.State.ISSUED, Decree.State.AMENDED, Decree.State.REVOKED, Decree.State.EXPIRED)
_NEVER_WAS = (Event.State.DRAFT, Event.State.CANCELLED)
_OPEN = (Decree.State.DRAFT, Decree.State.SUBMITTED)
Codes = frozenset[str] | None
"""Codes of some units; None for all."""


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


class Named(NamedTuple):
    """Somebody whom a decree or a draft names."""

    person: str
    unit_code: str
    starts: dt.date | None
    until: dt.date | None
    trained_on: dt.date | None
    proposed: bool


def required_months() -> dict[str, int]:
    """Return within how many months a focal point needs each course; empty without a pack."""
    return {
        one.body["course"]: int(one.body["within_months"])
        for one in contents(Content.Kind.REQUIREMENT)
        if one.body.get("role") == ROLE
    }


def needs(today: dt.date, codes: Codes = None, person: uuid.UUID | None = None) -> list[Need]:
    """Return what everybody needs, the longest lapsed first; ``person`` keeps it to one."""
    months = required_months()
    if not months:
        return []
    held, learnt, again = _held(person), _learnt(today, person), _again(today, person)
    found = [
        Need(due, one.unit_code, one.person, COURSES[course], one.proposed)
        for one in _named(today, codes, person).values()
        for course, due in needs_of(_facts(one, held, learnt, again), months, today)
    ]
    found.sort(key=itemgetter(0, 1, 2))
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


def _named(today: dt.date, codes: Codes, person: uuid.UUID | None) -> dict[str, Named]:
    """Return whoever serves, then whoever is proposed, each once."""
    found: dict[str, Named] = {}
    proposed = Appointment.objects.filter(decree__state__in=_OPEN).order_by("decree__created_at")
    for rows, waits in ((in_force(today), False), (proposed, True)):
        asked = rows if codes is None else rows.filter(decree__unit_code__in=codes)
        if person:
            asked = asked.filter(person=person)
        for who, unit, starts, until, trained in asked.values_list(*_COLUMNS):
            if who not in found:
                days = _day(starts), _day(until), _day(trained)
                found[who] = Named(who, unit, *days, waits)
    return found


class _Held(NamedTuple):
    """Certificates of somebody, together."""

    first: dt.date | None
    last: dt.date | None
    until: dt.date | None
    advanced: bool


def _held(person: uuid.UUID | None) -> dict[str, _Held]:
    rows = Certificate.objects.filter(revoked_on=None).order_by()
    if person:
        rows = rows.filter(person=person)
    advanced = Max(Case(When(course=Certificate.Course.ADVANCED, then=1), default=0))
    grouped = rows.values("person").annotate(
        first=_text(Min("issued_on")),
        newest=_text(Max("issued_on")),
        until=_text(Max("valid_until")),
        advanced=advanced,
    )
    columns = (_text("person"), "first", "newest", "until", "advanced")
    return {
        who: _Held(_day(first), _day(newest), _day(until), bool(more))
        for who, first, newest, until, more in grouped.values_list(*columns)
    }


def _learnt(today: dt.date, person: uuid.UUID | None) -> dict[str, dict[str, dt.date]]:
    """Return the last day of the newest event of each course that somebody really attended."""
    over = Event.objects.filter(last__lte=today).exclude(state__in=_NEVER_WAS).order_by()
    events = {
        pk: (course, last, least * (total or 0))
        for pk, course, last, least, total in over.annotate(total=Sum("sessions__jp")).values_list(
            _text("pk"), "course", "last", "least_percent", "total"
        )
    }
    rows = Attendance.objects.order_by()
    if person:
        rows = rows.filter(participant__person=person)
    columns = (_text("participant__person"), _text("participant__event"))
    found: dict[str, dict[str, dt.date]] = {}
    for who, event, jp in rows.values_list(*columns).annotate(jp=Sum("session__jp")):
        course, last, least = events.get(event, ("", today, 0))
        if least and jp * 100 >= least:
            mine = found.setdefault(who, {})
            if course not in mine or mine[course] < last:
                mine[course] = last
    return found


def _again(today: dt.date, person: uuid.UUID | None) -> dict[str, dt.date]:
    """Return since when somebody serves again who had not for longer than the gap."""
    gap = rule_numbers(GAP).get(GAP, 12)
    rows = Appointment.objects.filter(decree__state__in=_ISSUED, decree__starts__lte=today)
    if person:
        rows = rows.filter(person=person)
    often = rows.order_by().values("person").annotate(n=Count("pk")).filter(n__gt=1)
    rows = rows.filter(person__in=often.values("person")).order_by("decree__starts")
    end = Coalesce("ended_on", "decree__ended_on", F("decree__ends"))
    terms: dict[str, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for who, starts, ends in rows.values_list(_text("person"), "decree__starts", end):
        terms[who].append((starts, ends))
    found = {who: _after_gap(served, gap) for who, served in terms.items()}
    return {who: day for who, day in found.items() if day}


def _after_gap(served: Sequence[tuple[dt.date, dt.date | None]], gap: int) -> dt.date | None:
    """Return the first day of the newest term that began after a gap; None without one."""
    found, last = None, served[0][1]
    for starts, ends in served[1:]:
        if last is not None and _later(last, gap) < starts:
            found = starts
        last = None if last is None or ends is None else max(last, ends)
    return found


def _facts(
    one: Named,
    held_by: Mapping[str, _Held],
    learnt_by: Mapping[str, Mapping[str, dt.date]],
    again: Mapping[str, dt.date],
) -> Facts:
    held, learnt = held_by.get(one.person), learnt_by.get(one.person, {})
    days = [day for course, day in learnt.items() if course != OTHER]
    if held and held.last:
        days.append(held.last)
    if one.trained_on:
        days.append(one.trained_on)
    until = one.until
    if held and held.until and (until is None or held.until > until):
        until = held.until
    learnt_on, since = max(days, default=None), again.get(one.person)
    return Facts(
        starts=one.starts,
        until=until,
        basic_on=held.first if held else one.trained_on,
        learnt_on=learnt_on,
        advanced=ADVANCED in learnt or bool(held and held.advanced),
        again_since=since if since and (learnt_on is None or learnt_on < since) else None,
    )


def _text(name: Any) -> Cast:
    """Ids and days as text: making an object of each of thousands takes longer than the query."""
    return Cast(name, CharField())


@lru_cache(maxsize=8192)
def _day(text: str | None) -> dt.date | None:
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
