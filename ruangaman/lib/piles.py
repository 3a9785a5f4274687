"""Rows given back in an order of nobody, however many they are, with little memory.

Each row goes to one of some piles, which the system's randomness chooses; each pile is shuffled
when it is given back. So every order of all rows is as likely as any other (Rao and Sandelius,
1961). What of a pile has grown to a piece waits in a file without a name, sealed under a key that
this process alone has: nothing plain touches the disk, and a killed process leaves nothing.
"""

from __future__ import annotations

import os
import random
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ruangaman.lib.framing import unframed

PILES = 256
PIECE = 16 * 1024
"""Bytes of a pile that are held before they are laid into the file."""

_LENGTH = struct.Struct(">H")
_NONCE = 12


class Piles:
    """Takes rows of at most 65,535 bytes, and gives them back once."""

    def __init__(self, folder: Path) -> None:
        """Lay what is much into a file in ``folder``, which must be there by then."""
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._cipher = ChaCha20Poly1305(ChaCha20Poly1305.generate_key())
        self._held = [bytearray() for _ in range(PILES)]
        self._laid = [list[tuple[int, int, int]]() for _ in range(PILES)]
        self._chances, self._count, self._pieces, self._end = _chances(), 0, 0, 0

    def __enter__(self) -> Piles:
        """Return itself."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Let the file go."""
        if self._file:
            self._file.close()

    def __len__(self) -> int:
        """Return how many rows were taken."""
        return self._count

    def add(self, row: bytes) -> None:
        """Take a row."""
        pile = next(self._chances)
        held = self._held[pile]
        held += _LENGTH.pack(len(row)) + row
        self._count += 1
        if len(held) >= PIECE:
            self._lay(pile)

    def shuffled(self) -> Iterator[bytes]:
        """Return all rows, one pile after the other, each in an order of its own."""
        chance = random.SystemRandom()
        for pile in range(PILES):
            rows = list(unframed(self._whole(pile), _LENGTH))
            chance.shuffle(rows)
            yield from rows

    def _lay(self, pile: int) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
        sealed = self._cipher.encrypt(_nonce(self._pieces), bytes(self._held[pile]), bytes([pile]))
        if self._file.write(sealed) < len(sealed):
            raise OSError("the disk took a part only")
        self._laid[pile].append((self._pieces, self._end, len(sealed)))
        self._pieces += 1
        self._end += len(sealed)
        self._held[pile].clear()

    def _whole(self, pile: int) -> bytes:
        """Return a pile, and hold nothing of it any more."""
        parts = []
        for number, begin, length in self._laid[pile]:
            sealed = os.pread(self._file.fileno(), length, begin) if self._file else b""
            parts.append(self._cipher.decrypt(_nonce(number), sealed, bytes([pile])))
        parts.append(bytes(self._held[pile]))
        self._held[pile].clear()
        return b"".join(parts)


def _chances() -> Iterator[int]:
    """Return piles: a byte for each row, so that each of 256 is as likely."""
    while True:
        yield from os.urandom(4096)


def _nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE)
