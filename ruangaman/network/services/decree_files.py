"""The signed decree comes back: looked into, sealed as it is, and never taken away again."""

from __future__ import annotations

import contextlib
import hashlib

from django.conf import settings
from django.db import transaction

from ruangaman.core.storage import Pieces, is_room_for_files, sealed_files
from ruangaman.lib.blobs import blob_seal, new_key, padded_size
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.lib.cleaning.run import clean
from ruangaman.network.models import Decree, DecreeFile
from ruangaman.network.permissions import units_headed
from ruangaman.network.scans import key_seal, scan_context, scan_place
from ruangaman.network.services.decree_changes import must_coordinate, step_add
from ruangaman.people.models import User

MOST_OF_DECREE = 20
_ACTIVE = frozenset({"script", "attachment"})
UNSIGNED = frozenset({Decree.State.DRAFT, Decree.State.SUBMITTED, Decree.State.WITHDRAWN})


def scan_keep(*, decree: Decree, raw: bytes | bytearray, by: User) -> DecreeFile:
    """Keep the signed decree beside those that came before, or raise ``Refused``.

    The file is taken apart in the child process to know that it is whole and runs nothing; what
    is kept is the original, byte for byte, because its hash is the evidence. The sealed bytes
    are on the disk before the row commits.
    """
    if decree.unit_code not in units_headed(by):
        must_coordinate(by)
    if not is_room_for_files():
        raise Refused("disk")
    cleaned = clean(raw, folder=settings.EPHEMERAL_HOME)
    if _ACTIVE.intersection(cleaned.removed):
        raise Refused("active")
    file = DecreeFile(decree=decree, kind=cleaned.kind, size=len(raw), uploaded_by=by)
    file.sha256, file.blob = hashlib.sha256(raw).digest(), scan_place(file)
    key = new_key()
    file.sealed = key_seal(file, key)
    _store(file, bytes(raw), key)
    try:
        _row_write(file, by)
    except BaseException:
        with contextlib.suppress(OSError):
            sealed_files().delete(file.blob)
        raise
    return file


def _row_write(file: DecreeFile, by: User) -> None:
    with transaction.atomic():
        decree = Decree.objects.select_for_update().get(pk=file.decree_id)
        if decree.state in UNSIGNED:
            raise Refused("unsigned")
        if decree.files.count() >= MOST_OF_DECREE:
            raise Refused("many")
        if decree.files.filter(sha256=file.sha256).exists():
            raise Refused("known")
        file.save(force_insert=True)
        action = "scan_replaced" if decree.files.count() > 1 else "scan_added"
        step_add(decree=decree, action=action, by=by, detail={"sha256": file.sha256.hex()})


def _store(file: DecreeFile, plain: bytes, key: bytes) -> None:
    pieces = Pieces(
        blob_seal(plain, key=key, context=scan_context(file)), size=padded_size(len(plain))
    )
    try:
        saved = sealed_files().save(file.blob, pieces)
    except OSError as fault:
        raise Refused("disk") from fault
    if saved != file.blob:
        raise Refused("disk")
