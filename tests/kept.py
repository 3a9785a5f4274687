"""What many tests begin with is made once in each process; the next ones get its rows.

To make the world or to load the pack takes longer than most tests; to put their rows in does not.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

Rows = dict[str, list[Any]]
_NOW = timezone.now
_MAKES_OTHERS = ("SECRET_KEY", "SEAL_SECRET", "MANIFEST_HOME", "PACKS_DIR", "TIME_ZONE")
"""Settings that rows depend on."""


@dataclass(frozen=True)
class Kept:
    """What a maker returned, and how each table it wrote to was before and after."""

    result: bytes
    before: Rows
    after: Rows

    def fits(self) -> bool:
        """Say whether the rows that it replaced are here, and no others."""
        return all(_rows(table) == rows for table, rows in self.before.items() if rows)

    def put(self) -> Any:
        """Have the rows here; return what the maker returned."""
        for table, rows in self.after.items():
            gone = self.before[table]
            if gone and rows[: len(gone)] != gone:
                _execute(f"DELETE FROM {_quoted(table)}")
                gone = []
            _insert(table, rows[len(gone) :])
        return pickle.loads(self.result)


_KEPT: dict[tuple[Any, ...], Kept] = {}


def kept(name: str, make: Callable[[], Any]) -> Any:
    """Return what ``make`` returns, with its rows in the database: made, or as they were made.

    It is made where the clock was turned, or outside a transaction, which nothing takes back.
    """
    if timezone.now is not _NOW or not connection.in_atomic_block:
        return make()
    key = (name, _counted(), *(str(getattr(settings, one)) for one in _MAKES_OTHERS))
    if (found := _KEPT.get(key)) and found.fits():
        cache.clear()  # what it knows of the same people is from another test
        return found.put()
    before = {table: _rows(table) for table in _tables()}
    result = make()
    after = {table: rows for table in _tables() if (rows := _rows(table)) != before[table]}
    _KEPT[key] = Kept(pickle.dumps(result), {table: before[table] for table in after}, after)
    return result


@functools.cache
def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _counted() -> str:
    """Return how many rows each table has."""
    parts = (f"SELECT '{one}', count(*) FROM {_quoted(one)}" for one in _tables())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return str(sorted(row for row in cursor.fetchall() if row[1]))


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _rows(table: str) -> list[Any]:
    """Return the rows of a table, on PostgreSQL each as the line that ``COPY`` writes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY rowid")
            return cursor.fetchall()
        with cursor.copy(f"COPY {_quoted(table)} TO STDOUT") as copy:
            return b"".join(bytes(one) for one in copy).splitlines(keepends=True)


def _insert(table: str, rows: list[Any]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)
            return
        with cursor.copy(f"COPY {_quoted(table)} FROM STDIN") as copy:
            copy.write(b"".join(rows))
