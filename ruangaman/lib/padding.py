"""Padding, so that the length of a sealed text says little about the text."""

from __future__ import annotations

STEP = 512
_LENGTH_BYTES = 4


class BadPadding(ValueError):
    """The bytes were not padded by ``pad``."""


def pad(body: bytes, *, step: int = STEP) -> bytes:
    """Return a 4-byte length, the body and zeros, up to the next multiple of ``step`` bytes."""
    plain = len(body).to_bytes(_LENGTH_BYTES, "big") + body
    return plain + bytes(-len(plain) % step)


def unpad(padded: bytes, *, step: int = STEP) -> bytes:
    """Return the body; ``BadPadding`` for a wrong length or anything but zeros behind it."""
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    exact = end + (-end % step) == len(padded)
    if len(padded) < _LENGTH_BYTES or not exact or any(padded[end:]):
        raise BadPadding("padding")
    return padded[_LENGTH_BYTES:end]
