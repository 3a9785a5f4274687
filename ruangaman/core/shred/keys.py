"""Shred keys: made durable in batches, each used for one report, never kept in memory."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Collection

from ruangaman.core.shred.store import journal_wipe, reading, store_exists, writing
from ruangaman.lib.sealing import SealError
from ruangaman.lib.shred import key_new

ID_BYTES = 16
POOL = 256
_AT_ONCE = 500


class Shredded(SealError):
    """There is no such key (any more): what it covers is unreadable for everybody."""


class _Pool:
    """Ids of keys that are on disk and not used yet, of this process alone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process = 0
        self.ids: list[bytes] = []


_pool = _Pool()


def shred_key_take() -> bytes:
    """Return the 16-byte id of a durable key that no report uses.

    A process makes ``POOL`` keys in one transaction, so that a report costs no further wait for
    the disk. Those that a process leaves behind when it ends cover nothing.
    """
    with _pool.lock:
        if _pool.process != os.getpid():  # a fork must not hand out the keys of its parent
            _pool.process, _pool.ids = os.getpid(), []
        if not _pool.ids:
            _pool.ids = shred_keys_make(POOL)
        return _pool.ids.pop()


def shred_keys_make(count: int) -> list[bytes]:
    """Make ``count`` keys in one transaction and return their ids."""
    rows = sorted((secrets.token_bytes(ID_BYTES), key_new()) for _ in range(count))
    with writing() as store:
        store.executemany("INSERT INTO shred_key VALUES (?, ?)", rows)
    return [row[0] for row in rows]


def shred_key(shred: bytes) -> bytes:
    """Return a key, or raise ``Shredded``."""
    try:
        return shred_keys([shred])[shred]
    except KeyError as fault:
        raise Shredded("no key") from fault


def shred_keys(shreds: Collection[bytes]) -> dict[bytes, bytes]:
    """Return the keys that exist among ``shreds``, in one look at the store for up to 500."""
    wanted, found = list(shreds), dict[bytes, bytes]()
    if not wanted:
        return found
    with reading() as store:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            places = ", ".join("?" * len(some))
            sql = f"SELECT id, key FROM shred_key WHERE id IN ({places})"  # noqa: S608  only "?"
            found.update(store.execute(sql, some))
    return found


def shred_keys_forget(shreds: Collection[bytes]) -> None:
    """Destroy keys for which no journal is kept: what they cover ends by itself, on its day.

    Doing it twice changes nothing. A report's key is destroyed by ``shred_destroy`` alone.
    """
    if not shreds or not store_exists():
        return
    with writing() as store:
        store.executemany("DELETE FROM shred_key WHERE id = ?", [(shred,) for shred in shreds])
    journal_wipe()
