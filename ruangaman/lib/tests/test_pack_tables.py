"""The grid of a pack: what an indicator is computed of is read strictly, faults by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.lib.pack import read_pack
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.oversight import read_oversight
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

FILE = "oversight/tables.toml"


def test_every_indicator_of_releases_is_computed_of_a_table_of_ntt() -> None:
    oversight = read_pack(NTT).oversight
    assert oversight is not None
    computed = {(one.indicator, one.part) for table in oversight.table for one in table.value}
    assert {code for code, _ in computed} == {
        one.code for one in oversight.indicator if one.released
    }
    parts = {
        (one.code, part.key) for one in oversight.indicator if one.released for part in one.part
    }
    assert parts <= computed


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('some = ["in-time"]', 'some = ["intime"]', "unknown-choice", "some"),
        ('of = ["in-time", "late"]', 'of = ["in-time", "lat"]', "unknown-choice", "of"),
        ('of = ["in-time", "late"]', 'of = ["late"]', "not-in-whole", "some"),
        ('of = ["in-time", "late"]', 'of = ["late", "*"]', "total-and-codes", "of"),
        ('indicator = "R3"', 'indicator = "C1"', "unknown-choice", "indicator"),
        ('indicator = "R3"', 'indicator = "R1"', "duplicate", "indicator"),
        ('part = "easy"', 'part = "eesy"', "unknown-choice", "part"),
        ('axes = ["answered"]', 'axes = ["answered", "type"]', "one-axis", "some"),
    ],
)
def test_faults_name_the_place(tmp_path: Path, old: str, new: str, code: str, field: str) -> None:
    copy = PackCopy(tmp_path)
    line = copy.line_of(FILE, old)
    copy.replace(FILE, old, new)
    faults = FaultList()
    read_oversight(copy.path, faults)
    found = [one for one in faults.found if (one.file, one.code, one.field) == (FILE, code, field)]
    assert found, faults.found
    assert abs(found[0].row - line) < 40
