"""SQLite: a snapshot read row by row while others write, and a new file built from it.

No copy of the database lies on a disk meanwhile: SQLite's own ways to copy one (``.backup``,
``VACUUM INTO``) write a file, and names of staff stand in it in plain.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ruangaman.lib.archive import ArchiveError
from ruangaman.ops.backup.faults import RestoreRefused
from ruangaman.ops.backup.rows import Value, records_of, rows_of

SCHEMA, ROWS = "sqlite/schema", "sqlite/rows/"
_SEQUENCE = "sqlite_sequence"
Entries = Iterator[tuple[str, Iterator[bytes]]]


class Snapshot:
    """The database as it stands at one moment; writers go on beside it."""

    def __init__(self, path: Path) -> None:
        """Begin a read transaction, which keeps this moment until ``close``."""
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._database.execute("PRAGMA temp_store=MEMORY")
        self._database.execute("BEGIN")
        self._schema = [
            list(row)
            for row in self._database.execute(
                "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            )
            if not row[1].startswith("sqlite_") or row[1] == _SEQUENCE
        ]
        pages, size = (self._number(f"PRAGMA {name}") for name in ("page_count", "page_size"))
        self.bytes = pages * size

    def close(self) -> None:
        """End the transaction."""
        self._database.close()

    def entries(self, empty: Iterable[str]) -> Entries:
        """Yield the schema, then the rows of each table but those of ``empty``."""
        yield SCHEMA, iter([json.dumps(self._schema).encode()])
        left_empty = set(empty)
        for kind, table, _table, _sql in self._schema:
            if kind == "table" and table not in left_empty:
                yield ROWS + table, records_of(self._rows(table))

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the snapshot."""
        return self._database.execute(statement).fetchall()

    def _rows(self, table: str) -> Iterator[tuple[Value, ...]]:
        names = _columns(self._database, table)
        yield tuple(names)
        yield from self._database.execute(f"SELECT {_listed(names)} FROM {_quoted(table)}")  # noqa: S608

    def _number(self, statement: str) -> int:
        return int(self._database.execute(statement).fetchone()[0])


class Building:
    """A new database file beside its later place, built from the entries of an archive."""

    def __init__(self, place: Path, stamp: str) -> None:
        """Begin a file that only its owner can read; ``stamp`` names the one before it."""
        self._place = place
        self._older = place.with_name(f"{place.name}.before-restore-{stamp}")
        self._draft = place.with_name(f".{place.name}.restoring")
        self._draft.unlink(missing_ok=True)
        os.close(os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        self._database = sqlite3.connect(self._draft, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute("BEGIN")
        self._later: list[str] = []

    def take(self, name: str, records: Iterator[bytes]) -> None:
        """Take an entry; the schema comes first."""
        if name == SCHEMA:
            self._take_schema(b"".join(records))
        elif name.startswith(ROWS):
            self._take_rows(name.removeprefix(ROWS), records)
        else:
            raise ArchiveError(f"an entry of another kind: {name}")

    def finish(self) -> None:
        """Make indexes and triggers, look whether everything is sound, write it to the disk."""
        for statement in self._later:
            self._database.execute(statement)
        self._database.execute("COMMIT")
        for pragma in ("integrity_check", "foreign_key_check"):
            faults = [row for row in self._database.execute(f"PRAGMA {pragma}") if row != ("ok",)]
            if faults:
                raise ArchiveError(f"the database inside is not sound ({pragma}: {faults[0]})")
        self._database.close()
        _to_disk(self._draft)

    def put_in_place(self) -> list[str]:
        """Give the new file its name; the old one keeps another."""
        aside = [] if is_empty(self._place) else [str(self._older)]
        if aside:
            os.link(self._place, self._older)
        self._draft.replace(self._place)
        _to_disk(self._place.parent)
        return aside

    def abandon(self) -> None:
        """Throw the new file away."""
        self._database.close()
        self._draft.unlink(missing_ok=True)

    def _take_schema(self, body: bytes) -> None:
        for kind, name, _table, sql in json.loads(body):
            if kind != "table":
                self._later.append(sql)
            elif name != _SEQUENCE:
                self._database.execute(sql)

    def _take_rows(self, table: str, records: Iterator[bytes]) -> None:
        rows = (row for record in records for row in rows_of(record))
        names = [str(name) for name in next(rows)]
        if table == _SEQUENCE:
            self._database.execute(f"DELETE FROM {_SEQUENCE}")  # noqa: S608
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {_quoted(table)} ({_listed(names)}) VALUES ({marks})"  # noqa: S608
        self._database.executemany(statement, rows)


def held_alone(path: Path) -> None:
    """Fold the journal into ``path``; raises ``RestoreRefused`` where somebody has it open."""
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as fault:
            raise RestoreRefused(
                "The database is in use. Stop the servers and the worker first."
            ) from fault


def is_empty(path: Path) -> bool:
    """Say whether there is no database, or one without tables."""
    if not path.exists():
        return True
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        return database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns that hold what was written; computed ones come by themselves."""
    told = database.execute(f"PRAGMA table_xinfo({_quoted(table)})")
    return [row[1] for row in told if not row[6]]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(_quoted(name) for name in names)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
