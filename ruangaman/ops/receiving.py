"""Forms with a file arrive beside the threads: a slow line holds memory set aside, no thread.

The worker's own loop takes the bytes as they come. Whoever finds the memory taken waits unread in
the kernel's buffers, and is told to come again after a minute. Complete forms are answered by a
few threads, so that the others are free for text.
"""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ruangaman.core.uploads import AT_ONCE, MOST_BODY, is_upload_address

SMALL = 65536
"""Bytes of a form that is read by a thread like any other."""

MOST_HELD = 4 * MOST_BODY
"""Bytes of forms that one process holds at a time, counted as announced."""

WINDOW, LEAST = 60.0, 65536
"""In so many seconds so many bytes must come: 9 kbit/s, less than the worst line carries."""

LONGEST_WAIT = 60.0
MOST_WAITING = 64


@dataclass(eq=False, slots=True)
class Arriving:
    """A form on its way: ``length`` bytes announced, ``came`` of them here."""

    conn: Any
    request: Any
    length: int
    body: bytearray = field(default_factory=bytearray)
    came: int = 0
    since: float = field(default_factory=time.monotonic)
    at_window: int = 0
    window: float = field(default_factory=time.monotonic)
    busy: bool = False


class Received:
    """A body that came whole, read as ``wsgi.input`` without another copy of it, and once."""

    def __init__(self, body: bytearray) -> None:
        """Begin at the beginning."""
        self._view, self._place = memoryview(body), 0

    def _go_on(self, size: int) -> None:
        """Move on; what was read to its end is let go of."""
        self._place += size
        if self._place >= len(self._view):
            self._view, self._place = memoryview(b""), 0

    def read(self, size: int = -1) -> bytes:
        """Return the next ``size`` bytes, all that is left if negative."""
        end = len(self._view) if size < 0 else self._place + size
        piece = bytes(self._view[self._place : end])
        self._go_on(len(piece))
        return piece

    def readline(self, size: int = -1) -> bytes:
        """Return the next line."""
        most = len(self._view) - self._place if size < 0 else size
        piece = bytes(self._view[self._place : self._place + most])
        line, end, _ = piece.partition(b"\n")
        self._go_on(len(line) + len(end))
        return line + end


def announced(request: Any) -> int:
    """Return how long the form of an upload is, or 0 for whatever a thread reads by itself."""
    if request.method != "POST" or not is_upload_address(request.path):
        return 0
    lengths = [value for name, value in request.headers if name.upper() == "CONTENT-LENGTH"]
    if len(lengths) != 1 or not lengths[0].isdecimal():
        return 0
    length = int(lengths[0])
    return length if SMALL < length <= MOST_BODY else 0


class Receiving:
    """The forms that are arriving in one process; used by its main thread alone."""

    def __init__(
        self,
        *,
        watch: Callable[[Any, Callable[[Any], None]], None],
        unwatch: Callable[[Any], None],
        answer: Callable[[Arriving], None],
        drop: Callable[[Arriving], None],
        threads: int,
    ) -> None:
        """Take what is done with a socket, a complete form and a lost one."""
        self._watch, self._unwatch, self._answer, self._drop = watch, unwatch, answer, drop
        self._at_once = max(1, min(AT_ONCE, threads - 1))
        self._arriving: set[Arriving] = set()
        self._waiting: deque[Arriving] = deque()
        self._complete: deque[Arriving] = deque()
        self._answering: set[Arriving] = set()

    @property
    def held(self) -> int:
        """Bytes that are set aside."""
        groups = (self._arriving, self._complete, self._answering)
        return sum(one.length for group in groups for one in group if not one.busy)

    def begin(self, one: Arriving, before: bytes) -> None:
        """Take a form whose head was read; ``before`` is what of its body came with the head."""
        one.body = bytearray(before[: one.length])
        one.came = len(one.body)
        self._waiting.append(one)
        self._go_on()
        if len(self._waiting) > MOST_WAITING:
            self._refuse(self._waiting.pop())

    def done(self, one: Arriving) -> None:
        """Let go of a form that was answered."""
        self._answering.discard(one)
        one.body = bytearray()
        self._go_on()

    def look(self, now: float) -> None:
        """Let go of what comes too slowly, and tell who waited long to come again."""
        for one in list(self._arriving):
            if now - one.window < WINDOW:
                continue
            if one.came - one.at_window < LEAST:
                self._lost(one)
            one.window, one.at_window = now, one.came
        while self._waiting and now - self._waiting[0].since > LONGEST_WAIT:
            self._refuse(self._waiting.popleft())
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self.held + self._waiting[0].length <= MOST_HELD:
            self._start(self._waiting.popleft())
        while self._complete and len(self._answering) < self._at_once:
            one = self._complete.popleft()
            self._answering.add(one)
            self._answer(one)

    def _start(self, one: Arriving) -> None:
        """Set the memory aside; the kernel gives it only as bytes come."""
        body = bytearray(one.length)
        body[: one.came] = one.body
        one.body, one.window, one.at_window = body, time.monotonic(), one.came
        self._arriving.add(one)
        if one.came == one.length:
            self._whole(one)
            return
        one.conn.sock.setblocking(False)
        self._watch(one.conn.sock, lambda sock: self._on_bytes(one, sock))

    def _on_bytes(self, one: Arriving, sock: socket.socket) -> None:
        try:
            came = sock.recv_into(memoryview(one.body)[one.came : one.came + 4 * SMALL])
        except BlockingIOError:
            return
        except OSError:
            came = 0
        if not came:
            self._lost(one)
            return
        one.came += came
        if one.came == one.length:
            self._unwatch(sock)
            self._whole(one)
            self._go_on()

    def _whole(self, one: Arriving) -> None:
        self._arriving.discard(one)
        self._complete.append(one)

    def _lost(self, one: Arriving) -> None:
        self._arriving.discard(one)
        one.body = bytearray()
        self._unwatch(one.conn.sock)
        self._drop(one)

    def _refuse(self, one: Arriving) -> None:
        one.busy, one.body = True, bytearray()
        self._complete.append(one)
        self._go_on()
