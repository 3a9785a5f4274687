"""The two views of a self-assessment: eight standards each, none asks about reports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruangaman.lib.pack import read_pack
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

STANDARDS, CAPACITY = "policy/standards.toml", "policy/capacity.toml"
COUNTS = re.compile(
    r"(jumlah|berapa( banyak)?|number of|how many) (laporan|kasus|kejadian|reports|cases)", re.I
)
FAULTS = [
    (STANDARDS, "number = 2", "number = 1", "duplicate"),
    (STANDARDS, "number = 8", "number = 9", "too-big"),
    (STANDARDS, 'unit = "small"', 'unit = "tiny"', "unknown-choice"),
    (STANDARDS, 'unit = "small"', 'unit = "unit"', "duplicate"),
    (STANDARDS, 'two_en = "', 'three_en = "', "unknown-field"),
    (STANDARDS, 'zero_en = "There', 'zero_en = "" # "There', "missing-translation"),
    (CAPACITY, 'standards = ["kebijakan"]', 'standards = ["lain"]', "unknown-choice"),
    (CAPACITY, 'not_applicable_en = "This', 'not_applicable_en = "" # "', "missing-translation"),
    (CAPACITY, 'key = "perbaikan"', 'key = "pelaporan"', "duplicate"),
]


@pytest.fixture
def copy(tmp_path: Path) -> PackCopy:
    return PackCopy(tmp_path)


@pytest.mark.parametrize(("file", "old", "new", "code"), FAULTS)
def test_a_fault_is_named_where_it_stands(
    copy: PackCopy, file: str, old: str, new: str, code: str
) -> None:
    copy.replace(file, old, new)
    assert (file, code) in [(fault.file, fault.code) for fault in copy.faults()]


def test_seven_standards_are_too_few(copy: PackCopy) -> None:
    text = (copy.path / CAPACITY).read_text(encoding="utf-8")
    (copy.path / CAPACITY).write_text(text.rpartition("[[standard]]")[0], encoding="utf-8")
    assert "too-few" in {fault.code for fault in copy.faults()}


def test_nothing_counts_reports_and_the_second_view_is_shown_as_hearsay() -> None:
    policy = read_pack(NTT).policy
    assert policy is not None
    for file in (STANDARDS, CAPACITY):
        assert not COUNTS.search((NTT / file).read_text(encoding="utf-8"))
    assert {one.mark for one in policy.capacity} == {"K-m"}
    able = {one.number for one in policy.capacity if one.not_applicable_id}
    assert able == {2, 3, 7}, "where saying so tells nothing about reports"
