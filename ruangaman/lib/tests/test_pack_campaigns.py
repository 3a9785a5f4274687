"""Campaigns and the briefing kit of a pack: whole in ntt, and faults are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.lib.pack import read_pack
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.surveys import read_surveys
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

DAYS, KIT = "surveys/campaigns.toml", "surveys/briefing.toml"


def test_ntt_has_a_year_of_campaigns_and_a_kit_that_asks_nobody_to_tell() -> None:
    surveys = read_pack(NTT).surveys
    assert surveys is not None
    by_key = {one.key: one for one in surveys.campaign}
    sixteen = by_key["enam-belas-hari"]
    assert (sixteen.first, sixteen.last) == ("25-11", "10-12")
    assert by_key["hari-perempuan"].first == "08-03"
    assert [one.first[3:] for one in surveys.campaign] == sorted(
        one.first[3:] for one in surveys.campaign
    )
    (kit,) = surveys.briefing
    assert sum(step.minutes for step in kit.step) == kit.minutes == 20
    assert "tidak ada yang diminta bercerita" in kit.opening[0].text_id
    assert {"meminta-cerita", "nama"} <= {one.key for one in kit.never}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (DAYS, 'first = "25-11"', 'first = "2026-11-25"', "bad-day"),
        (DAYS, 'last = "10-12"', 'last = "29-02"', "bad-day"),
        (DAYS, '"kit", "channels", "practice"', '"kit", "video"', "unknown-choice"),
        (DAYS, 'key = "hari-kartini"', 'key = "hari-anak"', "duplicate"),
        (DAYS, "what_id", "apa", "unknown-field"),
        (KIT, "minutes = 7", "minutes = 8", "wrong-total"),
        (KIT, '[[situation]]\nkey = "loket"', '[[never]]\nkey = "loket"', "too-few"),
        (KIT, 'reason_en = "Fear', 'reason_xx = "Fear', "missing-translation"),
        (KIT, "Telepon 129,", "Telepon 0380 123456,", "number-outside-hotlines"),
    ],
)
def test_faults_are_named(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    copy = PackCopy(tmp_path)
    copy.replace(file, old, new)
    faults = FaultList()
    read_surveys(copy.path, faults)
    assert code in {one.code for one in faults.found if one.file == file}, faults.found
