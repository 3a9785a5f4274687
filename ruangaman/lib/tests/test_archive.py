"""Archives: known answers, any size, and everything an attacker or a bad disk might change."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib.archive import (
    CHUNK,
    HEADER_BYTES,
    TAG,
    ArchiveError,
    ArchiveWriter,
    Lock,
    archive_chunks,
    archive_lock,
)
from ruangaman.lib.sealing import KeyPair

PAIR, OTHER = KeyPair(bytes(range(32))), KeyPair(bytes(range(32, 64)))
STEP = CHUNK + TAG
THREE = bytes(range(256)) * 2048 + b"akhir"


def archive(plain: bytes = THREE) -> bytes:
    file = io.BytesIO()
    writer = ArchiveWriter(file, PAIR.public)
    writer.write(plain)
    writer.finish()
    return file.getvalue()


def opened(raw: bytes, pair: KeyPair = PAIR) -> bytes:
    file = io.BytesIO(raw)
    return b"".join(archive_chunks(file, archive_lock(file, pair)))


def parts(raw: bytes) -> list[bytes]:
    body = raw[HEADER_BYTES:]
    return [body[start : start + STEP] for start in range(0, len(body), STEP)]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_what_is_written_comes_back(size: int) -> None:
    plain = hashlib.shake_256(b"isi").digest(size)
    raw = archive(plain)
    assert opened(raw) == plain
    assert len(raw) == HEADER_BYTES + size + TAG * max(1, -(-size // CHUNK))


@given(st.lists(st.binary(max_size=2000), max_size=6))
@settings(max_examples=20, deadline=None)
def test_how_it_was_written_does_not_matter(pieces: list[bytes]) -> None:
    file = io.BytesIO()
    writer = ArchiveWriter(file, PAIR.public)
    for piece in pieces:
        writer.write(piece)
    writer.finish()
    assert opened(file.getvalue()) == b"".join(pieces)
    assert writer.plain_digest.digest() == hashlib.sha256(b"".join(pieces)).digest()


def test_the_stream_is_known() -> None:
    """RFC 8439 under a key bound to the header: another implementation must arrive here."""
    lock = Lock(b"kepala", bytes(range(32)))
    first = lock.close_chunk(b"ruang aman", 0, last=False)
    assert first.hex() == KNOWN_FIRST
    assert lock.close_chunk(b"ruang aman", 0, last=True).hex() == KNOWN_LAST
    assert lock.open_chunk(bytes.fromhex(KNOWN_FIRST), 0, last=False) == b"ruang aman"


def test_an_archive_of_an_earlier_release_still_opens() -> None:
    assert opened(bytes.fromhex(KNOWN_ARCHIVE)) == b"halo"


def test_nothing_of_the_contents_stands_in_it() -> None:
    raw = archive(b"Maria Bano, Kupang" * 100)
    assert b"Maria" not in raw
    assert archive() != archive()


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(ArchiveError, match="another key"):
        opened(archive(), OTHER)


PLACES = {
    "magic": 3,
    "fingerprint": 20,
    "sealed key": 200,
    "end of the header": HEADER_BYTES - 1,
    "first part": HEADER_BYTES,
    "first tag": HEADER_BYTES + STEP - 1,
    "second part": HEADER_BYTES + STEP + 9,
    "last part": -TAG - 1,
    "last byte": -1,
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_flipped_bit_is_noticed(place: int) -> None:
    raw = bytearray(archive())
    raw[place] ^= 1
    with pytest.raises(ArchiveError):
        opened(bytes(raw))


@given(st.integers(0, len(THREE) + HEADER_BYTES), st.integers(0, 7))
@settings(max_examples=40, deadline=None)
def test_any_flipped_bit_is_noticed(place: int, bit: int) -> None:
    raw = bytearray(WHOLE)
    raw[place] ^= 1 << bit
    with pytest.raises(ArchiveError):
        opened(bytes(raw))


def cuts() -> Iterator[int]:
    yield from (0, 1, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + TAG)
    for part in (1, 2):
        yield from (HEADER_BYTES + part * STEP + shift for shift in (-1, 0, 1))
    yield len(WHOLE) - 1


WHOLE = archive()


@pytest.mark.parametrize("length", [*cuts()])
def test_a_cut_is_noticed(length: int) -> None:
    with pytest.raises(ArchiveError):
        opened(WHOLE[:length])


@pytest.mark.parametrize(
    "order", [[1, 0, 2], [0, 2], [0, 1], [1, 2], [0, 1, 1, 2], [0, 1, 2, 2], [0, 1, 2, 0], []]
)
def test_moved_missing_and_repeated_parts_are_noticed(order: list[int]) -> None:
    found = parts(WHOLE)
    with pytest.raises(ArchiveError):
        opened(WHOLE[:HEADER_BYTES] + b"".join(found[place] for place in order))


@pytest.mark.parametrize("more", [b"x", bytes(TAG), bytes(STEP)])
def test_appended_bytes_are_noticed(more: bytes) -> None:
    with pytest.raises(ArchiveError):
        opened(WHOLE + more)


def test_parts_of_two_archives_do_not_mix() -> None:
    other = parts(archive())
    mixed = WHOLE[:HEADER_BYTES] + b"".join([parts(WHOLE)[0], other[1], parts(WHOLE)[2]])
    with pytest.raises(ArchiveError, match="part 2"):
        opened(mixed)


KNOWN_FIRST = "2eb23a3414ecd53b61e0894f1b7e70e70b3715b387a9e70ac317"
KNOWN_LAST = "5ec731ea68664f81ea75c5432723a54532390cecd7b3748e8ee2"
KNOWN_ARCHIVE = (
    "7275616e67616d616e206261636b7570013baf3d4acd4286425c36afa6275401e4f0ea635201f4369c3c8e95a8"
    "c05514713fce534a70369f573187134172b7f1492d3f918bd3e7a71acfce4057281f0a11aef35bdf37297f40e4"
    "b1c29d830fca4ecbb3a503783f778fd5003eb3aa0947355cfae0c2e95d66db662603b5faa5460250c3c24608db"
    "fc032e4678409e0e23b3da49129adb9dc3365b1f0e1ec89b47591c35d9f9475e5ab9d189f43cfb0808bf73c907"
    "c2f9a3c43dd7575fd3a05c384724e71f37e6e6841bdbcd2fe7c9d55f221df8427aae0448978bce1ecb0985dd61"
    "26d7e46009cb5d3d05cdbc421b52c83d0ab0586b9a355cf1b163fa477d3d381519c7cf2ce484249038d3f92db2"
    "74b1cbb8984ed636231286d940f9edbfd7397d5137b2057962eda76862333edf7c78a0381248ce4a064ebc4005"
    "d94f97b19fcb9639d99c9aeb6e4f56c031e7bc55373c682aecd64b57df6ecaefc1ab669775a8f9f4937b4b95f3"
    "c7b2eea9b9c186dd51def31fb655f9ac06af3ce752e9ba3fe2d1e0cf53c21f9c01497bc1c1a2e6875a295001bb"
    "00d64e7956b7f126ef7e99a0c9fe5b73c7934f7bd54d1df3ac7a86cb0fbe0a9608d94867251437f9783195352d"
    "2ef3966a1e20899df58801fe0436264bc73944effdbb6926cf57b5dbbefaf15696961212084f161eff70590421"
    "5eebbd5096e92733036120c6029ee3d58899c2a0ebb1f6603b6674b6d18e9a916bb7d2cb1e600052f76304e3f5"
    "ad04ee41254f64ca6ce01cd82236738647244968f6725ca9b227fdf35f87e8f6b5330299093327e80cebfec93b"
    "d0724007c21d9e57fa83e916bdefeeb85d2bc9e6472c378c81f4aa328794d2d2cddb63043c13ecb907fc921f67"
    "7d5c437d27e336dc342d0c332dd09119c3f25f87f30ca757f7260d561abc0b80546d5ea9f419020add519fbb03"
    "77a05cff15088411282e0e46a0e21512cd6bab43c9efd9d4afa7efecc8c0a2c5bce58cbbedad75de0c1e5125ef"
    "c8391fc7ef74f2afa35aeb369944932668389943002084f3d51663db7af2d7d027294a57feb36e9a653dc4a6aa"
    "f296ca8d4fad424e19f43ceff5dfdd644f7e9b8a081d4117b1f39584bf4e0feef0b7cad87e22789f91d9a68c7f"
    "2d53eda9ff583803a1d5d359513eba20c2b4f00de2b76e26c23fcd288062ad5dd441acaf0af071fbfe9de6c5cc"
    "6b14684e33b22f803b3c01bc57050d3270577ebd8d213eec95c890eaf6188fcafc1e70571eb6e6a3a9378d45c1"
    "f4f1785fd44ff33a6b84f5203ed4ec6d2409f11c508f5ad5cc3119b68b229ae729162c0d4d9c5b536beda7a54c"
    "6abc97741603d01d9b38e751808ca694ac1125bd93520d68fff1759475097e71ef9ca33995f86e6701a394a9bf"
    "824e683504390b31df28e9c456bcbafab728ff273c2e81f632816e4496a2f4d113b7a08dfd7ed5cfd3161b6cdb"
    "81f1383b46cdbf039f62928aa114dd5dc475d4e42fe3a64261b6a952cd97302c3d3ca3a74c06fd97a28a02d5eb"
    "22fa7f021ae7328ffccb565eb9c3abb89661f7a74e836202c5d617898b7d9dcee52684b186769bedbff46f1d56"
    "376699e524e5dbf51dc8c1741189163d0b1e75ead8386f3f84393e8c7694ffbc765761d10b3312f6e41d1c2807"
    "a8e6e957524ab68241bcfa79ec755274abd4274068d35bc476671445bbfc3c529e8975b826d835101076587293"
    "ed91b3678d4b613d595a32"
)
