"""Servers are killed while people send: what was acknowledged is there, whole and once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from bench.crash import Target
from bench.installation import Installation, install
from bench.rows.crash import fired_at, looked_for

KILLS, ENOUGH, FEW = 60, 20, 20
"""``ruangaman bench`` kills 200 times; here often enough to notice a fault."""

EARLY = ("gunicorn", "--config", "python:ruangaman.ops.web", "--workers", "2", "--threads", "4",
         "--bind", "127.0.0.1:{port}", "tests.crash.early:application")  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Installation]:
    """An installation with twelve receivers, on the database of this run."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield install(tmp_path / "home")
        return
    name = f"crash_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        database = urlsplit(server)._replace(path=f"/{name}").geturl()
        yield install(tmp_path / "home", database=database)
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(name)))


def test_nothing_acknowledged_is_lost_half_there_or_there_twice(
    made: Installation, tmp_path: Path
) -> None:
    sent = fired_at(made, Target(made), tmp_path, KILLS)
    assert len(sent.codes) >= ENOUGH
    assert sent.again > 0
    assert sent.faults == []
    assert looked_for(made, tmp_path, sent) == {"lost": 0, "half": 0, "twice": 0}


def test_a_promise_before_the_commit_would_be_noticed(made: Installation, tmp_path: Path) -> None:
    sent = fired_at(made, Target(made, EARLY), tmp_path, FEW)
    assert looked_for(made, tmp_path, sent)["lost"] > 0
