"""An encrypted archive of any size in constant memory, sealed to a key given by its public half.

Header: magic, fingerprint of the receiving key, a fresh content key sealed to it (HPKE). Then
chunks of 256 KB under ChaCha20-Poly1305; the nonce is the chunk's number and whether it is the
last (the STREAM construction), the key is bound to the header. A cut, a swap, a repetition,
appended or altered bytes: the archive does not open. Nothing is compressed: what is sealed does
not shrink, and the length then depends on amounts alone, never on content.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ruangaman.lib.sealing import KeyPair, PublicKey, SealError, derive

MAGIC = b"ruangaman backup\x01"
CHUNK = 256 * 1024
TAG = 16
_FINGERPRINT, _KEY, _SEAL = 20, 32, 1137
HEADER_BYTES = len(MAGIC) + _FINGERPRINT + _KEY + _SEAL
_PURPOSE = "backup"


class Readable(Protocol):
    """What an archive is read from."""

    def read(self, length: int, /) -> bytes:
        """Return up to ``length`` bytes, fewer only at the end."""


class Writable(Protocol):
    """What an archive is written to."""

    def write(self, data: bytes, /) -> int:
        """Write ``data``."""


class ArchiveError(Exception):
    """Not an archive, sealed to another key, cut off, or altered; the text says which."""


@dataclass(frozen=True)
class Lock:
    """What opens one archive: its header and its content key."""

    header: bytes
    key: bytes

    @cached_property
    def _cipher(self) -> ChaCha20Poly1305:
        salt = hashlib.sha256(self.header).digest()
        return ChaCha20Poly1305(derive(self.key, "ruangaman backup stream 1", salt=salt))

    def close_chunk(self, plain: bytes, number: int, *, last: bool) -> bytes:
        """Seal a chunk at its place."""
        return self._cipher.encrypt(_nonce(number, last=last), plain, None)

    def open_chunk(self, sealed: bytes, number: int, *, last: bool) -> bytes:
        """Open a chunk at its place, or raise ``ArchiveError``."""
        try:
            return self._cipher.decrypt(_nonce(number, last=last), sealed, None)
        except InvalidTag as fault:
            raise ArchiveError(f"altered or cut off at part {number + 1}") from fault


class ArchiveWriter:
    """Writes an archive for the holder of ``to``; nothing counts before ``finish``."""

    def __init__(self, file: Writable, to: PublicKey) -> None:
        """Draw the content key and write the header."""
        key = secrets.token_bytes(_KEY)
        mark = _mark(to)
        sealed = to.seal(key, purpose=_PURPOSE, context=(MAGIC, mark))
        self.lock = Lock(MAGIC + mark + sealed, key)
        self.plain_digest = hashlib.sha256()
        self._file, self._waiting, self._number = file, bytearray(), 0
        file.write(self.lock.header)

    def write(self, data: bytes) -> None:
        """Take plain bytes."""
        self.plain_digest.update(data)
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Write the last chunk, which says that it is the last."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self.lock.close_chunk(plain, self._number, last=last))
        self._number += 1


def archive_lock(file: Readable, pair: KeyPair) -> Lock:
    """Read the header from the beginning of ``file`` and open it; raises ``ArchiveError``."""
    header = file.read(HEADER_BYTES)
    start, end = len(MAGIC), len(MAGIC) + _FINGERPRINT
    if len(header) != HEADER_BYTES or header[:start] != MAGIC:
        raise ArchiveError("not a backup of this format")
    if header[start:end] != _mark(pair.public):
        raise ArchiveError("sealed to another key")
    context = (MAGIC, header[start:end])
    try:
        return Lock(header, pair.open(header[end:], purpose=_PURPOSE, context=context))
    except SealError as fault:
        raise ArchiveError("the header was altered") from fault


def archive_chunks(file: Readable, lock: Lock) -> Iterator[bytes]:
    """Yield the plain chunks of ``file``, which stands behind the header, or ``ArchiveError``."""
    sealed = file.read(CHUNK + TAG)
    for number in count():
        following = file.read(CHUNK + TAG)
        plain = lock.open_chunk(sealed, number, last=not following)
        if not plain and number:
            raise ArchiveError("an empty part at the end")
        yield plain
        if not following:
            return
        sealed = following


def _mark(key: PublicKey) -> bytes:
    return bytes.fromhex(key.fingerprint)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
