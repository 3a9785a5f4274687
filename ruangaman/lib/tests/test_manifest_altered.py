"""Whatever is altered in the manifest by somebody who can write rows, it is refused."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.manifest import (
    DELAY,
    Closing,
    Entry,
    Kind,
    ManifestFault,
    Statement,
    manifest_read,
)
from ruangaman.lib.tests.manifest_house import (
    ROOT_PUBLIC,
    House,
    chained,
)


@pytest.fixture
def house() -> House:
    """Ana and Bela were founded by the root."""
    return House().founded("ana", "bela")


def refused(house: House) -> str:
    """Return why a manifest is refused."""
    with pytest.raises(ManifestFault) as fault:
        _ = house.manifest
    return fault.value.why


def test_missing_swapped_and_repeated_entries(house: House) -> None:
    house.founded("cici", "dedi")
    whole = list(house.entries)
    for altered in (
        whole[1:],
        [whole[0], *whole[2:]],
        [whole[1], whole[0], *whole[2:]],
        [*whole, whole[-1]],
        [whole[0], whole[0], *whole[1:]],
    ):
        house.entries = altered
        assert refused(house) in {"missing", "another place"}
    renumbered = [replace(one, sequence=n + 1) for n, one in enumerate([whole[0], *whole[2:]])]
    house.entries = [chained(one) for one in renumbered]
    assert refused(house) == "another place"


def test_an_unknown_kind(house: House) -> None:
    house.add("friend", "cici", "ana", "bela", public=b"")
    assert refused(house) in {"unknown kind", "another key"}


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"kind":1}', "[" * 3000])
def test_garbage_is_not_read(text: str) -> None:
    for record in (Statement, Closing):
        with pytest.raises(ValueError):  # noqa: PT011  whatever its words
            record.decoded(text)


def test_an_entry_has_one_form_only(house: House) -> None:
    entry = house.entries[0]
    for spaced in (entry.statement.replace(":", ": "), entry.statement + " "):
        house.entries[0] = chained(replace(entry, statement=spaced))
        assert refused(house) == "unreadable"


def grown() -> House:
    """Return a house with an entry of every kind, made in another order than it was founded."""
    house = House().founded("ana", "bela", "cici")
    house.add(Kind.RECEIVER, "dedi", "ana", "bela")
    house.add(Kind.REMOVED, "cici", "ana", "bela")
    house.add(Kind.RECOVERY, "mole", "ana", "bela")
    return house


GROWN = grown()
FIELDS = [field.name for field in dataclasses.fields(Entry) if field.name != "sequence"]


STATEMENT = "aee7805e46ce80a4479a466d7b640d442dc99839c718ba80004bbe7403dfa27e"
HASH = "471c4fccd97ad445bd13997e82c313db58b7a071f70ba5aa89ecf440af32fd9c"
ROOT = "5b6489c9c7fd0dcf50545e7c164886ef40491ec06c7f1b123041797e8117535e"


@given(
    number=st.integers(0, len(GROWN.entries) - 1),
    name=st.sampled_from(FIELDS),
    place=st.integers(0, 20_000),
    bit=st.integers(0, 7),
    rehash=st.booleans(),
)
def test_no_bit_can_be_flipped(number: int, name: str, place: int, bit: int, rehash: bool) -> None:
    """Neither as it stands nor with the hash made anew."""
    entry = GROWN.entries[number]
    value = getattr(entry, name)
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    if not raw:
        return
    raw[place % len(raw)] ^= 1 << bit
    changed = raw.decode("latin-1") if isinstance(value, str) else bytes(raw)
    altered = replace(entry, **{name: changed})
    if rehash and name != "hash":
        altered = chained(altered)
    entries = [*GROWN.entries[:number], altered, *GROWN.entries[number + 1 :]]
    with pytest.raises(ManifestFault):
        manifest_read(entries, root=ROOT_PUBLIC, delay=DELAY)


@given(st.integers(0, len(GROWN.entries)))
def test_a_beginning_of_the_chain_verifies_and_is_shorter(length: int) -> None:
    """So a rollback needs the newest version seen, which is kept outside the database."""
    manifest = manifest_read(GROWN.entries[:length], root=ROOT_PUBLIC, delay=DELAY)
    assert manifest.sequence == length


def test_known_answer() -> None:
    """The bytes that are signed must never change, or every manifest breaks."""
    last = GROWN.entries[-1]
    assert hashlib.sha256(last.statement.encode()).hexdigest() == STATEMENT
    assert last.hash.hex() == HASH
    assert ROOT_PUBLIC.hex() == ROOT
