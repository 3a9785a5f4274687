"""What the shred store remembers: which keys were destroyed, and what was taken back.

After an old database is put back, the journals say what must not come back with it.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ruangaman.core.shred.store import journal_wipe, reading, store_exists, writing

_DISPOSED = "id, report, lookup, day, rule, first, second"


@dataclass(frozen=True, slots=True)
class Disposed:
    """A disposal: of which report and key, when, by which rule, and two keyed references.

    ``lookup`` is what the reporter's code leads to; ``first`` and ``second`` stand for the two
    people and say nothing without the server secret.
    """

    shred: bytes
    report: bytes
    lookup: bytes
    day: dt.date
    rule: str
    first: bytes
    second: bytes


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The rows of a report as a withdrawal left them, covered under its shred key."""

    shred: bytes
    epoch: int
    report: bytes
    covered: bytes


def shred_destroy(entry: Disposed) -> None:
    """Destroy the key and remember it, in one transaction that is on disk afterwards.

    What the journal of withdrawals holds of the report goes too. Doing it twice changes nothing.
    """
    with writing() as store:
        store.execute("DELETE FROM shred_key WHERE id = ?", (entry.shred,))
        store.execute("DELETE FROM withdrawal WHERE id = ?", (entry.shred,))
        store.execute("DELETE FROM ended WHERE id = ?", (entry.shred,))
        store.execute(
            "INSERT OR IGNORE INTO disposal VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                entry.shred,
                entry.report,
                entry.lookup,
                entry.day.isoformat(),
                entry.rule,
                entry.first,
                entry.second,
            ),
        )
    journal_wipe()


def disposals() -> Iterator[Disposed]:
    """Return all disposals."""
    if not store_exists():
        return iter(())
    with reading() as store:
        rows = store.execute(f"SELECT {_DISPOSED} FROM disposal").fetchall()  # noqa: S608
    return map(_disposed, rows)


def disposed_at(lookup: bytes) -> Disposed | None:
    """Return the disposal to which a reporter's code leads."""
    if not store_exists():
        return None
    with reading() as store:
        row = store.execute(
            f"SELECT {_DISPOSED} FROM disposal WHERE lookup = ?",  # noqa: S608
            (lookup,),
        ).fetchone()
    return _disposed(row) if row else None


def withdrawal_write(entry: Withdrawn) -> None:
    """Remember a withdrawal, on disk before the database commits it."""
    with writing() as store:
        store.execute(
            "INSERT OR REPLACE INTO withdrawal VALUES (?, ?, ?, ?)",
            (entry.shred, entry.epoch, entry.report, entry.covered),
        )


def withdrawal_settle(shred: bytes, epoch: int) -> None:
    """Forget what was taken back before ``epoch``: the newest withdrawal holds it all."""
    with writing() as store:
        store.execute("DELETE FROM withdrawal WHERE id = ? AND epoch < ?", (shred, epoch))


def withdrawal_forget(shred: bytes, epoch: int) -> None:
    """Forget what was to be taken back after ``epoch`` and was not; the report must be locked."""
    if withdrawals_of(shred) > epoch:
        with writing() as store:
            store.execute("DELETE FROM withdrawal WHERE id = ? AND epoch > ?", (shred, epoch))


def withdrawals_of(shred: bytes) -> int:
    """Return the newest withdrawal's epoch of one report, 0 without one."""
    with reading() as store:
        (newest,) = store.execute(
            "SELECT MAX(epoch) FROM withdrawal WHERE id = ?", (shred,)
        ).fetchone()
    return newest or 0


def withdrawals() -> dict[bytes, int]:
    """Return the newest withdrawal's epoch of each report that has one, by the shred key's id."""
    if not store_exists():
        return {}
    with reading() as store:
        return dict(store.execute("SELECT id, MAX(epoch) FROM withdrawal GROUP BY id").fetchall())


def withdrawal_read(shred: bytes, epoch: int) -> Withdrawn:
    """Return one withdrawal; ``KeyError`` when it was forgotten meanwhile."""
    with reading() as store:
        row = store.execute(
            "SELECT id, epoch, report, covered FROM withdrawal WHERE id = ? AND epoch = ?",
            (shred, epoch),
        ).fetchone()
    if row is None:
        raise KeyError(epoch)
    return Withdrawn(*row)


def access_end_write(shred: bytes, holder: bytes) -> None:
    """Remember that somebody's access to a report ended; ``holder`` is the id of her key."""
    with writing() as store:
        store.execute("INSERT OR IGNORE INTO ended VALUES (?, ?)", (shred, holder))


def access_end_forget(shred: bytes, holder: bytes) -> None:
    """Forget it: the reporter lets her read again."""
    with writing() as store:
        store.execute("DELETE FROM ended WHERE id = ? AND holder = ?", (shred, holder))


def access_ends() -> list[tuple[bytes, bytes]]:
    """Return whose access to which reports ended: the id of the shred key, that of her key."""
    if not store_exists():
        return []
    with reading() as store:
        if not _has_ended(store):
            return []
        return store.execute("SELECT id, holder FROM ended ORDER BY holder").fetchall()


def copy_end_write(item: bytes, version: int) -> None:
    """Remember that a copy that was handed over ended, up to this version; not of which report."""
    access_end_write(item, version.to_bytes(16, "big"))


def copies_ended(items: Collection[bytes]) -> dict[bytes, int]:
    """Return up to which version each of these copies ended, those that did."""
    if not store_exists():
        return {}
    with reading() as store:
        if not _has_ended(store):
            return {}
        rows = [
            store.execute("SELECT MAX(holder) FROM ended WHERE id = ?", (item,)).fetchone()
            for item in items
        ]
    found = zip(items, (row[0] for row in rows), strict=True)
    return {item: int.from_bytes(newest, "big") for item, newest in found if newest}


def _has_ended(store: sqlite3.Connection) -> bool:
    """A store can be older than this journal."""
    there = store.execute("SELECT 1 FROM sqlite_master WHERE name = 'ended'").fetchone()
    return there is not None


def _disposed(row: tuple[bytes, bytes, bytes, str, str, bytes, bytes]) -> Disposed:
    shred, report, lookup, day, rule, first, second = row
    return Disposed(shred, report, lookup, dt.date.fromisoformat(day), rule, first, second)
