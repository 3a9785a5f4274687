"""Seals: known answers, and everything an attacker might change."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib.sealing import (
    REPORTER,
    ForgedAuthor,
    KeyPair,
    PublicKey,
    SealError,
    derive,
    open_signed,
    seal_signed,
)

ANA, BUDI = KeyPair(bytes(range(32))), KeyPair(bytes(range(32, 64)))
CONTEXT = (b"report-1", b"messages")


def sealed(body: bytes = b"halo", *, author: KeyPair = BUDI, **changes: object) -> bytes:
    options = {"to": ANA.public, "purpose": "item", "context": CONTEXT, "author_id": b"B" * 16}
    return seal_signed(body, author=author, **{**options, **changes})  # type: ignore[arg-type]


def opened(box: bytes, key: KeyPair = ANA, **changes: object) -> tuple[bytes, bytes]:
    options = {"purpose": "item", "context": CONTEXT, "authors": {b"B" * 16: BUDI.public}.get}
    return open_signed(box, key, **{**options, **changes})  # type: ignore[arg-type]


def test_a_seed_always_gives_the_same_key_pair() -> None:
    digest = hashlib.sha256(ANA.public.raw).hexdigest()
    assert digest == KNOWN_PUBLIC
    assert ANA.sign(b"pesan").hex() == KNOWN_SIGNATURE


def test_hkdf_is_the_one_of_rfc_5869() -> None:
    """Appendix A.1 uses info as bytes F0…F9; A.3 has neither salt nor info."""
    okm = derive(b"\x0b" * 22, "", length=42)
    assert okm.hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )


def test_a_box_of_an_earlier_release_still_opens() -> None:
    plain = ANA.open(bytes.fromhex(KNOWN_BOX), purpose="known", context=(b"1",))
    assert plain == b"ruang aman"


@given(st.binary(max_size=3000))
@settings(max_examples=40, deadline=None)
def test_what_is_sealed_opens_for_its_holder(body: bytes) -> None:
    assert opened(sealed(body)) == (b"B" * 16, body)


@given(st.binary(max_size=500), st.binary(max_size=500))
@settings(max_examples=40, deadline=None)
def test_length_tells_no_more_than_the_step(first: bytes, second: bytes) -> None:
    assert len(sealed(first[:500])) == len(sealed(second[:500]))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_flipped_bit_opens(data: st.DataObject) -> None:
    box = bytearray(sealed())
    bit = data.draw(st.integers(0, len(box) * 8 - 1))
    box[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(SealError):
        opened(bytes(box))


@given(st.integers(0, 2000))
@settings(max_examples=40, deadline=None)
def test_no_truncated_box_opens(length: int) -> None:
    box = sealed()
    with pytest.raises(SealError):
        opened(box[: min(length, len(box) - 1)])


def test_a_box_does_not_open_elsewhere() -> None:
    for changes in (
        {"purpose": "ledger"},
        {"context": (b"report-2", b"messages")},
        {"context": (b"report-1", b"account")},
        {"context": (b"report-1messages",)},
        {"context": (b"report-", b"1messages")},
    ):
        with pytest.raises(SealError):
            opened(sealed(), **changes)


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealError):
        opened(sealed(), BUDI)


def test_a_forged_author_is_refused() -> None:
    stranger = KeyPair(b"x" * 32)
    with pytest.raises(ForgedAuthor):
        opened(sealed(author=stranger))
    with pytest.raises(ForgedAuthor):
        opened(sealed(author_id=REPORTER))


def test_a_reader_cannot_pass_a_signed_message_on_as_sent_to_someone_else() -> None:
    """Ana re-seals Budi's signed words for a third person: his signature names Ana's key."""
    payload = ANA.open(sealed(), purpose="item", context=CONTEXT)
    third = KeyPair(b"t" * 32)
    moved = third.public.seal(payload, purpose="item", context=CONTEXT)
    with pytest.raises(ForgedAuthor):
        opened(moved, third)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(SealError):
        opened(b"\x02" + sealed()[1:])


@pytest.mark.parametrize("seed", [b"", b"x" * 31, b"x" * 33])
def test_seeds_have_32_bytes(seed: bytes) -> None:
    with pytest.raises(ValueError, match="seed"):
        KeyPair(seed)


def test_public_keys_have_their_length() -> None:
    with pytest.raises(ValueError, match="length"):
        PublicKey(b"x" * 100)


def test_fingerprints_differ_and_can_be_read_aloud() -> None:
    assert ANA.public.fingerprint != BUDI.public.fingerprint
    assert [len(group) for group in ANA.public.fingerprint.split()] == [4] * 10


KNOWN_PUBLIC = "3baf3d4acd4286425c36afa6275401e4f0ea635241b98d57821a0560a08751f8"
KNOWN_SIGNATURE = (
    "94a36077cc105397c5bc93c7ee9e085da57b5eb4bf6ef8545911555540c45bb0"
    "aeb2fed105d73534100ff26169e05ec890ff184c6629c7758679aa70417b0f04"
)
KNOWN_BOX = (
    "01efcd83c8a1c58955b038ce950b6fb3c65f2329d19840f438bd2648617c7a227ff7ddabbd6e392ede0bf4dd0b"
    "6dc846f599b681f9bd25fb1484d6276d042d6be2acb8304c891de6aac24945b842f46d290d955d5ec9d93226d3"
    "e09f67ffbc3dbb9f3af8bc587687bb2e3485e4aac338f42f218fef8edae62ae2fce9ed635678723b7b3d710d2f"
    "0a0955b0b730782278b5d142f87f59591311aa599341d128dcb99911a8b327aa5bcf8fda86eba1f9570587c77a"
    "664dad1da415afc7771db916ae486b25f5ff4c58ccacff1f607edaff0f9413bcd70c79ee8abb724479e6afac4c"
    "f2260923d4ad645e5a29dbf0219b44561ec724aa9400d0dcb99c4bb8503500c72fd247ee8a55b4cc3f0898639f"
    "194cbcef2b5b16183d659f1953c7d1c4639373b036c8e199b462081ea18ae65188d41b843482d2d8fa74ca2596"
    "30c615046952a9a59efe6bac5dbd20df35f58284f4e62ffe0f7dc058b9dc61fa103aecb53c19d30cd1f354791f"
    "d581480ba0240afce9fbc5151a2940d98d983e4dcae4ded5cb88dcef648de4f4a4b56f98f70b9b7cf0fb2680da"
    "e3c77d767686d9518e9aef2c55f582063b809cc72c1c0474a42a8977df542ad473fe2103090ad60478813a10ad"
    "d97af6b61aa09675245093a5bb16811b4ab758b809f2f1cba1a2f7acf74a7fc4c9bc05be60a5d634d11cd2cf21"
    "1c8d4d4118dddb33a17a97a2ddd69f61a094e36a4f533f406274b103d16cb3020d7abfe59514f0971a84fe7eba"
    "08e18886e39f1c14d45175799135655c48035688086d76fa9c2544404e047d777c9d841f356d614342984dae31"
    "fc336b533ed492cd28dc9680c2afa949f97e3af2806681564b4f9d889ac7324ec6745fa2b4a3eae49819a178ba"
    "ddb6eb37c879cf4968120f56ffb62fc215e309b2d6936572a2e73323ef41b7c76155fe56f26e02b14a77e05c67"
    "a9081ea9c141dac9f3398a8ecfdb756f419915ae8032e16c3787586f753a39ac1dd0f6f84f68d2ed289797659d"
    "d9d287e36d29aefcd0ec0f4ae1888707fac28d49c5ae2cde5a2aca93e143a45227c561d72361a84dd5e491b217"
    "3f7a16c82f8aa582234c3a9d0a766f0c56d802ceb5e43139edffa38ccf161c9daea54648a5ddde1d3d0c5f55af"
    "f0bd2d8a48f7caab50ae1f6ef291ef71959cdfce2c55b552e4f10cc69fd9b69c55b8b460f4a22d002951c0ca2d"
    "fbf667cfc5ca3664a2a73ef81682b9d2f5dc6ff19bb526fd7b5b5945f8b7ef42c952a8671b25959ed4f19e6ec0"
    "9239a545306091dc99ad0cf72dc527f2a8c8d0acb95eb753434f80147c6aeec7b925730f091e51558173800afb"
    "6bc08704e00063487e8b8bc9bc7d4ffad8763b7050c3c674dce9f1c77d37c36a34b1fa9bb3b03a4228e2441389"
    "9d5786a786e1e84696ed034954d00901f09902635af65fc468d695a5bf77a1a09f628e41ca816aefd1aaa4aaf8"
    "52dbc80dc69932f81c8c202b9049ede434c18ca3563526f9442b4c7fad187914186c902210d65e3aa657816ae3"
    "f140a6f64200572bf462b1c6bbd37ea2fab4f90cb426d063ecd526e466a4306b4565afa4373c01f8375a0faf7d"
    "f3af4f033a0388b4b66d275ad3579e77e00f1f150257"
)
