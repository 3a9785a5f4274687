"""Files on slow lines: they hold no thread, and not more memory than was set aside."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from ruangaman.core.uploads import MOST_BODY
from ruangaman.ops.receiving import (
    LEAST,
    LONGEST_WAIT,
    MOST_HELD,
    MOST_WAITING,
    WINDOW,
    Arriving,
    Received,
    Receiving,
)
from ruangaman.ops.tests.test_serve import answer, serving

pytestmark = pytest.mark.once

LONGEST = 30
BOUNDARY = "batas"


class Connection:
    """A connection as the worker has it; ``sender`` is the other end."""

    def __init__(self) -> None:
        """Open both ends."""
        self.sender, self.sock = socket.socketpair()


class Loop:
    """The worker's loop, turned by hand."""

    def __init__(self) -> None:
        """Begin with nothing to watch."""
        self.watched: dict[Any, Any] = {}
        self.answered: list[Arriving] = []
        self.dropped: list[Arriving] = []
        self.receiving = Receiving(
            watch=self.watched.__setitem__,
            unwatch=lambda sock: self.watched.pop(sock, None),
            answer=self.answered.append,
            drop=self.dropped.append,
            threads=4,
        )

    def begin(self, length: int, before: bytes = b"") -> Arriving:
        one = Arriving(Connection(), None, length)
        self.receiving.begin(one, before)
        return one

    def bring(self, one: Arriving, raw: bytes) -> None:
        one.conn.sender.sendall(raw)
        while one.conn.sock in self.watched and one.came < one.length:
            before = one.came
            self.watched[one.conn.sock](one.conn.sock)
            if one.came == before:
                break


@pytest.fixture
def loop() -> Loop:
    return Loop()


def test_a_form_that_came_whole_is_answered_once(loop: Loop) -> None:
    one = loop.begin(10, b"abc")
    loop.bring(one, b"defg")
    assert not loop.answered
    loop.bring(one, b"hij")
    assert loop.answered == [one]
    assert bytes(one.body) == b"abcdefghij"
    assert loop.receiving.held == 10
    loop.receiving.done(one)
    assert loop.receiving.held == 0


def test_a_line_that_breaks_is_let_go(loop: Loop) -> None:
    one = loop.begin(10)
    one.conn.sender.close()
    loop.watched[one.conn.sock](one.conn.sock)
    assert loop.dropped == [one]
    assert loop.receiving.held == 0
    assert not loop.watched


def test_a_slow_line_is_waited_for_and_a_dead_one_is_not(loop: Loop) -> None:
    slow, dead = loop.begin(5 * LEAST), loop.begin(5 * LEAST)
    loop.bring(slow, b"x" * LEAST)
    now = slow.window + WINDOW + 1
    loop.receiving.look(now)
    assert loop.dropped == [dead]
    loop.receiving.look(now + WINDOW + 1)
    assert loop.dropped == [dead, slow]


def test_what_finds_no_room_waits_unread_and_is_then_told_so(loop: Loop) -> None:
    held = [loop.begin(MOST_BODY) for _ in range(MOST_HELD // MOST_BODY)]
    late = loop.begin(MOST_BODY)
    assert late.conn.sock not in loop.watched
    assert loop.receiving.held == MOST_HELD
    held[0].conn.sender.close()
    loop.watched[held[0].conn.sock](held[0].conn.sock)
    loop.receiving.look(time.monotonic())
    assert late.conn.sock in loop.watched
    later = loop.begin(MOST_BODY)
    loop.receiving.look(later.since + LONGEST_WAIT + 1)
    assert later.busy
    assert loop.answered == [later]


def test_not_everybody_may_wait(loop: Loop) -> None:
    for _ in range(MOST_HELD // MOST_BODY + MOST_WAITING):
        loop.begin(MOST_BODY)
    assert not loop.answered
    assert loop.begin(MOST_BODY).busy


def test_only_some_threads_answer_files(loop: Loop) -> None:
    for _ in range(4):
        loop.bring(loop.begin(3), b"abc")
    assert len(loop.answered) == 2
    loop.receiving.done(loop.answered[0])
    assert len(loop.answered) == 3


def test_a_body_is_read_as_a_file_is() -> None:
    body = Received(bytearray(b"one\ntwo\nthree"))
    assert body.readline() == b"one\n"
    assert body.readline(2) == b"tw"
    assert body.read(3) == b"o\nt"
    assert body.read() == b"hree"
    assert body.read(5) == body.readline() == b""


def form(size: int) -> bytes:
    """Return a form with a file of ``size`` bytes, and no state that we know."""
    parts = [("isi", "", b"x"), ("file", '; filename="a.jpg"', b"\xff" * size), ("akhir", "", b"1")]
    return (
        b"".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode()
            + value
            + b"\r\n"
            for name, more, value in parts
        )
        + f"--{BOUNDARY}--\r\n".encode()
    )


def sending(port: int, body: bytes, *, length: int, path: str = "/pesan/file/") -> socket.socket:
    caller = socket.create_connection(("127.0.0.1", port), timeout=LONGEST)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
    caller.sendall(f"{head}{kind}Content-Length: {length}\r\n\r\n".encode() + body)
    return caller


def test_uploads_that_stand_still_stop_no_page(installation: Path) -> None:
    """A worker has four threads; forty files on their way leave them to whoever writes."""
    body = form(300_000)
    with serving(installation) as (_, public, _staff), ExitStack() as kept:
        slow = [
            kept.enter_context(sending(public, body[:100_000], length=len(body))) for _ in range(40)
        ]
        for _ in range(8):
            assert answer(public, "/lapor/")[0] == 200
        slow[0].sendall(body[100_000:])
        assert slow[0].recv(100).startswith(b"HTTP/1.1 400 ")


def test_a_form_longer_than_a_file_may_be_is_answered_at_once(installation: Path) -> None:
    with (
        serving(installation) as (_, public, _staff),
        sending(public, b"x" * 4096, length=4_000_000_000) as caller,
    ):
        assert caller.recv(100).startswith(b"HTTP/1.1 413 ")
