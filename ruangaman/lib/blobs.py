"""Files sealed in pieces: made and read with a few kilobytes in hand, whatever their length.

Each file has a random key of its own, which stands only in a sealed and signed item. A piece is
bound to the file, to its place and to whether it is the last one (as STREAM: Hoang, Reyhanitabar,
Rogaway, Vizár 2015), so none can be moved, left out or put behind the end.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ruangaman.lib.sealing import Context, SealError, binding

PIECE = 65536
KEY_BYTES = 32
_SMALL_STEP, _LARGE_STEP, _LARGE = PIECE, 8 * PIECE, 16 * PIECE
_TAG = 16
_HEAD = b"\x01"
_LENGTH_BYTES = 8


class Readable(Protocol):
    """Something that gives bytes in order."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""
        ...


def new_key() -> bytes:
    """Return the key of one file."""
    return secrets.token_bytes(KEY_BYTES)


def padded_size(length: int) -> int:
    """Return how long ``length`` bytes are before sealing: steps of 64 KB, from 1 MB of 512 KB."""
    plain = length + _LENGTH_BYTES
    step = _SMALL_STEP if plain <= _LARGE else _LARGE_STEP
    return plain + -plain % step


def blob_seal(plain: bytes, *, key: bytes, context: Context) -> Iterator[bytes]:
    """Yield the sealed pieces of ``plain``: its length, the bytes and zeros up to a full step."""
    cipher, bound = ChaCha20Poly1305(key), binding("file", context)
    pieces = padded_size(len(plain)) // PIECE
    head = len(plain).to_bytes(_LENGTH_BYTES, "big")
    view = memoryview(plain)
    yield _HEAD
    for number in range(pieces):
        start = number * PIECE - _LENGTH_BYTES
        piece = head + view[: PIECE - _LENGTH_BYTES] if not number else view[start : start + PIECE]
        filled = bytes(piece).ljust(PIECE, b"\0")
        yield cipher.encrypt(_nonce(number), filled, _place(bound, last=number == pieces - 1))


def blob_open(sealed: Readable, *, key: bytes, context: Context) -> Iterator[bytes]:
    """Yield the bytes piece by piece; ``SealError`` before a piece that is not as it was sealed."""
    if sealed.read(1) != _HEAD:
        raise SealError("unknown format")
    cipher, bound = ChaCha20Poly1305(key), binding("file", context)
    left, number, piece = -1, 0, _exactly(sealed, PIECE + _TAG)
    while piece:
        following = _exactly(sealed, PIECE + _TAG)
        try:
            plain = cipher.decrypt(_nonce(number), piece, _place(bound, last=not following))
        except InvalidTag as fault:
            raise SealError("does not open") from fault
        if left < 0:
            left = int.from_bytes(plain[:_LENGTH_BYTES], "big")
            plain = plain[_LENGTH_BYTES:]
        if wanted := plain[:left]:
            yield wanted
        left, number, piece = left - len(wanted), number + 1, following
    if left:
        raise SealError("cut")


def digest_of(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of ``pieces`` in hexadecimal, holding one at a time."""
    total = hashlib.sha256()
    for piece in pieces:
        total.update(piece)
    return total.hexdigest()


def _exactly(sealed: Readable, size: int) -> bytes:
    """Read ``size`` bytes, less only at the end."""
    parts, left = [], size
    while left and (part := sealed.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _place(bound: bytes, *, last: bool) -> bytes:
    return bound + (b"\x01" if last else b"\x00")
