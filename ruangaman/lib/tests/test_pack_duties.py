"""Duties of units in a pack: whole in ntt, and faults are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.oversight import read_oversight
from ruangaman.lib.pack.oversight.duties import DUTIES
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

FILE = "oversight/duties.toml"


def test_ntt_says_of_every_duty_what_fulfils_it_and_what_closes_a_gap() -> None:
    faults = FaultList()
    oversight = read_oversight(NTT, faults)
    assert not faults.found
    assert oversight is not None
    assert tuple(one.key for one in oversight.duty) == DUTIES
    by_key = {one.key: one for one in oversight.duty}
    assert by_key["policy"].documents == ("circular", "code")
    assert (by_key["directory"].rule, by_key["directory"].least) == ("directory_fresh", 80)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('key = "pair"', 'key = "harmony"', "unknown-choice"),
        ('key = "pair"', 'key = "decree"', "duplicate"),
        ("months = 12\n", "", "missing-value"),
        ("months = 12\n", "months = 0\n", "negative"),
        ('rule = "directory_fresh"', 'rule = "directory_stale"', "unknown-choice"),
        ("least = 80", "least = 101", "too-big"),
        ('documents = ["circular", "code"]', "documents = []", "missing-value"),
        ('short_en = "Policy"', 'short_en = ""', "missing-translation"),
        ('short_id = "SK"', 'short_id = "Surat keputusan penunjukan"', "too-long"),
        ("where_id", "di_mana", "unknown-field"),
    ],
)
def test_faults_are_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    copy = PackCopy(tmp_path)
    copy.replace(FILE, old, new)
    faults = FaultList()
    read_oversight(copy.path, faults)
    assert code in {one.code for one in faults.found if one.file == FILE}, faults.found
