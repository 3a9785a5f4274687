"""Make a backup while the servers run, and read it back before it gets its name."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record
from ruangaman.lib.archive import ArchiveError, ArchiveWriter, archive_chunks
from ruangaman.lib.archive_entries import EntryReader, EntryWriter
from ruangaman.lib.sealing import PublicKey
from ruangaman.ops.backup import postgresql, sqlite
from ruangaman.ops.backup.contents import (
    ABOUT,
    DATABASE,
    FILES,
    about_of,
    maker,
    tables_left_empty,
)
from ruangaman.ops.backup.faults import BackupRefused
from ruangaman.ops.backup.files import file_records, files_found, files_home, kept_out

Progress = Callable[[int, int], None]

_NAME = re.compile(r"ruangaman-\d{8}T\d{6}Z\.backup")
_DRAFT = re.compile(rf"\.{_NAME.pattern}\.[0-9a-f]{{8}}")


@dataclass(slots=True)
class Made:
    """A backup that was written and read back."""

    file: Path
    bytes: int
    sha256: str
    key: str
    database: str
    files: int
    removed: list[Path] = field(default_factory=list)


class Measured:
    """A file whose bytes are counted and hashed on their way."""

    def __init__(self, file: BinaryIO, heard: Callable[[int], None]) -> None:
        """Pass everything on to ``file``; ``heard`` is told how many bytes went by."""
        self._file, self._heard = file, heard
        self.digest, self.bytes = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write ``data``."""
        self._count(data)
        return self._file.write(data)

    def read(self, length: int) -> bytes:
        """Read up to ``length`` bytes."""
        data = self._file.read(length)
        self._count(data)
        return data

    def _count(self, data: bytes) -> None:
        self.digest.update(data)
        self.bytes += len(data)
        self._heard(self.bytes)


def backup_make(*, target: Path, key: PublicKey, keep: int | None, progress: Progress) -> Made:
    """Write a backup to ``target`` (a file, or a folder for one named by the time).

    Raises ``BackupRefused``; then nothing new lies there. ``keep``: of the backups in the
    folder, only so many of the newest stay.
    """
    place = _place(target.resolve())
    _forsaken_removed(place.parent)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        made = _written(draft, place, key, progress)
        _given_its_name(draft, place)
    except OSError as fault:
        raise BackupRefused(f"{place}: {fault.strerror or fault}. Nothing was kept.") from fault
    finally:
        draft.unlink(missing_ok=True)
    _recorded(made)
    if keep:
        made.removed = _older_removed(place.parent, keep)
    return made


def _place(target: Path) -> Path:
    """Return the file to be; raises ``BackupRefused`` where it cannot or must not lie."""
    if target.is_dir():
        target /= f"ruangaman-{timezone.now():%Y%m%dT%H%M%SZ}.backup"
    if not target.parent.is_dir():
        raise BackupRefused(f"{target.parent}: there is no such folder.")
    if target.exists():
        raise BackupRefused(f"{target} is there already. A backup never writes over a file.")
    for folder in [files_home().resolve(), *kept_out()]:
        if target.is_relative_to(folder):
            raise BackupRefused(f"{folder} belongs to the installation. Choose another folder.")
    for folder in kept_out():
        if folder.is_relative_to(files_home().resolve()):
            raise BackupRefused(f"{folder} enters no backup, but lies in RUANGAMAN_FILES_HOME.")
    return target


def _written(draft: Path, place: Path, key: PublicKey, progress: Progress) -> Made:
    """Write the archive to ``draft``, then read it back from the disk."""
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with closing(_snapshot()) as snapshot:
            found = files_found()
            expected = snapshot.bytes + sum(_size(path) for path in found)
            measured = Measured(file, lambda done: progress(done, 2 * max(expected, done)))
            writer = ArchiveWriter(measured, key)
            count = _filled(writer, snapshot, found)
        writer.finish()
        file.flush()
        os.fsync(file.fileno())
        total = measured.bytes
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        file.seek(0)
        again = Measured(file, lambda done: progress(total + done, 2 * total))
        if not _same(again, writer) or again.digest.digest() != measured.digest.digest():
            raise BackupRefused(f"{place}: the disk gives back something else. Nothing was kept.")
    return Made(
        place, total, measured.digest.hexdigest(), key.fingerprint, connection.vendor, count
    )


def _snapshot() -> sqlite.Snapshot | postgresql.Snapshot:
    if connection.vendor == "sqlite":
        return sqlite.Snapshot(Path(connection.settings_dict["NAME"]).resolve())
    return postgresql.Snapshot()


def _filled(
    writer: ArchiveWriter, snapshot: sqlite.Snapshot | postgresql.Snapshot, found: list[Path]
) -> int:
    """Write all entries and return how many files there were."""
    entries = EntryWriter(writer.write, writer.lock)
    entries.entry(ABOUT, iter([about_of(snapshot.rows).to_bytes()]))
    for name, records in snapshot.entries(tables_left_empty()):
        entries.entry(DATABASE + name, records)
    count = 0
    for path in found:
        records_or_none = file_records(path)
        if records_or_none is not None:
            entries.entry(FILES + path.relative_to(files_home()).as_posix(), records_or_none)
            count += 1
    entries.sign(maker())
    return count


def _same(file: Measured, writer: ArchiveWriter) -> bool:
    """Decrypt what the disk gives back, to its end, and compare it with what was meant."""
    if file.read(len(writer.lock.header)) != writer.lock.header:
        return False
    digest = hashlib.sha256()
    try:
        reader = EntryReader(_hashed(archive_chunks(file, writer.lock), digest.update), writer.lock)
        for _name, _records in reader:
            pass
    except ArchiveError:
        return False
    whole: bool = digest.digest() == writer.plain_digest.digest()
    return whole and reader.made_by(maker().public)


def _hashed(chunks: Iterator[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for chunk in chunks:
        update(chunk)
        yield chunk


def _given_its_name(draft: Path, place: Path) -> None:
    """Give the file its name, unless somebody else took it meanwhile."""
    try:
        os.link(draft, place)
    except FileExistsError as fault:
        raise BackupRefused(f"{place} is there already.") from fault
    except OSError:  # a file system without links
        draft.rename(place)
    folder = os.open(place.parent, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(folder)
    os.close(folder)


def _recorded(made: Made) -> None:
    detail = {"sha256": made.sha256, "bytes": made.bytes, "key": made.key, "files": made.files}
    with transaction.atomic():
        audit_record(actor=None, action="backup-made", detail=detail)


def _older_removed(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest backups that carry the name of the time they were made."""
    named = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    removed = named[:-keep]
    for path in removed:
        path.unlink()
    return removed


def _forsaken_removed(folder: Path) -> None:
    """Remove drafts of backups that were killed; one that is being written is locked."""
    for path in folder.iterdir():
        if not _DRAFT.fullmatch(path.name):
            continue
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
