"""One file of a form, in memory only: never a temporary file, and only so many at a time."""

from __future__ import annotations

import re
import threading
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from ruangaman.lib.cleaning.limits import MOST_BYTES

LAST_FIELD = "akhir"
"""The last field of a form with a file: where it is missing, the line broke before the end."""

MOST_AROUND = 200_000
"""Bytes of the form beside its file: carried state, text, boundaries."""

MOST_BODY = MOST_BYTES + MOST_AROUND
AT_ONCE = 2
"""Files that one process holds at a time; ``ops.worker`` lets others wait without a thread."""

BUSY_HEADER = "X-UPLOADS-BUSY"
"""Set by ``ops.worker`` on a form that it had no room to receive."""

_ADDRESS = re.compile(
    r"(/en)?/(pesan/file|kasus/[A-Z]{3}-[0-9]{4}/file|jejaring/sk/[0-9a-f-]{36}/pindaian"
    r"|jejaring/impor|jejaring/mutasi|pelatihan/acara/[0-9a-f-]{36}/(bahan|hadir/unggah)"
    r"|kebijakan/bukti/(dokumen|jawaban|aksi)/[0-9a-f-]{36}"
    r"|kebijakan/pernyataan/[-a-zA-Z0-9_]+/pegawai/unggah)/"
)
_places = threading.BoundedSemaphore(AT_ONCE)


class Upload(UploadedFile):  # type: ignore[type-arg]
    """A file as it came. ``refused`` is ``large`` or ``busy`` where its bytes were not kept."""

    def __init__(self, name: str, raw: bytearray, refused: str) -> None:
        """Take what was received."""
        super().__init__(None, name, size=len(raw))
        self.raw, self.refused = raw, refused


class OneFile(FileUploadHandler):
    """Keep one file in memory; of a longer one, or one too many, only that it came.

    The text of the same form is read whatever becomes of the file.
    """

    chunk_size = 65536

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Begin without a place among those held."""
        super().__init__(request)
        self._holds, self._refused, self._raw = False, "", bytearray()

    def new_file(self, *args: Any, **options: Any) -> None:
        """Take a place for the file, if one is free."""
        super().new_file(*args, **options)
        self._raw = bytearray()
        self._holds = self._holds or _places.acquire(blocking=False)
        self._refused = "" if self._holds else "busy"

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Keep a piece, or throw all of them away when they are too many."""
        if not self._refused and len(self._raw) + len(raw_data) > MOST_BYTES:
            self._refused, self._raw = "large", bytearray()
        if not self._refused:
            self._raw += raw_data

    def file_complete(self, file_size: int) -> Upload:  # noqa: ARG002
        """Return what was kept."""
        return Upload(self.file_name or "", self._raw, self._refused)

    def done(self) -> None:
        """Give the place back; the request is answered."""
        if self._holds:
            self._holds = False
            self._raw = bytearray()
            _places.release()


def takes_file(request: HttpRequest) -> bool:
    """Say whether this request may bring a file: a form with parts, to one of these addresses."""
    is_form = str(request.META.get("CONTENT_TYPE", "")).startswith("multipart/form-data")
    return request.method == "POST" and is_form and is_upload_address(request.path_info)


def is_upload_address(path: str) -> bool:
    """Say whether files are taken at this address."""
    return bool(_ADDRESS.fullmatch(path))
