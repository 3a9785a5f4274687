"""Clean a file in a process of its own, one at a time on this machine."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

from ruangaman.lib.child import ChildEnded, child_answer, child_command
from ruangaman.lib.cleaning.kinds import is_two_things, kind_of
from ruangaman.lib.cleaning.limits import (
    MOST_BYTES,
    MOST_CLEAN_BYTES,
    WALL_SECONDS,
    Cleaned,
    Refused,
)

LONGEST_WAIT = 45.0
"""Seconds that a file waits for its turn."""


def clean(raw: bytes | bytearray, *, folder: Path) -> Cleaned:
    """Return the file cleaned, or raise ``Refused``. ``folder`` holds the lock of the machine."""
    if not raw:
        raise Refused("empty")
    if len(raw) > MOST_BYTES:
        raise Refused("large")
    kind = kind_of(raw)
    if not kind:
        raise Refused("kind")
    if is_two_things(raw, kind):
        raise Refused("polyglot")
    with one_at_a_time(folder):
        answer = _child(raw, kind)
    return _read(answer, kind)


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait for the turn of this file among all processes, or raise ``Refused("busy")``."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / "cleaning.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as taken:
                if time.monotonic() > deadline:
                    raise Refused("busy") from taken
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def command(kind: str) -> list[str]:
    """Return how the child is started."""
    return child_command("ruangaman.lib.cleaning", kind)


def _child(raw: bytes | bytearray, kind: str) -> bytes:
    """Let the child clean ``raw``; whatever ends it early means that the file was too heavy."""
    try:
        return child_answer(command(kind), raw, seconds=WALL_SECONDS)
    except ChildEnded as fault:
        raise Refused("heavy") from fault


def _read(answer: bytes, kind: str) -> Cleaned:
    """Read the child's answer, which is worth no more trust than the file."""
    head, _, data = answer.partition(b"\n")
    try:
        told = json.loads(head)
        refused, size, removed = told.get("refused"), told.get("size"), told.get("removed", [])
    except (ValueError, AttributeError) as fault:
        raise Refused("heavy") from fault
    if refused:
        raise Refused(str(refused))
    if size != len(data) or not 0 < size <= MOST_CLEAN_BYTES or kind_of(data[:64]) != kind:
        raise Refused("heavy")
    return Cleaned(kind, data, tuple(str(word) for word in removed))
