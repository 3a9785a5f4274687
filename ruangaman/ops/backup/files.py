"""The sealed files: read after the database's snapshot, put back into a folder of their own.

They are written once and never changed, so whatever the snapshot names and nobody disposed of
meanwhile is there when the folder is read after it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings

from ruangaman.lib.archive import ArchiveError
from ruangaman.network.poster_files import POSTERS
from ruangaman.surveys.bundle_files import PLACE as SLIPS
from ruangaman.training.certificate_files import PLACE as CERTIFICATES

_PIECE = 256 * 1024


def files_home() -> Path:
    """Return the folder of the sealed files."""
    home: Path = getattr(settings, "FILES_HOME", settings.HOME / "files")
    return home


def kept_out() -> list[Path]:
    """Return the folders of which nothing may ever enter a backup."""
    homes = [settings.HOME / "secrets", settings.EPHEMERAL_HOME, settings.SHRED_HOME]
    homes.append(settings.AUDIT_EXPORTS)
    return [Path(home).resolve() for home in homes]


def files_found() -> list[Path]:
    """Return every finished file in order; drafts and what was set aside begin with a dot.

    Sets of posters, certificates and slips are left out: they live for a day.
    """
    home = files_home()
    found = []
    for folder, folders, names in os.walk(home):
        left_out = {POSTERS, CERTIFICATES, SLIPS} if Path(folder) == home else set()
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in left_out
        )
        paths = (Path(folder) / name for name in sorted(names) if not name.startswith("."))
        found += [path for path in paths if path.is_file() and not path.is_symlink()]
    return found


def file_records(path: Path) -> Iterator[bytes] | None:
    """Return a file's bytes in pieces, or None where it was disposed of meanwhile."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    return _pieces(file)


class Shelf:
    """Files of an archive on their way back: in a hidden folder until all are there."""

    def __init__(self, stamp: str) -> None:
        """Use the folder of the sealed files; ``stamp`` names where older ones are put aside."""
        self._home = files_home()
        self._drafts = self._home / f".restoring-{stamp}"
        self._aside = self._home / f".before-restore-{stamp}"
        for forsaken in self._home.glob(".restoring-*"):
            shutil.rmtree(forsaken)

    def take(self, name: str, records: Iterator[bytes]) -> None:
        """Write a file, durable and readable by its owner only."""
        self._home.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._drafts / safe_name(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for record in records:
                file.write(record)
            file.flush()
            os.fsync(file.fileno())

    def put_in_place(self) -> list[str]:
        """Put older files aside and the restored ones in; return where the older ones are."""
        older = [path for path in self._home.glob("*") if not path.name.startswith(".")]
        if older:
            self._aside.mkdir(mode=0o700)
        for path in older:
            path.rename(self._aside / path.name)
        if self._drafts.exists():
            for path in list(self._drafts.iterdir()):
                path.rename(self._home / path.name)
            self._drafts.rmdir()
        return [str(self._aside)] if older else []

    def abandon(self) -> None:
        """Remove what was written."""
        if self._drafts.exists():
            shutil.rmtree(self._drafts)


def safe_name(name: str) -> PurePosixPath:
    """Return the path below the folder, or raise ``ArchiveError`` for one that leads elsewhere."""
    path = PurePosixPath(name)
    parts = name.split("/")
    if path.is_absolute() or "\0" in name or any(not part or part[0] == "." for part in parts):
        raise ArchiveError("a file that would lie elsewhere")
    return path


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
