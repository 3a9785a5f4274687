"""Briefings that units noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from ruangaman.lib.clocks import months_later
from ruangaman.surveys.models import Briefing


def units_briefed(day: dt.date, months: int, codes: Collection[str] | None) -> frozenset[str]:
    """Return the units with a briefing in so many months up to ``day``, in one query."""
    since = months_later(day, -months)
    found = Briefing.objects.order_by().filter(
        kind=Briefing.Kind.BRIEFING, withdrawn=False, day__gt=since, day__lte=day
    )
    if codes is not None:
        found = found.filter(unit_code__in=codes)
    return frozenset(found.values_list("unit_code", flat=True).distinct())
