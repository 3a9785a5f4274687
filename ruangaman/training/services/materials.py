"""What participants may read: links, and files that are looked into and kept sealed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ruangaman.core.storage import Pieces, is_room_for_files, sealed_files
from ruangaman.lib.blobs import blob_open, blob_seal, new_key, padded_size
from ruangaman.lib.cleaning.limits import Refused as FileRefused
from ruangaman.lib.cleaning.run import clean
from ruangaman.lib.sealing import Context, SealError
from ruangaman.network.private import private_open, private_seal
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Event, Material, Session
from ruangaman.training.services.changes import event_turn

PLACE = "bahan"
MOST_MATERIALS = 40
_FIELD = "training_material"
_ANY = frozenset(Event.State)


class MaterialMissing(Exception):
    """The bytes are not there, or not as they were sealed."""


def link_add(*, event: Event, session: Session | None, title: str, link: str, by: User) -> Material:
    """Add a link that participants may follow."""
    with event_turn(event=event, by=by, action="material_added", states=_ANY, trainer=True) as mine:
        _room(mine)
        return Material.objects.create(event=mine, session=session, title=title, link=link)


def file_add(
    *, event: Event, session: Session | None, title: str, raw: bytes | bytearray, by: User
) -> Material:
    """Keep a file, cleaned of metadata, or raise ``lib.cleaning.limits.Refused``.

    The sealed bytes are on the disk before the row commits.
    """
    if not is_room_for_files():
        raise FileRefused("disk")
    cleaned = clean(raw, folder=settings.EPHEMERAL_HOME)
    row = Material(event=event, session=session, title=title, kind=cleaned.kind)
    row.size, row.blob = len(cleaned.data), f"{PLACE}/{row.pk.hex[:2]}/{row.pk.hex}"
    key = new_key()
    row.sealed = private_seal(key.hex(), owner=row.pk, field=_FIELD)
    _store(row, bytes(cleaned.data), key)
    try:
        with event_turn(
            event=event, by=by, action="material_added", states=_ANY, trainer=True
        ) as mine:
            _room(mine)
            row.save(force_insert=True)
    except BaseException:
        with contextlib.suppress(OSError):
            sealed_files().delete(row.blob)
        raise
    return row


def material_remove(*, material: Material, by: User) -> None:
    """Take a material away; its bytes go when the row is gone."""
    with event_turn(
        event=material.event, by=by, action="material_removed", states=_ANY, trainer=True
    ):
        blob = material.blob
        material.delete()
        if blob:
            transaction.on_commit(lambda: sealed_files().delete(blob))


def material_pieces(material: Material) -> Iterator[bytes]:
    """Return the bytes piece by piece; ``MaterialMissing`` before the first where any is wrong."""
    try:
        for _piece in _opened(material):
            pass
    except (OSError, SealError, ValueError) as fault:
        raise MaterialMissing from fault
    return _opened(material)


def _opened(material: Material) -> Iterator[bytes]:
    key = bytes.fromhex(private_open(material.sealed, owner=material.pk, field=_FIELD))
    sealed: Any = sealed_files().open(material.blob)
    with sealed:
        yield from blob_open(sealed, key=key, context=_context(material))


def _context(material: Material) -> Context:
    return b"training", material.event_id.bytes, material.pk.bytes


def _store(row: Material, plain: bytes, key: bytes) -> None:
    pieces = Pieces(blob_seal(plain, key=key, context=_context(row)), size=padded_size(len(plain)))
    try:
        saved = sealed_files().save(row.blob, pieces)
    except OSError as fault:
        raise FileRefused("disk") from fault
    if saved != row.blob:
        raise FileRefused("disk")


def _room(event: Event) -> None:
    if event.materials.count() >= MOST_MATERIALS:
        raise Refused(_("Sudah 40 bahan. Hapus dulu yang tidak dipakai lagi."))
