"""Months, by their first day in the time zone of the province."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

_DAY = dt.timedelta(days=1)


def month_of(day: dt.date | None = None) -> dt.date:
    """Return the first day of the month of ``day``; of the province's today without one."""
    return (day or timezone.localdate()).replace(day=1)


def month_after(month: dt.date, steps: int = 1) -> dt.date:
    """Return the month ``steps`` later, or earlier where they are negative."""
    year, place = divmod(month.year * 12 + month.month - 1 + steps, 12)
    return dt.date(year, place + 1, 1)


def last_day(month: dt.date) -> dt.date:
    """Return the last day of a month."""
    return month_after(month) - _DAY


def months_between(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    """Yield the months from that of ``since`` to that of ``until``, both among them."""
    month, last = month_of(since), month_of(until)
    while month <= last:
        yield month
        month = month_after(month)
