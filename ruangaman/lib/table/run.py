"""Read a list in a process of its own, and find the table in it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from ruangaman.lib.child import ChildEnded, child_answer, child_command
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.lib.cleaning.run import one_at_a_time
from ruangaman.lib.table.body import table_of
from ruangaman.lib.table.grid import Grid, grid_load
from ruangaman.lib.table.kinds import kind_of
from ruangaman.lib.table.limits import MOST_ANSWER, MOST_BYTES, WALL_SECONDS, TableRefused
from ruangaman.lib.table.model import Heading, Table


def read_table(
    source: Path | bytes | bytearray,
    *,
    headings: Sequence[Heading],
    folder: Path | None = None,
) -> Table:
    """Return the one table of a file with these headings, or raise ``TableRefused``.

    With ``folder`` files are read one at a time on this machine: it holds the lock.
    """
    raw = _read(source) if isinstance(source, Path) else source
    return table_of(grid_of(raw, folder=folder), headings)


def grid_of(raw: bytes | bytearray, *, folder: Path | None = None) -> Grid:
    """Return the cells of a file, or raise ``TableRefused``."""
    kind = kind_of(raw)
    try:
        with one_at_a_time(folder) if folder else contextlib.nullcontext():
            answer = child_answer(command(kind), raw, seconds=WALL_SECONDS)
    except ChildEnded as fault:
        raise TableRefused("heavy") from fault
    except Refused as fault:
        raise TableRefused(fault.reason) from fault
    if len(answer) > MOST_ANSWER:
        raise TableRefused("heavy")
    return grid_load(answer)


def command(kind: str) -> list[str]:
    """Return how the child is started."""
    return child_command("ruangaman.lib.table", kind)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
