"""Counts by sender, in memory only, and how long a form made now has to wait.

A sender is kept as a keyed hash under a random salt. Two generations of salts and counters follow
one another; with the older one goes everything that could recognise its senders again. Nothing
here is ever written, logged, or given to another process.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_KEPT = 10_000
"""Senders in one generation; the one that was counted longest ago makes room."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many are ``free``, and the seconds that each further one adds, up to ``longest``.

    A count is remembered for one to two ``period`` of seconds.
    """

    free: int
    step: float
    longest: int
    period: float

    def pause(self, count: int) -> int:
        """Return the whole seconds to wait before the next one after ``count``."""
        return min(math.ceil(max(count - self.free + 1, 0) * self.step), self.longest)


@dataclass(slots=True)
class _Generation:
    """Counters under one salt; ``begun`` is in seconds of the clock."""

    begun: float
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    counted: OrderedDict[bytes, int] = field(default_factory=OrderedDict)

    def key(self, sender: bytes) -> bytes:
        return hashlib.blake2b(sender, key=self.salt, digest_size=16).digest()

    def add(self, sender: bytes) -> None:
        key = self.key(sender)
        self.counted[key] = self.counted.pop(key, 0) + 1
        if len(self.counted) > MOST_KEPT:
            self.counted.popitem(last=False)


class Pace:
    """Counts senders against a limit. Full or empty, it never refuses anybody."""

    def __init__(self, limit: Limit, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Use ``clock``, which gives seconds."""
        self.limit, self._clock = limit, clock
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        begun = self._clock()
        self._now, self._before = _Generation(begun), _Generation(begun)

    def count(self, sender: bytes) -> None:
        """Count one more of ``sender``."""
        with self._lock:
            self._turn_over()
            self._now.add(sender)

    def total(self, sender: bytes) -> int:
        """Return how many of ``sender`` are remembered."""
        with self._lock:
            self._turn_over()
            return sum(one.counted.get(one.key(sender), 0) for one in (self._now, self._before))

    def pause(self, sender: bytes) -> int:
        """Return the whole seconds that a form made for ``sender`` now has to wait."""
        return self.limit.pause(self.total(sender))

    def _turn_over(self) -> None:
        """Let a generation go when its period is over; both after a long silence.

        A clock set back must not keep anybody remembered for longer.
        """
        now = self._clock()
        self._now.begun = min(self._now.begun, now)
        periods = (now - self._now.begun) / self.limit.period
        if periods >= 1:
            self._before = self._now if periods < 2 else _Generation(now)
            self._now = _Generation(now)
