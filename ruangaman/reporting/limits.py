"""How much is free, and who waits how long: ``docs/adr/0018-abuse-without-harm.md``.

A limit is looked at when a form is made. The form carries, sealed, the second before which it is
not taken; whoever fills it in like a person has passed that second before pressing the button.
"""

from __future__ import annotations

import math

from django.utils import timezone

from ruangaman.lib.pace import Limit, Pace


def _seconds() -> float:
    return timezone.now().timestamp()


SENDS = Pace(Limit(free=300, step=0.1, longest=30, period=3600), clock=_seconds)
"""Reports sent, by address. An office of 300 sends without anybody waiting."""

WRONG_BY_ADDRESS = Pace(Limit(free=100, step=5, longest=5, period=600), clock=_seconds)
"""Wrong codes, by address, for forms that have no past of their own: five seconds, never more."""

WRONG_BY_FORM = Pace(Limit(free=10, step=5, longest=30, period=3600), clock=_seconds)
"""Wrong codes, by the form they were typed into: 5, 10, 15 … 30 seconds after the tenth."""

LONGEST = max(pace.limit.longest for pace in (SENDS, WRONG_BY_ADDRESS, WRONG_BY_FORM))


def not_before(pause: int) -> int:
    """Return the Unix second before which a form made now is not taken; 0 without a pause."""
    return math.ceil(_seconds()) + pause if pause else 0


def seconds_left(second: int) -> int:
    """Return the whole seconds until ``second``; 0 once it is over.

    More than the longest pause means that the clock was set back: that is nobody's fault.
    """
    left = math.ceil(second - _seconds())
    return left if 0 < left <= LONGEST + 1 else 0


def forget() -> None:
    """Forget every count, as a restart does."""
    for pace in (SENDS, WRONG_BY_ADDRESS, WRONG_BY_FORM):
        pace.forget()
