"""The database is gone for a while: a clear page each time, and the form is sent afterwards."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.crash import Target
from bench.installation import Installation, install
from bench.postgresql import Server, running
from tests.crash.senders import (
    at_once,
    codes_in,
    installed,
    is_clear,
    nothing_is_wrong,
    page_of,
    prepared,
)

PEOPLE = 8
POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as held:
        yield held


def served(made: Installation, stack: ExitStack) -> Target:
    target = Target(made)
    target.begin()
    stack.callback(target.end)
    return target


def own_server(stack: ExitStack) -> tuple[Server, Installation, Path]:
    """Start a server that this test may stop, where its account can reach it."""
    folder = Path(tempfile.mkdtemp(prefix="ruangaman-"))
    folder.chmod(0o755)
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    server = stack.enter_context(running(folder / "server"))
    return server, install(folder / "home", database=server.database("gone")), folder


@pytest.mark.skipif(not POSTGRESQL, reason="the other database is locked, in the test below")
def test_a_server_that_stops_and_starts_again(stack: ExitStack) -> None:
    server, made, folder = own_server(stack)
    target = served(made, stack)
    people = prepared(made, target, folder, PEOPLE, 3)
    codes = codes_in(at_once(target.port, [forms[0] for forms in people]))
    later = [form for forms in people for form in forms[1:]]
    server.stop()
    for _ in range(3):
        answers = at_once(target.port, later)
        assert all(is_clear(answer) for answer in answers), [page_of(one) for one in answers][:1]
    status, page = page_of(at_once(target.port, [door(target.port, codes[0])])[0])
    assert status == 503
    assert "Coba lagi" in page
    server.start()
    codes += codes_in(at_once(target.port, later))
    assert codes_in(at_once(target.port, later)) == codes[len(people) :]
    nothing_is_wrong(made, folder, codes)


@pytest.mark.skipif(POSTGRESQL, reason="the other database is stopped, in the test above")
def test_a_file_that_somebody_else_keeps_locked(stack: ExitStack, tmp_path: Path) -> None:
    made = installed(tmp_path / "home")
    target = served(made, stack)
    people = prepared(made, target, tmp_path, PEOPLE // 2, 2)
    codes = codes_in(at_once(target.port, [forms[0] for forms in people]))
    later = [forms[1] for forms in people]
    other = sqlite3.connect(made.home / "ruangaman.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answers = at_once(target.port, later)
    assert all(is_clear(answer) for answer in answers), [page_of(one) for one in answers][:1]
    other.execute("ROLLBACK")
    other.close()
    codes += codes_in(at_once(target.port, later))
    assert codes_in(at_once(target.port, later)) == codes[len(people) :]
    nothing_is_wrong(made, tmp_path, codes)


def door(port: int, code: str) -> bytes:
    """Return what somebody sends who opens her mailbox."""
    body = urlencode({"kode": code, "buka": "1"}).encode()
    head = f"POST /pesan/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}{kind}Content-Length: {len(body)}\r\n\r\n".encode() + body
