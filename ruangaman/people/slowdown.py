"""Slows down guessing at one account, in this process's memory only, never for anybody else."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

FREE_ATTEMPTS = 3
FIRST_PAUSE, LONGEST_PAUSE = 5, 60
FORGOTTEN_AFTER = 3600
MOST_KEPT = 10_000


class Slowdown:
    """After three wrong attempts, pauses of 5, 10, 20, 40, 60 seconds; forgotten in an hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Use ``clock``, which gives seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._tried: OrderedDict[Hashable, tuple[int, float]] = OrderedDict()

    def attempt(self, key: Hashable) -> int:
        """Count an attempt and return 0, or return the seconds still to wait, uncounted."""
        with self._lock:
            now = self._clock()
            count, last = self._tried.get(key, (0, now))
            if now - last > FORGOTTEN_AFTER:
                count = 0
            left = last + pause_after(count) - now
            if left > 0:
                return int(left) + 1
            self._tried[key] = (count + 1, now)
            self._tried.move_to_end(key)
            if len(self._tried) > MOST_KEPT:
                self._tried.popitem(last=False)
            return 0

    def forgive(self, key: Hashable) -> None:
        """Forget the attempts of ``key``: the last one was right."""
        with self._lock:
            self._tried.pop(key, None)


def pause_after(count: int) -> int:
    """Return the seconds to wait after ``count`` wrong attempts."""
    if count < FREE_ATTEMPTS:
        return 0
    doublings = min(count - FREE_ATTEMPTS, 10)
    return min(FIRST_PAUSE << doublings, LONGEST_PAUSE)
