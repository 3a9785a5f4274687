"""How much memory a closing takes: the worker, an opener, and the server's process behind it."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

from bench.crash import family

LOOK = 0.2


@contextmanager
def peaks() -> Iterator[dict[str, float]]:
    """Give the most that this process, any process below it, and the database's took, in MB.

    Of the database's process what it shares with others does not count.
    """
    found, ended = dict.fromkeys(("worker", "opener", "server"), 0.0), threading.Event()
    server = _server()

    def look() -> None:
        while not ended.wait(LOOK):
            _see(found, server)

    looker = threading.Thread(target=look, daemon=True)
    looker.start()
    try:
        yield found
    finally:
        ended.set()
        looker.join()
        _see(found, server)


def _see(found: dict[str, float], server: int | None) -> None:
    own = os.getpid()
    for pid in family(own):
        kind = "worker" if pid == own else "opener"
        if pid == own or "runpy" in _text(pid, "cmdline"):  # else it is still a copy of its parent
            found[kind] = max(found[kind], _mb(pid, "VmHWM"))
    if server:
        found["server"] = max(found["server"], _mb(server, "RssAnon"))


def _server() -> int | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _mb(pid: int, name: str) -> float:
    said = re.search(rf"^{name}:\s+(\d+) kB", _text(pid, "status"), re.M)
    return int(said[1]) / 1024 if said else 0.0


def _text(pid: int, name: str) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/{name}").read_text()
    return ""
