"""Files: cleaned, sealed and put on the disk; named by a message; swept when none names them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ruangaman.core.storage import Pieces, is_room_for_files, sealed_files
from ruangaman.lib.blobs import blob_seal, new_key, padded_size
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.lib.cleaning.run import clean
from ruangaman.reporting.attached import Attached, blob_context, plain_name
from ruangaman.reporting.models import File, Report

WAITING = dt.timedelta(hours=2, minutes=10)
"""How long a file waits for its message: as long as a form lives, and a little."""

Opened = Callable[[], AbstractContextManager[None]]

MOST_WAITING, MOST_OF_REPORT = 15, 200

_FOLDER, _NAME = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{32}")
"""What the sweep looks at: a restore on its way lies beside it."""


class FilesGone(Exception):
    """A file of this message waited too long, or was never kept; it must be chosen again."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep took away: rows that waited too long, bytes that no row names."""

    waited: int
    nameless: int


def file_keep(
    *, report: Report, raw: bytes | bytearray, name: str, opened: Opened = nullcontext
) -> Attached:
    """Clean and seal a file and keep it until a message names it, or raise ``Refused``.

    ``opened`` lets the report's rows be seen; not while the file is cleaned, which takes long.
    The sealed bytes are on the disk before the row commits: a row never names what is not there.
    """
    with opened():
        _refuse_too_many(report)
    cleaned = clean(raw, folder=settings.EPHEMERAL_HOME)
    original, original_size = hashlib.sha256(raw).hexdigest(), len(raw)
    file_id, key = uuid.uuid4(), new_key()
    row = File(id=file_id, report=report, size=padded_size(len(cleaned.data)))
    digest = _store(row, cleaned.data, key)
    row.waits_until = timezone.now() + WAITING
    with opened():
        row.save(force_insert=True)
    return Attached(
        id=file_id,
        key=key,
        name=plain_name(name),
        kind=cleaned.kind,
        size=len(cleaned.data),
        digest=digest,
        content=hashlib.sha256(cleaned.data).hexdigest(),
        original=original,
        original_size=original_size,
        removed=cleaned.removed,
    )


def files_claim(report: Report, files: Sequence[Attached]) -> None:
    """Bind waiting files to the message that names them; ``FilesGone`` if one is not there.

    Runs in the transaction that writes the message.
    """
    if not files:
        return
    ids = [one.id for one in files]
    waiting = File.objects.filter(report=report, pk__in=ids, waits_until__isnull=False)
    if waiting.update(waits_until=None) != len(set(ids)):
        raise FilesGone


def files_wait_on(report: Report, files: Sequence[Attached]) -> None:
    """Let files wait as long again: their form was shown once more."""
    File.objects.filter(
        report=report, pk__in=[one.id for one in files], waits_until__isnull=False
    ).update(waits_until=timezone.now() + WAITING)


def report_files_delete(report: Report) -> int:
    """Delete every file of a report, bytes first; a second call finds what a first one left."""
    rows = list(File.objects.filter(report=report))
    for row in rows:
        _forget(row)
    return len(rows)


def files_sweep() -> Swept:
    """Take away what no message names: files that waited too long, bytes of a crash."""
    late = list(File.objects.filter(waits_until__lt=timezone.now()))
    for row in late:
        with transaction.atomic():
            locked = File.objects.select_for_update().filter(
                pk=row.pk, waits_until__lt=timezone.now()
            )
            if locked.exists():
                _forget(row)
    return Swept(len(late), sum(map(_delete_nameless, _nameless())))


def _refuse_too_many(report: Report) -> None:
    if not is_room_for_files():
        raise Refused("disk")
    now = timezone.now()
    files = File.objects.filter(report=report)
    if files.filter(waits_until__gte=now).count() >= MOST_WAITING:
        raise Refused("busy")
    if files.filter(Q(waits_until__isnull=True)).count() >= MOST_OF_REPORT:
        raise Refused("many")


def _store(row: File, plain: bytes, key: bytes) -> str:
    """Write the sealed pieces as they are made and return their digest."""
    total = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        for piece in blob_seal(plain, key=key, context=blob_context(row.report, row.id)):
            total.update(piece)
            yield piece

    try:
        saved = sealed_files().save(row.place, Pieces(pieces(), size=row.size))
    except OSError as fault:
        raise Refused("disk") from fault
    if saved != row.place:
        raise Refused("disk")
    return total.hexdigest()


def _forget(row: File) -> None:
    sealed_files().delete(row.place)
    row.delete()


def _nameless() -> Iterator[str]:
    """Yield what lies in the storage without a row and is older than an upload takes."""
    storage = sealed_files()
    oldest = timezone.now() - WAITING
    if isinstance(storage, FileSystemStorage) and not settings.FILES_HOME.exists():
        return
    for folder in filter(_FOLDER.fullmatch, storage.listdir("")[0]):
        names = list(filter(_NAME.fullmatch, storage.listdir(folder)[1]))
        found = File.objects.filter(pk__in=map(uuid.UUID, names))
        known = {one.hex for one in found.values_list("pk", flat=True)}
        for name in names:
            place = f"{folder}/{name}"
            if name not in known and storage.get_modified_time(place) < oldest:
                yield place


def _delete_nameless(place: str) -> int:
    sealed_files().delete(place)
    return 1
