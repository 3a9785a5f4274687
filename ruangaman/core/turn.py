"""Take turns: one thread of a process at a time does what is nearly all computation.

Threads that seal at once only take the interpreter from each other, and whichever of them holds
the database's writer then holds it longer.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_WAIT = 5.0
"""Seconds after which a thread goes on without its turn: a stuck one must not stop the others."""

_turn = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for this thread's turn, at most ``LONGEST_WAIT`` seconds."""
    mine = _turn.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if mine:
            _turn.release()
