"""Covers with known answers; nothing opens with another key, context or byte."""

from __future__ import annotations

import pytest

from ruangaman.lib.sealing import SealError
from ruangaman.lib.shred import cover, key_new, uncover

KEY = bytes(range(32))
CONTEXT = (b"r" * 16, "box", b"k" * 16)
KNOWN = bytes.fromhex("01000102030405060708090a0bfa9e696c4c737fcc538a5c9779e5971d784abf74980e")


def test_the_known_answer() -> None:
    assert cover(b"sealed", KEY, context=CONTEXT, nonce=bytes(range(12))) == KNOWN
    assert uncover(KNOWN, KEY, context=CONTEXT) == b"sealed"


def test_a_cover_is_never_the_same_twice() -> None:
    assert cover(b"sealed", KEY, context=CONTEXT) != cover(b"sealed", KEY, context=CONTEXT)
    assert key_new() != key_new()


@pytest.mark.parametrize("place", range(len(KNOWN)))
def test_a_flipped_bit_does_not_open(place: int) -> None:
    flipped = bytearray(KNOWN)
    flipped[place] ^= 1
    with pytest.raises(SealError):
        uncover(bytes(flipped), KEY, context=CONTEXT)


@pytest.mark.parametrize(
    "context",
    [
        (b"x" * 16, "box", b"k" * 16),
        (b"r" * 16, "ledger", b"k" * 16),
        (b"r" * 16, "box", b"x" * 16),
        (b"r" * 16, "box"),
    ],
)
def test_a_cover_cannot_be_moved(context: tuple[bytes | str, ...]) -> None:
    with pytest.raises(SealError):
        uncover(KNOWN, KEY, context=context)


@pytest.mark.parametrize("covered", [b"", b"\x01", b"\x02" + KNOWN[1:], KNOWN[:20]])
def test_what_is_no_cover_does_not_open(covered: bytes) -> None:
    with pytest.raises(SealError):
        uncover(covered, KEY, context=CONTEXT)


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealError):
        uncover(KNOWN, bytes(32), context=CONTEXT)
