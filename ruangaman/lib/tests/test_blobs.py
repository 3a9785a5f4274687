"""Files sealed in pieces open whole and in their place, or not at all."""

from __future__ import annotations

import io

import pytest

from ruangaman.lib.blobs import PIECE, blob_open, blob_seal, digest_of, new_key, padded_size
from ruangaman.lib.sealing import SealError

CONTEXT = (b"report", b"messages", b"file")
SEALED_PIECE = PIECE + 16


def sealed(plain: bytes, key: bytes) -> bytes:
    return b"".join(blob_seal(plain, key=key, context=CONTEXT))


def opened(raw: bytes, key: bytes, context: tuple[bytes, ...] = CONTEXT) -> bytes:
    return b"".join(blob_open(io.BytesIO(raw), key=key, context=context))


@pytest.mark.parametrize("size", [0, 1, PIECE - 9, PIECE - 8, PIECE - 7, PIECE, 3 * PIECE + 5])
def test_what_was_sealed_opens(size: int) -> None:
    key, plain = new_key(), bytes(range(256)) * (size // 256 + 1)
    assert opened(sealed(plain[:size], key), key) == plain[:size]


def test_the_length_says_only_a_step() -> None:
    assert padded_size(1) == padded_size(PIECE - 8) == PIECE
    assert padded_size(PIECE - 7) == 2 * PIECE
    assert padded_size(1_100_000) == padded_size(1_500_000) == 24 * PIECE
    assert {len(sealed(b"x" * size, new_key())) for size in (0, 100, 60_000)} == {SEALED_PIECE + 1}


def test_a_known_file_opens_as_it_always_did() -> None:
    """The format is what old files are read with: it may only be added to."""
    raw = sealed(b"Ruang Aman", bytes(range(32)))
    expected = "e84faca460aaf996834bc1fef92119e964b6539e766226632cb45e6e4e70bffd"
    assert digest_of([raw]) == expected


def test_another_key_place_or_version_opens_nothing() -> None:
    key = new_key()
    raw = sealed(b"x" * 3 * PIECE, key)
    flipped = raw[:50] + bytes([raw[50] ^ 1]) + raw[51:]
    for wrong in (b"\x02" + raw[1:], flipped, raw[:-1], raw[:-SEALED_PIECE]):
        with pytest.raises(SealError):
            opened(wrong, key)
    with pytest.raises(SealError):
        opened(raw, new_key())
    with pytest.raises(SealError):
        opened(raw, key, (b"report", b"messages", b"other"))
    with pytest.raises(SealError):
        opened(b"", key)


def test_pieces_cannot_change_places_or_be_added() -> None:
    key = new_key()
    raw = sealed(b"x" * 3 * PIECE, key)
    first, second = raw[1 : 1 + SEALED_PIECE], raw[1 + SEALED_PIECE : 1 + 2 * SEALED_PIECE]
    for wrong in (
        raw[:1] + second + first + raw[1 + 2 * SEALED_PIECE :],
        raw + raw[-SEALED_PIECE:],
        raw[:1] + raw[1 + SEALED_PIECE :],
    ):
        with pytest.raises(SealError):
            opened(wrong, key)


def test_a_wrong_piece_is_never_given_out() -> None:
    key = new_key()
    raw = bytearray(sealed(b"x" * 3 * PIECE, key))
    raw[-1] ^= 1
    pieces = blob_open(io.BytesIO(bytes(raw)), key=key, context=CONTEXT)
    for _ in range(3):
        assert set(next(pieces)) == {ord("x")}
    with pytest.raises(SealError):
        next(pieces)
