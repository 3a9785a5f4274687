"""What one person can attend of sessions that overlap."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable

Slot = tuple[dt.datetime, dt.datetime, int]
"""When a session starts and ends, and its hours (JP)."""


def most_attendable(slots: Iterable[Slot]) -> int:
    """Return the most hours of sessions of which no two overlap.

    Two groups that are taught at the same time count once: nobody sits in both. Weighted interval
    scheduling (Kleinberg and Tardos, Algorithm Design, 2005, 6.1); a session may begin when
    another ends.
    """
    ordered = sorted(slots, key=lambda one: one[1])
    ends = [end for _start, end, _hours in ordered]
    best = [0]
    for place, (start, _end, hours) in enumerate(ordered):
        before = bisect_right(ends, start, 0, place)
        best.append(max(best[place], best[before] + hours))
    return best[-1]
