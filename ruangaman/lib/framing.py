"""Byte strings one after the other, each behind its length."""

from __future__ import annotations

import struct
from collections.abc import Iterator


def unframed(piece: bytes, length: struct.Struct) -> Iterator[bytes]:
    """Yield the strings of ``piece``; before each stands how long it is, packed by ``length``."""
    at = 0
    while at < len(piece):
        (size,) = length.unpack_from(piece, at)
        at += length.size
        yield piece[at : at + size]
        at += size
