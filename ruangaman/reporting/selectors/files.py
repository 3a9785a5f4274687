"""Open a file that a message names: checked whole first, then read piece by piece."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from ruangaman.core.storage import sealed_files
from ruangaman.lib.blobs import PIECE, blob_open, digest_of
from ruangaman.lib.sealing import SealError
from ruangaman.reporting.attached import Attached, blob_context, files_in
from ruangaman.reporting.models import File, Report
from ruangaman.reporting.selectors.parts import ReadItem


class FileMissing(Exception):
    """No message that was opened names this file, or its bytes are not as they were sealed."""


def file_named(items: Iterable[ReadItem], file_id: uuid.UUID) -> Attached:
    """Return the file of an opened, genuine message, or raise ``FileMissing``."""
    for item in items:
        if item.author != "unreadable":
            for one in files_in(item.body):
                if one.id == file_id:
                    return one
    raise FileMissing


def file_read(report: Report, file: Attached) -> Iterator[bytes]:
    """Return the bytes of ``file`` piece by piece, or raise ``FileMissing`` before the first.

    The digest in the signed message is compared before anything is opened: whoever holds the key
    of a file could else put another in its place.
    """
    row = File.objects.filter(pk=file.id, report=report).first()
    if row is None:
        raise FileMissing
    try:
        with sealed_files().open(row.place) as sealed:
            genuine = digest_of(iter(lambda: sealed.read(PIECE), b"")) == file.digest
        if not genuine:
            raise FileMissing
        opened = sealed_files().open(row.place)
    except OSError as fault:
        raise FileMissing from fault
    return _pieces(opened, report, file)


def _pieces(opened: Any, report: Report, file: Attached) -> Iterator[bytes]:
    with opened:
        try:
            yield from blob_open(opened, key=file.key, context=blob_context(report, file.id))
        except SealError as fault:
            raise FileMissing from fault
