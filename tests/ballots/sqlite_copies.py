"""Clues in copies of an SQLite database: row ids, and every page in the journal (WAL)."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.ballots.clues import Clues, answers_of

_WAL_HEAD, _FRAME_HEAD = 32, 24
_RECORD_HEAD = 6
"""Bytes before the first value of a slip's row: the types of its values, the state among them."""


def sqlite_clues(before: Path, after: Path) -> Clues:
    """Read two folders, each with ``copy`` and perhaps ``copy-wal``."""
    clues, journal = Clues(), _frames(before / "copy-wal")
    with closing(sqlite3.connect(before / "copy")) as copy:
        rows = copy.execute('SELECT "index", stratum, state, rowid FROM surveys_token').fetchall()
        clues.strata = {index.hex(): stratum for index, stratum, _, _ in rows}
        spent = [(index, rowid) for index, _, state, rowid in rows if state]
        ballots = copy.execute("SELECT sealed FROM surveys_ballot ORDER BY rowid").fetchall()
        halves = copy.execute("SELECT sealed FROM surveys_half").fetchall()
    clues.slips["row id"] = [index.hex() for index, _ in sorted(spent, key=lambda one: one[1])]
    clues.slips["index"] = sorted(index.hex() for index, _ in spent)
    clues.slips["journal"] = [one.hex() for one in _changed(journal, [i for i, _ in spent])]
    clues.secrets = {index for index, _ in spent} | {one[:64] for (one,) in (*ballots, *halves)}
    with closing(sqlite3.connect(after / "copy")) as copy:
        for name in ("id", "rowid"):
            found = copy.execute(f"SELECT stratum, answers FROM surveys_result ORDER BY {name}")
            clues.answers[name] = [(stratum, answers_of(raw)) for stratum, raw in found]
    return clues


def files_of(folder: Path) -> Iterator[bytes]:
    """Return every file of a copy: free pages and what the journal still holds are in them."""
    for path in folder.iterdir():
        yield path.read_bytes()


def _frames(path: Path) -> list[bytes]:
    """Return the pages of a journal in the order in which they were written."""
    raw = path.read_bytes() if path.exists() else b""
    if len(raw) < _WAL_HEAD:
        return []
    (size,) = struct.unpack(">I", raw[8:12])
    step = _FRAME_HEAD + size
    return [raw[at + _FRAME_HEAD : at + step] for at in range(_WAL_HEAD, len(raw), step)]


def _changed(frames: list[bytes], indexes: list[bytes]) -> list[bytes]:
    """Return slips in the order in which their rows first looked spent."""
    first: dict[bytes, int] = {}
    for number, page in enumerate(frames):
        for index in indexes:
            at = page.find(index)
            while at >= 0 and index not in first:
                if _spent(page[max(at - _RECORD_HEAD, 0) : at]):
                    first[index] = number
                at = page.find(index, at + 1)
    return sorted(first, key=lambda index: first[index])


def _spent(head: bytes) -> bool:
    """Say whether these are the types of a slip's row in which state and receipt are something.

    Six bytes: their length, a key of 16 bytes, the stratum, the state (8: zero), the receipt
    (12: nothing), the survey's id in 32 signs.
    """
    row = len(head) == _RECORD_HEAD and (head[0], head[1], head[5]) == (6, 44, 77)
    return row and (head[3], head[4]) != (8, 12)
