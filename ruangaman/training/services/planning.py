"""Makes a draft event with sessions from what people need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from ruangaman.people.models import User
from ruangaman.training.models import Event
from ruangaman.training.services.events import EventEntry, event_add
from ruangaman.training.services.sessions import SessionEntry, session_add

JP = dt.timedelta(minutes=45)
_BREAK, _DAY = dt.timedelta(minutes=15), dt.timedelta(days=1)
_BEGIN, _LUNCH, _AFTERNOON, _END = dt.time(8), dt.time(12), dt.time(13), dt.time(17)
_SATURDAY = 5
_LONGEST = 4
"""Hours of a session: a longer one becomes two."""


@transaction.atomic
def event_from_plan(
    *, title: str, course: str, first: dt.date, shares: Sequence[tuple[int, str, int]], by: User
) -> Event:
    """Make a draft with a session for each share (module, its title, hours), in their order.

    Weekends are left out. Everything can be changed before it is opened.
    """
    sessions = list(timetable(first, shares))
    last = max((timezone.localdate(one.ends_at) for one in sessions), default=first)
    begun = min((timezone.localdate(one.starts_at) for one in sessions), default=first)
    entry = EventEntry(title=title, course=course, first=begun, last=last)
    event = event_add(entry=entry, by=by)
    for one in sessions:
        session_add(event=event, entry=one, by=by)
    return event


def timetable(first: dt.date, shares: Iterable[tuple[int, str, int]]) -> Iterator[SessionEntry]:
    """Yield sessions from 8 to 17 o'clock with a break after each and an hour at noon."""
    day, clock = _working(first), _BEGIN
    for module, title, hours in shares:
        for jp in _pieces(hours):
            day, clock = _fitting(day, clock, JP * jp)
            starts = timezone.make_aware(dt.datetime.combine(day, clock))
            ends = starts + JP * jp
            yield SessionEntry(title[:200], starts, ends, jp=jp, module=module)
            clock = timezone.localtime(ends + _BREAK).time()


def _fitting(day: dt.date, clock: dt.time, length: dt.timedelta) -> tuple[dt.date, dt.time]:
    """Return the next place of the day, or of the next one, where a session fits."""
    ends = dt.datetime.combine(day, clock) + length
    if clock < _AFTERNOON and ends.time() > _LUNCH:
        clock = _AFTERNOON
        ends = dt.datetime.combine(day, clock) + length
    if ends > dt.datetime.combine(day, _END):
        return _working(day + _DAY), _BEGIN
    return day, clock


def _working(day: dt.date) -> dt.date:
    while day.weekday() >= _SATURDAY:
        day += _DAY
    return day


def _pieces(hours: int) -> Iterator[int]:
    while hours > 0:
        yield min(hours, _LONGEST)
        hours -= _LONGEST
