"""The disk is full while people send: a clear page, all answers kept, and it goes on afterwards."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bench.client import Fault, answer_of, code_of
from bench.crash import Target
from bench.installation import Installation
from tests.crash.senders import (
    codes_in,
    installed,
    is_clear,
    nothing_is_wrong,
    on_server,
    page_of,
    prepared,
)

PEOPLE, EACH, ENOUGH = 4, 150, 5
SERVER = os.environ.get("DATABASE_URL", "")
POSTGRESQL = SERVER.startswith("postgres")

pytestmark = pytest.mark.skipif(
    os.getuid() != 0, reason="a disk of its own is needed, and only root may mount one"
)


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A small disk, mounted at ``folder``."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=711", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def filled(folder: Path) -> Path:
    """Fill a disk to its last byte."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)
    return ballast


@contextmanager
def place(name: str) -> Iterator[tuple[Path, str]]:
    """A disk that the database server may use as a tablespace of that name."""
    folder = Path(tempfile.mkdtemp(prefix="ruangaman-"))
    folder.chmod(0o711)
    quoted = sql.Identifier(name)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.enter_context(disk(folder / "disk", 64))
        connection = stack.enter_context(psycopg.connect(SERVER, autocommit=True))
        space = folder / "disk" / "space"
        space.mkdir(mode=0o700)
        shutil.chown(space, pwd.getpwnam("postgres").pw_uid)
        make = sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(quoted, sql.Literal(str(space)))
        connection.execute(make)
        stack.callback(connection.execute, sql.SQL("DROP TABLESPACE {}").format(quoted))
        yield folder / "disk", name


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Installation, Path]]:
    """An installation whose database lies on a small disk, and that disk."""
    name = f"full_{secrets.token_hex(4)}"
    if not POSTGRESQL:
        with disk(tmp_path / "home", 48) as home:
            yield installed(home), home
        return
    with (
        place(name) as (full, space),
        on_server(SERVER, name, tmp_path / "home", tablespace=space) as installation,
    ):
        yield installation, full


def test_a_full_disk_loses_nothing_and_says_so(
    made: tuple[Installation, Path], tmp_path: Path
) -> None:
    installation, full = made
    target = Target(installation)
    people = prepared(installation, target, tmp_path, PEOPLE, EACH)
    target.begin()
    try:
        waiting = [request for requests in people for request in requests]
        first, waiting = waiting[:20], waiting[20:]
        codes = codes_in([answer_of(target.port, request) for request in first])
        ballast = filled(full)
        refused: list[bytes] = []
        for request in waiting:
            answer = answer_of(target.port, request)
            with suppress(Fault):
                codes.append(code_of(answer))
                continue
            assert is_clear(answer), page_of(answer)
            refused.append(request)
            if len(refused) == ENOUGH:
                break
        assert len(refused) == ENOUGH, "the disk was never full"
        assert page_of(answer_of(target.port, _visit(target.port)))[0] == 200
        ballast.unlink()
        codes += codes_in([answer_of(target.port, request) for request in refused])
        again = codes_in([answer_of(target.port, request) for request in refused])
        assert again == codes[-ENOUGH:]
    finally:
        target.end()
    nothing_is_wrong(installation, tmp_path, codes)


def _visit(port: int) -> bytes:
    return f"GET /lapor/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()


class KeysElsewhere(Installation):
    """An installation whose keys of the day lie beside its home."""

    def environment(self, **more: str) -> dict[str, str]:
        keys = str(self.home.parent / "keys")
        return super().environment(**{"RUANGAMAN_EPHEMERAL_HOME": keys, **more})


@pytest.mark.skipif(POSTGRESQL, reason="the keys of the day lie in a folder on both databases")
def test_without_room_for_the_key_of_the_day_a_page_says_so(tmp_path: Path) -> None:
    with disk(tmp_path / "keys", 1) as keys:
        made = installed(tmp_path / "home")
        elsewhere = KeysElsewhere(made.home, made.database, made.label)
        ballast, target = filled(keys), Target(elsewhere)
        target.begin()
        try:
            status, page = page_of(answer_of(target.port, _visit(target.port)))
            assert status == 503
            assert "Ada gangguan di pihak kami" in page
            assert "129" in page
            ballast.unlink()
            assert page_of(answer_of(target.port, _visit(target.port)))[0] == 200
        finally:
            target.end()
