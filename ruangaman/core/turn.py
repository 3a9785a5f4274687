"""Take turns: one thread of a process at a time does what others could only wait for.

Threads that compute at once only take the interpreter from each other. And SQLite has one
writer: whoever finds it taken asks again and again, ever more seldom, so that some wait long
while others pass; in a queue nobody does.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LONGEST_WAIT = 5.0
"""Seconds after which a thread goes on without its turn: a stuck one must not stop the others."""

_computing, _writing = threading.Lock(), threading.Lock()


@contextmanager
def turn_to_compute() -> Iterator[None]:
    """Wait for this thread's turn to compute, at most ``LONGEST_WAIT`` seconds."""
    with _turn(_computing):
        yield


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Wait for this thread's turn to write, at most so long; PostgreSQL needs no turns."""
    if connection.vendor != "sqlite":
        yield
        return
    with _turn(_writing):
        yield


@contextmanager
def _turn(lock: threading.Lock) -> Iterator[None]:
    mine = lock.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if mine:
            lock.release()
