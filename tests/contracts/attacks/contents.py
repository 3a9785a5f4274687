"""What the tables hold, to see whether a request has changed anything."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from django.apps import apps
from django.db import connection

KEPT_OF_A_VISIT = {"people_session", "people_unlocking"}
"""Tables that a GET may write: that somebody is still there."""
GUESSED = {"core_auditevent", "core_audithead"}
"""Tables that a guessed address may write: that a case was asked for in vain."""


class Contents:
    """The rows of every table but those of a visit, as the database keeps them."""

    def __init__(self) -> None:
        """Read them all."""
        self._written, self._rows = _written(), _rows()

    def same(self, *, but: Set[str] = frozenset()) -> bool:
        """Say whether all tables ``but`` some are as before; read only if a row was written since."""
        written = _written()
        if written is not None and written == self._written:
            return True
        self._written = written
        rows = _rows()
        return all(
            rows[table] == before for table, before in self._rows.items() if table not in but
        )


def _written() -> int | None:
    """Return how many rows were ever written here, by any statement or trigger, if it is known."""
    return getattr(connection.connection, "total_changes", None)


def _rows() -> dict[str, list[tuple[Any, ...]]]:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - KEPT_OF_A_VISIT):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchall()
    return found
