"""The file of the shred store: how it is made, opened and written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

_WAIT = 20.0
_PRAGMAS = (
    "PRAGMA journal_mode=PERSIST",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)
_TABLES = (
    "CREATE TABLE IF NOT EXISTS shred_key (id BLOB PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS disposal (id BLOB PRIMARY KEY, report BLOB NOT NULL,"
    " lookup BLOB NOT NULL, day TEXT NOT NULL, rule TEXT NOT NULL, first BLOB NOT NULL,"
    " second BLOB NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS disposal_by_lookup ON disposal (lookup)",
    "CREATE TABLE IF NOT EXISTS withdrawal (id BLOB NOT NULL, epoch INTEGER NOT NULL,"
    " report BLOB NOT NULL, covered BLOB NOT NULL, PRIMARY KEY (id, epoch)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS ended (id BLOB NOT NULL, holder BLOB NOT NULL,"
    " PRIMARY KEY (id, holder)) WITHOUT ROWID",
)


def store_path() -> Path:
    """Return where the store lies."""
    folder: Path = settings.SHRED_HOME
    return folder / "shred.sqlite3"


def store_exists() -> bool:
    """Say whether there is a store yet; the first key makes it."""
    path = store_path()
    return path.exists() and path.stat().st_size > 0


@contextmanager
def reading() -> Iterator[sqlite3.Connection]:
    """Open the store to read; ``django.db.OperationalError`` when it is not there."""
    with _as_database_error(), closing(_connect("rw")) as connection:
        yield connection


@contextmanager
def writing() -> Iterator[sqlite3.Connection]:
    """Open the store, made when first needed, for one transaction that is on disk afterwards.

    Faults of the store are ``django.db.OperationalError``, so that pages treat them like those
    of the database: nothing was kept, press again.
    """
    with _as_database_error():
        _make()
        with closing(_connect("rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in _TABLES:
                connection.execute(statement)
            yield connection
            connection.execute("COMMIT")


def journal_wipe() -> None:
    """Overwrite what the rollback journal still holds of pages as they were.

    Nobody else can write while this transaction holds the lock, and it writes nothing itself,
    so the journal is nobody's at that moment.
    """
    path = store_path().with_name(f"{store_path().name}-journal")
    with _as_database_error(), closing(_connect("rw")) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        if path.exists():
            with path.open("r+b") as file:
                file.write(bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
        connection.execute("ROLLBACK")


def _connect(mode: str) -> sqlite3.Connection:
    """Open it anew each time: no page of keys stays in a process, none crosses a fork."""
    uri = f"{store_path().absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def _make() -> None:
    """Make folder and file for the owner alone; what SQLite adds takes the file's rights."""
    path = store_path()
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


@contextmanager
def _as_database_error() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        raise OperationalError(f"shred store: {fault}") from fault
