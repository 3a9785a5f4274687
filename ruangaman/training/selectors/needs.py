"""Who needs which training by when: from certificates, events attended and the pack's words.

Asked for all units at once: a fixed number of queries, ids as text, no object for a row.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from ruangaman.core.rules import rule_numbers
from ruangaman.lib.clocks import months_later
from ruangaman.network.models import Appointment, Decree
from ruangaman.network.selectors.appointments import in_force
from ruangaman.training.models import Attendance, Certificate, Content, Event
from ruangaman.training.selectors.content import contents

Course = Event.Course
ROLE = "focal_point"
GAP = "certificate_gap"
"""Rule: after how many months without serving somebody certifies anew; 12 without one."""
_ISSUED = (Decree.State.ISSUED, Decree.State.AMENDED, Decree.State.REVOKED, Decree.State.EXPIRED)
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
    named = _named(today, codes, person)
    certificates, learnt = _certificates(person), _learnt(today, person)
    again = _again(today, person)
    found = []
    for one in named.values():
        facts = _facts(one, certificates.get(one.person), learnt.get(one.person), again)
        for course, due in needs_of(facts, months, today):
            found.append(Need(due, one.unit_code, one.person, course, one.proposed))
    found.sort()
    return found


def needs_of(
    facts: Facts, months: Mapping[str, int], today: dt.date
) -> Iterator[tuple[Event.Course, dt.date]]:
    """Yield the courses somebody needs, each with its last day.

    Whoever was never certified needs the basic course and nothing after it yet. What a lapsed
    certificate asks for takes the place of the refresher.
    """
    if facts.until is None:
        if Course.BASIC in months:
            start = facts.starts or today
            yield Course.BASIC, months_later(start, months[Course.BASIC])
        return
    renew = min(facts.until, facts.again_since or facts.until)
    if Course.RECERTIFY in months:
        yield Course.RECERTIFY, renew
    begun = facts.basic_on or months_later(facts.until, -months.get(Course.RECERTIFY, 24))
    if Course.ADVANCED in months and not facts.advanced:
        yield Course.ADVANCED, months_later(begun, months[Course.ADVANCED])
    if Course.REFRESHER in months:
        due = months_later(facts.learnt_on or begun, months[Course.REFRESHER])
        if due < renew and renew >= today:
            yield Course.REFRESHER, due


def _named(today: dt.date, codes: Codes, person: uuid.UUID | None) -> dict[str, Named]:
    """Return whoever serves, then whoever is proposed, each once."""
    found: dict[str, Named] = {}
    proposed = Appointment.objects.filter(decree__state__in=_OPEN).order_by("decree__created_at")
    for rows, waits in ((in_force(today), False), (proposed, True)):
        asked = rows if codes is None else rows.filter(decree__unit_code__in=codes)
        for who, unit, starts, until, trained in _columns(asked, person):
            found.setdefault(who, Named(who, unit, starts, until, trained, waits))
    return found


def _columns(rows: QuerySet[Appointment], person: uuid.UUID | None) -> QuerySet[Any, Any]:
    if person:
        rows = rows.filter(person=person)
    columns = ("decree__unit_code", "decree__starts", "person__certified_until")
    return rows.values_list(_text("person"), *columns, "person__trained_on")


class _Held(NamedTuple):
    """Certificates of somebody, together."""

    first: dt.date
    last: dt.date
    until: dt.date
    advanced: bool


def _certificates(person: uuid.UUID | None) -> dict[str, _Held]:
    rows = Certificate.objects.filter(revoked_on=None).order_by()
    if person:
        rows = rows.filter(person=person)
    found: dict[str, _Held] = {}
    columns = (_text("person"), "course", "issued_on", "valid_until")
    for who, course, issued, until in rows.values_list(*columns):
        advanced = course == Certificate.Course.ADVANCED
        old = found.get(who) or _Held(issued, issued, until, advanced)
        found[who] = _Held(
            min(old.first, issued),
            max(old.last, issued),
            max(old.until, until),
            old.advanced or advanced,
        )
    return found


def _learnt(today: dt.date, person: uuid.UUID | None) -> dict[str, dict[str, dt.date]]:
    """Return the last day of the newest event of each course that somebody really attended."""
    events = {
        pk: (course, last, least, jp or 0)
        for pk, course, last, least, jp in Event.objects.filter(last__lte=today)
        .exclude(state__in=(Event.State.DRAFT, Event.State.CANCELLED))
        .order_by()
        .annotate(total=Sum("sessions__jp"))
        .values_list("pk", "course", "last", "least_percent", "total")
    }
    rows = Attendance.objects.order_by()
    if person:
        rows = rows.filter(participant__person=person)
    attended = rows.values_list(_text("participant__person"), "participant__event").annotate(
        jp=Sum("session__jp")
    )
    found: dict[str, dict[str, dt.date]] = defaultdict(dict)
    for who, event, jp in attended:
        if event not in events:
            continue
        course, last, least, total = events[event]
        if total and jp * 100 >= least * total and last >= found[who].get(course, last):
            found[who][course] = last
    return found


def _again(today: dt.date, person: uuid.UUID | None) -> dict[str, dt.date]:
    """Return since when somebody serves again who had not for longer than the gap."""
    gap = rule_numbers(GAP).get(GAP, 12)
    rows = Appointment.objects.filter(decree__state__in=_ISSUED, decree__starts__lte=today)
    if person:
        rows = rows.filter(person=person)
    end = Coalesce("ended_on", "decree__ended_on", F("decree__ends"))
    terms: dict[str, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for who, starts, ends in rows.order_by("decree__starts").values_list(
        _text("person"), "decree__starts", end
    ):
        terms[who].append((starts, ends))
    found = {}
    for who, served in terms.items():
        last: dt.date | None = None
        for place, (starts, ends) in enumerate(served):
            if place and last is not None and months_later(last, gap) < starts:
                found[who] = starts
            last = ends if place == 0 or last is None or ends is None else max(last, ends)
    return found


def _facts(
    one: Named, held: _Held | None, learnt: dict[str, dt.date] | None, again: dict[str, dt.date]
) -> Facts:
    learnt = learnt or {}
    days = [day for course, day in learnt.items() if course != Course.OTHER]
    days += [held.last] if held else []
    days += [one.trained_on] if one.trained_on else []
    untils = [day for day in (one.until, held.until if held else None) if day]
    since = again.get(one.person)
    learnt_on = max(days, default=None)
    return Facts(
        starts=one.starts,
        until=max(untils, default=None),
        basic_on=held.first if held else one.trained_on,
        learnt_on=learnt_on,
        advanced=Course.ADVANCED in learnt or bool(held and held.advanced),
        again_since=since if since and (learnt_on is None or learnt_on < since) else None,
    )


def _text(name: str) -> Cast:
    return Cast(name, CharField())
