"""Where a restored database goes, and where the one before it is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from django.db import connection

from ruangaman.ops.backup import postgresql, sqlite


class Building(Protocol):
    """A database being built beside the one that is there."""

    def take(self, name: str, records: Iterator[bytes]) -> None:
        """Take an entry of the archive."""

    def finish(self) -> None:
        """Look whether what was built is sound."""

    def put_in_place(self) -> list[str]:
        """Make it the database, in one step; return where the one before it is."""

    def abandon(self) -> None:
        """Throw it away."""


class SQLiteTarget:
    """A file; the one before it gets another name beside it."""

    def __init__(self, stamp: str) -> None:
        """Restore into the file of the settings."""
        self.stamp, self._place = stamp, Path(connection.settings_dict["NAME"]).resolve()

    def is_empty(self) -> bool:
        """Say whether nothing is there."""
        return sqlite.is_empty(self._place)

    def held_alone(self) -> None:
        """Refuse where somebody has the file open."""
        connection.close()
        if self._place.exists():
            sqlite.held_alone(self._place)

    def building(self) -> sqlite.Building:
        """Begin a new file."""
        return sqlite.Building(self._place, self.stamp)


class PostgreSQLTarget:
    """A schema; the one before it gets another name in the same database."""

    def __init__(self, stamp: str) -> None:
        """Restore into the schema that tables are looked for in."""
        self.stamp = stamp
        self._aside = "" if postgresql.is_empty() else f"before_restore_{stamp.lower()}"

    def is_empty(self) -> bool:
        """Say whether there are no tables."""
        return not self._aside

    def held_alone(self) -> None:
        """Refuse where somebody else is connected."""
        postgresql.held_alone()

    def building(self) -> postgresql.Building:
        """Begin the transaction."""
        building = postgresql.Building(self._aside)
        connection.close()
        return building


Target = SQLiteTarget | PostgreSQLTarget


def target_here(stamp: str) -> Target:
    """Return the place of this installation's database."""
    return SQLiteTarget(stamp) if connection.vendor == "sqlite" else PostgreSQLTarget(stamp)
