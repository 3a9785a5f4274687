"""Indicators of a pack: all of the province's, and faults are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.lib.pack import read_pack
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.oversight import read_oversight
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

FILE = "oversight/indicators.toml"
ABOUT_REPORTS = {"R1", "R2", "R3", "R4", "R5", "R6", "D2", "O1"}


def test_ntt_has_all_indicators_and_nothing_about_reports_has_a_target_or_a_unit() -> None:
    oversight = read_pack(NTT).oversight
    assert oversight is not None
    found = {one.code: one for one in oversight.indicator}
    assert " ".join(found) == (
        "C1 C2 C3 C4 C5 T1 T2 T3 P1 P2 P3 A1 A2 R1 R2 R3 R4 R5 R6 D1 D2 S1 O1"
    )
    assert {code for code, one in found.items() if one.released} == ABOUT_REPORTS
    assert all(found[code].target is None for code in [*ABOUT_REPORTS, "A2"])
    assert {code for code, one in found.items() if one.unit_title_id} == {
        *("C1", "C2", "C5", "T3", "P1", "P2")
    }


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('key = "c2"', 'key = "c1"', "duplicate"),
        ('key = "c2"', 'key = "c2-x"', "bad-code"),
        ('value = "days"', 'value = "weeks"', "unknown-choice"),
        ("target = 100", 'target = "alle"', "not-a-number"),
        ("released = false", 'released = "no"', "wrong-type"),
        ("released = false", "released = true", "target-of-reports"),
        ("released = false", "released = true", "unit-of-reports"),
        ("formula_en", "formel", "unknown-field"),
        ("value = 80", "value = 75", "limit-not-told"),
        ('key = "signed"\nvalue = 80', 'key = "sign"\nvalue = 80', "missing-row"),
        ('unit = "months"', 'unit = "weeks"', "unknown-choice"),
    ],
)
def test_faults_are_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    copy = PackCopy(tmp_path)
    copy.replace(FILE, old, new)
    faults = FaultList()
    read_oversight(copy.path, faults)
    assert code in {one.code for one in faults.found if one.file == FILE}, faults.found
