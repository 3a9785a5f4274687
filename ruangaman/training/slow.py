"""Wrong codes slow down whoever types them, in this process's memory only.

Only wrong ones count, and the pauses are short: a whole office stands behind one address, and
nobody there may shut the door for the others.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from hashlib import blake2b

from ruangaman.core.clock import now
from ruangaman.lib.pace import MOST_KEPT, Limit, Pace


class Pauses:
    """Counts wrong codes by a key, and says how long the next try waits."""

    def __init__(self, limit: Limit) -> None:
        """Begin with nobody."""
        self._pace = Pace(limit, clock=_seconds)
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._pace.forget()
        self._salt = secrets.token_bytes(32)
        self._last: OrderedDict[bytes, float] = OrderedDict()

    def left(self, key: bytes) -> int:
        """Return the seconds still to wait; 0 when a try is free."""
        with self._lock:
            last = self._last.get(self._folded(key))
        if last is None:
            return 0
        waited, pause = _seconds() - last, self._pace.pause(key)
        return 0 if waited < 0 or waited >= pause else int(pause - waited) + 1

    def wrong(self, key: bytes) -> None:
        """Count a wrong code."""
        self._pace.count(key)
        with self._lock:
            folded = self._folded(key)
            self._last[folded] = _seconds()
            self._last.move_to_end(folded)
            if len(self._last) > MOST_KEPT:
                self._last.popitem(last=False)

    def _folded(self, key: bytes) -> bytes:
        return blake2b(key, key=self._salt, digest_size=16).digest()


def _seconds() -> float:
    return now().timestamp()


OWN_BY_SENDER = Pauses(Limit(free=40, step=1, longest=20, period=600))
"""Own codes that nobody has, by address: a room of 200 mistypes forty times without waiting."""

OWN_BY_ALL = Pauses(Limit(free=400, step=0.02, longest=3, period=600))
"""The same from everywhere, for whoever has many addresses."""

SCREEN = Pauses(Limit(free=10, step=3, longest=30, period=600))
"""Codes of the screen that were never shown, by participant."""


def door_left(sender: bytes) -> int:
    """Return the seconds until an own code may be tried from here."""
    return max(OWN_BY_SENDER.left(sender), OWN_BY_ALL.left(b""))


def door_wrong(sender: bytes) -> None:
    """Count an own code that nobody has."""
    OWN_BY_SENDER.wrong(sender)
    OWN_BY_ALL.wrong(b"")


def forget() -> None:
    """Forget every count, as a restart does."""
    for one in (OWN_BY_SENDER, OWN_BY_ALL, SCREEN):
        one.forget()
