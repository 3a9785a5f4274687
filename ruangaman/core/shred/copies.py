"""Copies of the shred store: the only backup it ever has, and each for fourteen days at most.

A copy that lives longer keeps alive what was disposed of. So there is no older one.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from ruangaman.core.clock import now
from ruangaman.core.shred.store import reading, store_exists

MOST_DAYS = 14
_NAME = re.compile(r"shred-(\d{8}T\d{6}Z)\.sqlite3")
_STAMP = "%Y%m%dT%H%M%SZ"


class CopyRefused(Exception):
    """The copy did not read back as it should; nothing was kept and nothing deleted."""


def shred_copy(folder: Path, *, keep_days: int = MOST_DAYS) -> Path:
    """Write a copy, read it back, delete those older than ``keep_days``; return its path.

    Raises ``OperationalError`` without a store, ``OSError`` where the folder cannot be written,
    and ``CopyRefused``. ``ValueError`` for more than ``MOST_DAYS``.
    """
    if not 1 <= keep_days <= MOST_DAYS:
        raise ValueError(f"keep_days: 1 to {MOST_DAYS}")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"shred-{now().strftime(_STAMP)}.sqlite3"
    draft = folder / f".{path.name}.{secrets.token_hex(4)}"
    try:
        _write(draft)
        _verify(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync(folder)
    for old in copies(folder):
        if copied_at(old) < now() - dt.timedelta(days=keep_days):
            old.unlink(missing_ok=True)
    return path


def copies(folder: Path) -> list[Path]:
    """Return the copies in a folder, the oldest first."""
    return sorted(path for path in folder.glob("shred-*.sqlite3") if _NAME.fullmatch(path.name))


def copied_at(path: Path) -> dt.datetime:
    """Return when a copy was made, as its name says."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise ValueError(path.name)
    return dt.datetime.strptime(match[1], _STAMP).replace(tzinfo=dt.UTC)


def copy_daily() -> None:
    """Copy to ``RUANGAMAN_SHRED_COPIES``; nothing where it is not set, or no key exists yet."""
    if settings.SHRED_COPIES and store_exists():
        shred_copy(Path(settings.SHRED_COPIES))


def _write(draft: Path) -> None:
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with reading() as store, closing(sqlite3.connect(draft)) as target:
        store.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    with draft.open("rb") as file:
        os.fsync(file.fileno())


def _verify(draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as copy:
        (whole,) = copy.execute("PRAGMA integrity_check").fetchone()
        (keys,) = copy.execute("SELECT COUNT(*) FROM shred_key").fetchone()
    if whole != "ok" or not keys:
        raise CopyRefused(whole)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
