"""Where sealed bytes lie: below ``RUANGAMAN_FILES_HOME``, on the disk before a row names them."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

MEGABYTE = 1_000_000


class Pieces(File):  # type: ignore[type-arg]
    """Bytes that come in pieces, as a file that a storage can save; read once."""

    def __init__(self, pieces: Iterable[bytes], *, size: int) -> None:
        """Take the pieces and how many bytes they are together."""
        super().__init__(None)
        self.size = size
        self._pieces = iter(pieces)
        self._rest = b""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the pieces as they are made."""
        yield from self._pieces

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, for storages that send what they save elsewhere."""
        while size < 0 or len(self._rest) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._rest += piece
        size = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


class DurableStorage(FileSystemStorage):
    """A folder in which a saved file outlives a power cut, or is not there at all."""

    def __init__(self) -> None:
        """Lie below ``RUANGAMAN_FILES_HOME``, for the owner of the process only."""
        super().__init__(
            settings.FILES_HOME, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def _save(self, name: str, content: File[Any]) -> str:
        path = Path(self.path(name))
        try:
            saved = str(super()._save(name, content))  # type: ignore[misc]
            synced(path)
            synced(path.parent)
            synced(path.parent.parent)
        except OSError:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            raise
        return saved


def synced(path: Path) -> None:
    """Make sure that a file, or the names in a folder, stand on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sealed_files() -> Storage:
    """Return the storage of sealed files."""
    return storages["files"]


def is_room_for_files() -> bool:
    """Say whether files may come: the last of the disk is kept for text."""
    folder: Path = settings.FILES_HOME
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free >= settings.FILES_KEEP_FREE_MB * MEGABYTE
