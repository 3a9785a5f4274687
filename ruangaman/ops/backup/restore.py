"""Restore a backup: look through all of it, build beside, put in place, make ready.

Nothing of the installation is touched before the whole archive was read and found sound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record
from ruangaman.core.exports import exports_after
from ruangaman.core.instance import secret_mark
from ruangaman.core.models import Instance
from ruangaman.core.restored import mark_clear, mark_read, mark_set
from ruangaman.lib.archive import ArchiveError, Lock, archive_chunks, archive_lock
from ruangaman.lib.archive_entries import EntryReader
from ruangaman.lib.sealing import KeyPair
from ruangaman.ops.backup.contents import (
    ABOUT,
    DATABASE,
    FILES,
    About,
    about_from,
    maker,
    migrations_unknown,
)
from ruangaman.ops.backup.faults import NotFinished, RestoreRefused
from ruangaman.ops.backup.files import Shelf, files_found, safe_name
from ruangaman.ops.backup.make import Measured, Progress
from ruangaman.ops.backup.targets import Building, Target, target_here
from ruangaman.ops.replaying import WRONG_STORE, replayed_line
from ruangaman.reporting.services.replay import WrongStore, replay

_LONGEST_ABOUT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Looked:
    """What reading an archive to its end showed."""

    about: About
    sha256: str
    bytes: int
    files: int
    ours: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored installation."""

    made_at: str
    sha256: str
    database: str
    files: int
    audit_events: int
    aside: list[str]
    replayed: str
    exports_newer: list[str]


def restore(
    *, archive: Path, seed: bytes, replace: bool, foreign: bool, progress: Progress
) -> Restored:
    """Put the contents of ``archive`` in the place of this installation's data.

    ``replace`` sets older data aside, ``foreign`` takes an archive that was signed with another
    audit key. Raises ``RestoreRefused`` (nothing changed) or ``NotFinished``.
    """
    try:
        with archive.open("rb") as file:
            pair = KeyPair(seed)
            size = archive.stat().st_size
            looked = look_through(file, pair, partial(_told, progress, size, 0))
            _refuse_others(looked, foreign=foreign)
            target = target_here(f"{timezone.now():%Y%m%dT%H%M%SZ}")
            _refuse_over_data(target, replace=replace)
            file.seek(0)
            again = partial(_told, progress, size, size)
            aside = _put_back(file, pair, looked, target, again)
    except ArchiveError as fault:
        raise RestoreRefused(f"{archive}: {fault}. Nothing was changed.") from fault
    except sqlite3.Error as fault:
        raise RestoreRefused(f"SQLite: {fault}. Nothing was changed.") from fault
    except OSError as fault:
        raise RestoreRefused(f"{fault.filename or archive}: {fault.strerror or fault}.") from fault
    replayed = restore_finish()
    about = looked.about
    return Restored(
        about.made_at,
        looked.sha256,
        about.database,
        looked.files,
        about.audit_events,
        aside,
        replayed,
        [str(path) for path in exports_after(about.audit_events)],
    )


def restore_finish() -> str:
    """Bring a restored copy up to today and allow serving; may be called again after a fault."""
    told = mark_read()
    if told is None:
        raise RestoreRefused("No restored backup is waiting.")
    try:
        call_command("migrate", interactive=False, verbosity=0)
        replayed = replayed_line(replay())
        detail = {"sha256": told.get("sha256", ""), "made_at": told.get("made_at", "")}
        with transaction.atomic():
            audit_record(actor=None, action="backup-restored", detail=detail)
    except Exception as fault:
        told_why = WRONG_STORE if isinstance(fault, WrongStore) else f"{fault}."
        raise NotFinished(
            f"The data is back, but not ready: {told_why} Nothing is served until"
            " `ruangaman restore --finish` has run."
        ) from fault
    if Instance.objects.filter(pk=1, demo=True).exists():
        settings.DEMO_MARK.touch()
    else:
        settings.DEMO_MARK.unlink(missing_ok=True)
    mark_clear()
    return replayed


def look_through(file: BinaryIO, pair: KeyPair, heard: Callable[[int], None]) -> Looked:
    """Read an archive to its end and change nothing; raises ``ArchiveError``."""
    measured = Measured(file, heard)
    lock = archive_lock(measured, pair)
    reader = EntryReader(archive_chunks(measured, lock), lock)
    about, files = None, 0
    for name, records in reader:
        if about is None:
            if name != ABOUT:
                raise ArchiveError("it does not say what it is")
            about = about_from(b"".join(records)[:_LONGEST_ABOUT])
        elif name.startswith(FILES):
            safe_name(name.removeprefix(FILES))
            files += 1
        elif not name.startswith(DATABASE):
            raise ArchiveError(f"an entry of another kind: {name}")
    if about is None:
        raise ArchiveError("it is empty")
    ours = reader.made_by(maker().public)
    return Looked(about, measured.digest.hexdigest(), measured.bytes, files, ours)


def _told(progress: Progress, size: int, before: int, done: int) -> None:
    """The archive is read twice: to look, and to restore."""
    progress(before + done, 2 * size)


def _refuse_others(looked: Looked, *, foreign: bool) -> None:
    """Refuse what does not belong here."""
    about = looked.about
    if not looked.ours and not foreign:
        raise RestoreRefused(
            "This archive was not signed by this installation: another RUANGAMAN_AUDIT_KEY, or"
            " somebody who knows only the public half of the key made it. If the audit key was"
            " lost, and you are sure where the archive comes from, use --foreign."
        )
    if about.secret_mark != secret_mark().hex():
        raise RestoreRefused(
            "The archive belongs to another RUANGAMAN_SEAL_SECRET: nothing in it would open here."
            " Put the right secret in its place first."
        )
    if about.database != connection.vendor:
        raise RestoreRefused(
            f"The archive is one of {about.database}, DATABASE_URL is {connection.vendor}."
        )
    unknown = migrations_unknown(about)
    if unknown:
        raise RestoreRefused(
            f"The archive comes from a newer version of this software ({unknown[0]})."
            " Update the software first."
        )


def _refuse_over_data(target: Target, *, replace: bool) -> None:
    empty = target.is_empty() and not files_found()
    if not empty and not replace:
        raise RestoreRefused(
            "There is data here already. With --replace it is set aside, not deleted."
        )
    target.held_alone()


def _put_back(
    file: BinaryIO, pair: KeyPair, looked: Looked, target: Target, heard: Callable[[int], None]
) -> list[str]:
    """Build everything beside, then move it in; return what was set aside."""
    measured, before = Measured(file, heard), mark_read()
    lock = archive_lock(measured, pair)
    shelf, building = Shelf(target.stamp), target.building()
    try:
        _built(measured, lock, shelf, building)
        if measured.digest.hexdigest() != looked.sha256:
            raise ArchiveError("it changed while it was read")
        mark_set({"sha256": looked.sha256, "made_at": looked.about.made_at})
        aside = building.put_in_place()
    except BaseException:
        building.abandon()
        shelf.abandon()
        mark_clear() if before is None else mark_set(before)
        raise
    return aside + shelf.put_in_place()


def _built(measured: Measured, lock: Lock, shelf: Shelf, building: Building) -> None:
    for name, records in EntryReader(archive_chunks(measured, lock), lock):
        if name.startswith(FILES):
            shelf.take(name.removeprefix(FILES), records)
        elif name.startswith(DATABASE):
            building.take(name.removeprefix(DATABASE), records)
    building.finish()
