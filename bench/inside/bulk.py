"""Writes a million rows past the models: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import Model


def quick() -> None:
    """Let nothing wait for the disk, and keep the indexes in memory while they grow."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("synchronous=OFF", "cache_size=-1000000", "temp_store=MEMORY"):
                cursor.execute(f"PRAGMA {pragma}")


def bulk_insert(like: Model, given: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows that differ from ``like`` in the ``given`` columns alone.

    Values as Python has them; a key that the database counts is left to it.
    """
    fields = {
        str(one.column): one
        for one in like._meta.local_concrete_fields
        if one is not like._meta.auto_field
    }
    rest = [name for name in fields if name not in given]
    fixed = tuple(_prepared(fields[name], getattr(like, fields[name].attname)) for name in rest)
    columns = ", ".join(f'"{name}"' for name in (*given, *rest))
    prepared = _rows([fields[name] for name in given], fixed, rows)
    _write(like._meta.db_table, columns, len(fields), prepared)


def _write(table: str, columns: str, width: int, rows: Iterator[tuple[Any, ...]]) -> None:
    connection.ensure_connection()
    raw = connection.connection.cursor()
    if connection.vendor == "sqlite":
        places = ", ".join("?" * width)
        raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
        return
    with raw.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _rows(
    fields: list[Any], fixed: tuple[Any, ...], rows: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    if connection.vendor == "postgresql":
        return ((*row, *fixed) for row in rows)
    made = [field.get_internal_type() for field in fields]
    write = [_SQLITE.get(kind, _same) for kind in made]
    return ((*(one(value) for one, value in zip(write, row, strict=True)), *fixed) for row in rows)


def _prepared(field: Any, value: Any) -> Any:
    return value if connection.vendor == "postgresql" else field.get_db_prep_save(value, connection)


def _same(value: Any) -> Any:
    return value


_SQLITE = {
    "UUIDField": lambda value: value.hex,
    "ForeignKey": lambda value: value.hex,
    "DateField": lambda value: value.isoformat() if value else None,
}
"""How SQLite keeps what it has no type for; keys of other tables here are all UUIDs."""
