"""What stands inside an archive: named entries of any length, then the signature of its maker.

Everybody may seal to a public key, so the seal alone does not say who made an archive. The last
record is a signature over the header and everything before it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator

from ruangaman.lib.archive import ArchiveError, Lock
from ruangaman.lib.sealing import KeyPair, PublicKey

LONGEST_RECORD = 64 * 1024 * 1024
_HEAD = struct.Struct(">cI")
_BEGIN, _DATA, _END, _SIGNED = b"B", b"D", b"E", b"S"
_DOMAIN = b"ruangaman backup maker 1"


class EntryWriter:
    """Writes entries through ``write``, one after the other."""

    def __init__(self, write: Callable[[bytes], None], lock: Lock) -> None:
        """Write to the archive that ``lock`` belongs to."""
        self._write, self._lock = write, lock
        self._digest = hashlib.sha256()

    def entry(self, name: str, records: Iterator[bytes]) -> int:
        """Write an entry and return its length; its records come back as they were given."""
        total = 0
        self._record(_BEGIN, name.encode())
        for record in records:
            self._record(_DATA, record)
            total += len(record)
        self._record(_END, b"")
        return total

    def sign(self, maker: KeyPair) -> None:
        """End the archive."""
        signature = maker.sign(_signed(self._lock, self._digest.digest()))
        self._write(_HEAD.pack(_SIGNED, len(signature)) + signature)

    def _record(self, kind: bytes, body: bytes) -> None:
        record = _HEAD.pack(kind, len(body)) + body
        self._digest.update(record)
        self._write(record)


class EntryReader:
    """Reads entries from plain chunks. The maker is known once all are read."""

    def __init__(self, chunks: Iterator[bytes], lock: Lock) -> None:
        """Read from the archive that ``lock`` belongs to."""
        self._chunks, self._lock = chunks, lock
        self._ready, self._digest = bytearray(), hashlib.sha256()
        self._signature = b""

    def __iter__(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield each name with its records; what is not read of them is passed over."""
        while True:
            before = self._digest.copy()
            kind, body = self._record()
            if kind == _SIGNED:
                self._digest, self._signature = before, body
                break
            if kind != _BEGIN:
                raise ArchiveError("an entry does not begin where it should")
            records = self._records()
            yield body.decode(), records
            for _left in records:
                pass
        if self._ready or next(self._chunks, None) is not None:
            raise ArchiveError("something follows the end")

    def made_by(self, maker: PublicKey) -> bool:
        """Say whether ``maker`` signed what was read to its end."""
        return maker.verify(self._signature, _signed(self._lock, self._digest.digest()))

    def _records(self) -> Iterator[bytes]:
        while True:
            kind, body = self._record()
            if kind == _END:
                return
            if kind != _DATA:
                raise ArchiveError("an entry does not end where it should")
            yield body

    def _record(self) -> tuple[bytes, bytes]:
        head = self._take(_HEAD.size)
        kind, length = _HEAD.unpack(head)
        if length > LONGEST_RECORD:
            raise ArchiveError("a record is too long")
        body = self._take(length)
        self._digest.update(head + body)
        return kind, body

    def _take(self, length: int) -> bytes:
        while len(self._ready) < length:
            chunk = next(self._chunks, None)
            if chunk is None:
                raise ArchiveError("it ends too early")
            self._ready += chunk
        taken = bytes(self._ready[:length])
        del self._ready[:length]
        return taken


def _signed(lock: Lock, digest: bytes) -> bytes:
    return _DOMAIN + hashlib.sha256(lock.header).digest() + digest
