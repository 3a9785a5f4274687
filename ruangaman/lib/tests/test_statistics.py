"""The statistics key of two people, its entry in the manifest, and coded records."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from ruangaman.lib.manifest import ROOT, Kind, ManifestFault
from ruangaman.lib.manifest.entries import key_digest
from ruangaman.lib.sealing import SealError
from ruangaman.lib.statistics import (
    CodedRecord,
    Half,
    StatisticsKey,
    queue_cover,
    queue_uncover,
    record_id,
    record_open,
    record_seal,
    records_newest,
)
from ruangaman.lib.tests.manifest_house import House, id_of, pair

NEVER = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
KEYS = (pair("wim"), pair("dina"))
KEY = StatisticsKey.of(Half(id_of("wim"), KEYS[0].public), Half(id_of("dina"), KEYS[1].public))
FIELDS = {"kind": "2", "month": "2026-11", "services": ["health", "legal"]}
SEED = b"s" * 32


def test_only_both_holders_open_a_record_and_all_have_one_size() -> None:
    full = record_seal(CodedRecord(record_id(SEED), 3, FIELDS), to=KEY)
    empty = record_seal(CodedRecord(record_id(SEED), 4), to=KEY)
    assert len(full) == len(empty)
    for keys in (KEYS, KEYS[::-1]):
        assert record_open(full, keys) == CodedRecord(record_id(SEED), 3, FIELDS)
    for keys in ((KEYS[0], KEYS[0]), (KEYS[1], KEYS[1]), (KEYS[0], pair("eva"))):
        with pytest.raises(SealError):
            record_open(full, keys)
    with pytest.raises(ValueError, match="too long"):
        record_seal(CodedRecord("x", 1, {"a": "b" * 2048}), to=KEY)


def test_the_id_is_of_the_seed_and_the_newest_record_counts() -> None:
    mine, other = record_id(SEED), record_id(b"t" * 32)
    assert mine != other == record_id(b"t" * 32)
    later, first = CodedRecord(mine, 9, {"kind": "6"}), CodedRecord(mine, 2, FIELDS)
    gone, before = CodedRecord(other, 5), CodedRecord(other, 4, FIELDS)
    assert records_newest([later, gone, first, before]) == [later]
    back = CodedRecord(other, 6, FIELDS)
    assert {one.id for one in records_newest([gone, back, later])} == {mine, other}


def test_a_row_is_never_written_alike_and_only_this_server_writes_one() -> None:
    sealed = record_seal(CodedRecord("x", 1, FIELDS), to=KEY)
    one, two = (queue_cover(sealed, server_secret=b"k" * 32) for _ in range(2))
    assert one != two
    assert not set(chunks(one)) & set(chunks(two))
    assert queue_uncover(one, server_secret=b"k" * 32) == sealed
    for covered, secret in ((one, b"l" * 32), (sealed, b"k" * 32), (b"", b"k" * 32)):
        with pytest.raises(SealError):
            queue_uncover(covered, server_secret=secret)


def chunks(raw: bytes) -> list[bytes]:
    return [raw[start : start + 16] for start in range(1, len(raw), 16)]


def test_the_key_has_one_form() -> None:
    assert StatisticsKey.decoded(KEY.raw) == KEY
    assert StatisticsKey.of(*reversed(KEY.halves)) == KEY
    halves = [half.holder.bytes + half.public.raw for half in KEY.halves]
    once = KEY.halves[0]
    same = once.holder.bytes + KEY.halves[1].public.raw
    for raw in (b"", halves[0], halves[1] + halves[0], halves[0] * 2, halves[0] + same):
        with pytest.raises(ValueError, match=r"key|form|people"):
            StatisticsKey.decoded(raw)


def adopt(house: House, key: StatisticsKey, first: str = "ana", second: str = "bela") -> None:
    house.add(
        Kind.STATISTICS, "nobody", first, second,
        key=key.id, user=ROOT, teams=(), organisations=(), holders="Inspektorat; WFP",
        public=key_digest(key.raw), public_key=key.raw,
    )  # fmt: skip


def test_two_receivers_adopt_it_and_it_holds_after_a_day() -> None:
    house = House().founded("ana", "bela", "cici")
    adopt(house, KEY)
    known = house.manifest
    assert known.statistics(house.at) is None
    adopted = known.statistics(NEVER)
    assert adopted
    assert (adopted.key, adopted.holders) == (KEY, "Inspektorat; WFP")
    assert set(known.receivers(NEVER)) == {id_of(f"key {name}") for name in ("ana", "bela", "cici")}


@pytest.mark.parametrize("who", [("ana", "ana"), ("wim", "ana"), ("ana", "dina"), ("eva", "ana")])
def test_a_holder_or_one_person_alone_adopts_nothing(who: tuple[str, str]) -> None:
    house = House().founded("ana", "bela", "wim", "dina")
    with pytest.raises(ManifestFault):
        adopt_and_read(house, *who)


def adopt_and_read(house: House, first: str, second: str) -> None:
    adopt(house, KEY, first, second)
    assert house.manifest


def test_an_altered_half_breaks_the_chain() -> None:
    house = House().founded("ana", "bela")
    planted = StatisticsKey.of(KEY.halves[0], Half(uuid.uuid4(), pair("mole").public))
    house.add(
        Kind.STATISTICS, "nobody", "ana", "bela",
        key=KEY.id, user=ROOT, teams=(), organisations=(),
        public=key_digest(KEY.raw), public_key=planted.raw,
    )  # fmt: skip
    with pytest.raises(ManifestFault, match="another key"):
        assert house.manifest
