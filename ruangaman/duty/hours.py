"""Fixed hours as moments, in the zone of the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import get_language

BACK = dt.timedelta(hours=2)
"""A mark that lies further ahead than this was made by a clock that was wrong."""


def latest_hour(hours: Iterable[str], *, after: dt.datetime, upto: dt.datetime) -> dt.datetime:
    """Return the last fixed hour in (``after``, ``upto``], or ``after`` if there is none.

    Of hours that passed unserved only the last counts: one letter late, not several. A day is
    looked back, so that hours of the evening are found after midnight.
    """
    today = timezone.localdate(upto)
    moments = [
        moment_of(day, hour) for day in (today, today - dt.timedelta(days=1)) for hour in hours
    ]
    return max([after, *(moment for moment in moments if after < moment <= upto)])


def moment_of(day: dt.date, hour: str) -> dt.datetime:
    """Return when it is ``hour`` ("07:30") on ``day``."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(hour)))


def hours_written(hours: Iterable[str]) -> list[str]:
    """Return hours as people write them in the language spoken now."""
    english = (get_language() or "").startswith("en")
    return [hour if english else hour.replace(":", ".") for hour in hours]
