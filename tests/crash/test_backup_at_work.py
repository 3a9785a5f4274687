"""A backup is made while people send: what was acknowledged before it began is in it, whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from bench.client import answer_of, code_of, forms
from bench.crash import Sent, Target
from bench.installation import LONGEST, ROOT, Installation, install
from bench.rows.crash import looked_for

SENDERS, EACH, BEFORE, ENOUGH = 4, 500, 30, 15


@contextmanager
def database(name: str, home: Path) -> Iterator[str]:
    """An address for an installation, on the database of this run."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{home / 'ruangaman.sqlite3'}"
        return
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(drop)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Installation]:
    """An installation with twelve receivers."""
    with database(f"at_work_{os.getpid()}", tmp_path / "home") as url:
        yield install(tmp_path / "home", database=url)


@pytest.fixture
def elsewhere(tmp_path: Path, made: Installation) -> Iterator[Installation]:
    """Another machine, with the secrets of the first and what pins its receivers."""
    home = tmp_path / "elsewhere"
    for kept in ("secrets", "manifest"):
        shutil.copytree(made.home / kept, home / kept)
    with database(f"elsewhere_{os.getpid()}", home) as url:
        yield Installation(home, url, "elsewhere")


class Crowd:
    """People who send, one report after the other, until it is over."""

    def __init__(self, made: Installation, folder: Path) -> None:
        folder.mkdir()
        self.target, self.sent = Target(made), Sent()
        self._over, self._enough = Event(), Event()
        host = f"127.0.0.1:{self.target.port}"
        paths = made.inside("states", str(folder), host, str(SENDERS), str(EACH))
        self._people = [Thread(target=self._send, args=[Path(path)]) for path in paths]

    def __enter__(self) -> Crowd:
        self.target.begin()
        for person in self._people:
            person.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._over.set()
        for person in self._people:
            person.join(LONGEST)
        self.target.end()

    def acknowledged(self) -> list[str]:
        """Wait until ``BEFORE`` were told their code, and return the codes."""
        assert self._enough.wait(LONGEST)
        return list(self.sent.codes)

    def _send(self, path: Path) -> None:
        for form in forms(path):
            if self._over.is_set():
                return
            self.sent.note(code_of(answer_of(self.target.port, form)), 0)
            if len(self.sent.codes) >= BEFORE:
                self._enough.set()


def run(made: Installation, *arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruangaman", *map(str, arguments)],
        cwd=ROOT,
        env=made.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_every_report_acknowledged_before_is_in_the_backup(
    made: Installation, elsewhere: Installation, tmp_path: Path
) -> None:
    run(made, "backup-key", tmp_path / "public", "--out", tmp_path / "private")
    with Crowd(made, tmp_path / "forms") as crowd:
        before = crowd.acknowledged()
        run(made, "backup", "--to", tmp_path / "archive", "--key", tmp_path / "public")
        meanwhile = len(crowd.sent.codes) - len(before)
    assert meanwhile > ENOUGH
    shutil.copytree(made.home / "shred", elsewhere.home / "shred")
    run(elsewhere, "restore", tmp_path / "archive", "--key-file", tmp_path / "private")
    found = looked_for(elsewhere, tmp_path, Sent(codes=before))
    assert (found["lost"], found["half"]) == (0, 0)
    run(elsewhere, "check")
