"""When something is due: from a start, a length, and whether only office hours count.

A length in hours ends to the minute. One in days or more ends with the last minute of its last
day, so "0 days" is the same day. A working clock stands still outside office hours and on
holidays; it is never due earlier than the calendar clock of the same length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WORKING = "working"
"""The kind of clock (``rules.csv``, column ``clock``) that counts office hours only."""

NO_LIMIT = "no_limit"
_LAST_MINUTE = dt.time(23, 59)
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_DAYS = {"days": 1, "weeks": 7}
_MONTHS = {"months": 1, "years": 12}


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Office hours by ISO weekday (1 is Monday), local time, and the days without any.

    Where no day has hours nothing could ever be due: working clocks then run like calendar ones.
    """

    zone: dt.tzinfo
    hours: Mapping[int, tuple[dt.time, dt.time]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    holidays: frozenset[dt.date] = frozenset()

    def open_on(self, day: dt.date) -> tuple[dt.datetime, dt.datetime] | None:
        """Return from when to when a day counts, None for a day that does not."""
        hours = self.hours.get(day.isoweekday())
        if hours is None or day in self.holidays:
            return None
        begin, end = (dt.datetime.combine(day, time, self.zone) for time in hours)
        return begin, end


def due_moment(
    start: dt.datetime, length: int, unit: str, *, clock: str, office: OfficeHours
) -> dt.datetime | None:
    """Return when ``length`` of ``unit`` from ``start`` (aware) has passed, None for no limit.

    ``unit`` and ``clock`` are those of ``rules.csv``. Raises ``ValueError`` for an unknown unit.
    """
    if unit == NO_LIMIT:
        return None
    local = start.astimezone(office.zone)
    working = clock == WORKING and bool(office.hours)
    if unit == "hours":
        return _hours_worked(local, length * _HOUR, office) if working else start + length * _HOUR
    day = local.date()
    if unit in _DAYS:
        count = _DAYS[unit] * length
        end = _days_worked(day, length, unit, office) if working else day + count * _DAY
    elif unit in _MONTHS:
        end = months_later(day, _MONTHS[unit] * length)
        end = _next_open(end, office) if working else end
    else:
        raise ValueError(unit)
    return dt.datetime.combine(end, _LAST_MINUTE, office.zone)


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later (or earlier), or the last day of that month."""
    count = day.year * 12 + day.month - 1 + months
    first = dt.date(count // 12, count % 12 + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - _DAY
    return first.replace(day=min(day.day, last.day))


def _hours_worked(start: dt.datetime, left: dt.timedelta, office: OfficeHours) -> dt.datetime:
    """Walk through the office hours from ``start`` until ``left`` is used up."""
    for begin, end in _open_from(start.date(), office):
        since = max(begin, start)
        if since + left <= end:
            return since + left
        left -= max(end - since, dt.timedelta())
    raise AssertionError("office hours end")  # pragma: no cover


def _days_worked(day: dt.date, length: int, unit: str, office: OfficeHours) -> dt.date:
    """Return the last of ``length`` open days after ``day``; whole weeks keep their weekday."""
    if unit != "days":
        return _next_open(day + _DAYS[unit] * length * _DAY, office)
    if not length:
        return _next_open(day, office)
    opened = (begin.date() for begin, _ in _open_from(day + _DAY, office))
    return next(one for number, one in enumerate(opened, 1) if number == length)


def _next_open(day: dt.date, office: OfficeHours) -> dt.date:
    return next(_open_from(day, office))[0].date()


def _open_from(day: dt.date, office: OfficeHours) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    while True:
        hours = office.open_on(day)
        if hours:
            yield hours
        day += _DAY
