"""Several at the same time: each on a connection of its own, SQLite in a file as in use."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections


def apart(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let threads that come have connections of their own to what is in the database now.

    SQLite's is copied into a file below ``place``: the test's own connection stays with the old.
    """
    if connection.vendor == "sqlite":
        file = place / "uji.sqlite3"
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", str(file))


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do things at the same time; return what each returned, or its fault."""
    gate, met = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            met[place] = act()
        except Exception as fault:  # noqa: BLE001  told by the test
            met[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return met


def there(act: Callable[[], Any]) -> Any:
    """Do something where the threads did."""
    return at_once(act)[0]
