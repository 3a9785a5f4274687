"""Signed decrees as sealed bytes: where they lie, what they are bound to, and their keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from ruangaman.core.storage import sealed_files
from ruangaman.lib.blobs import blob_open
from ruangaman.lib.sealing import Context, SealError
from ruangaman.network.models import DecreeFile
from ruangaman.network.private import private_open, private_seal

_FIELD = "decree_file"
SCANS = "sk"


class ScanMissing(Exception):
    """The bytes are not there, or not as they were sealed."""


def scan_place(file: DecreeFile) -> str:
    """Return the name below the sealed files; beside the reports' own."""
    return f"{SCANS}/{file.pk.hex[:2]}/{file.pk.hex}"


def scan_context(file: DecreeFile) -> Context:
    """Return what the bytes are bound to: they open for no other decree and under no other row."""
    return b"decree", file.decree_id.bytes, file.pk.bytes


def key_seal(file: DecreeFile, key: bytes) -> bytes:
    """Return the key of a file for its column."""
    return private_seal(key.hex(), owner=file.pk, field=_FIELD)


def scan_pieces(file: DecreeFile) -> Iterator[bytes]:
    """Return the bytes piece by piece; ``ScanMissing`` before the first if any is not genuine."""
    try:
        digest = hashlib.sha256()
        for piece in _opened(file):
            digest.update(piece)
    except (OSError, SealError, ValueError) as fault:
        raise ScanMissing from fault
    if digest.digest() != bytes(file.sha256):
        raise ScanMissing
    return _opened(file)


def _opened(file: DecreeFile) -> Iterator[bytes]:
    key = bytes.fromhex(private_open(file.sealed, owner=file.pk, field=_FIELD))
    sealed: Any = sealed_files().open(file.blob)
    with sealed:
        yield from blob_open(sealed, key=key, context=scan_context(file))
