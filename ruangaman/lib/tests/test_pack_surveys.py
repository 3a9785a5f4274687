"""What a pack asks about culture: A1 and A2 are whole, and faults are named at their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.lib.pack import Surveys, read_pack
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.surveys import read_surveys
from ruangaman.lib.pack.surveys.survey import PackSurvey
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

A2 = "surveys/a2.toml"
BANK = "surveys/bank.toml"


@pytest.fixture(scope="module")
def surveys() -> Surveys:
    asked = read_pack(NTT).surveys
    assert asked is not None
    return asked


def kinds(survey: PackSurvey) -> set[str]:
    return {item["kind"] for section in survey.sections for item in section["items"]}


def test_ntt_asks_awareness_and_experience_in_ten_minutes(surveys: Surveys) -> None:
    a1, a2 = surveys.survey
    assert (a1.measures, a2.measures) == ("A1", "A2")
    assert max(a1.minutes, a2.minutes) <= 10
    assert kinds(a1) == {"choice", "agree"}
    assert kinds(a2) == {"choice", "agree", "behaviour", "crosswise"}
    assert not a1.warning_id
    assert "bukan salah Anda" in a2.warning_id
    assert [one.is_reviewed for one in surveys.survey] == [False, False]


def test_the_personnel_file_knows_nothing_of_a_harmless_sentence(surveys: Surveys) -> None:
    (bank,) = surveys.bank
    for harmless in bank.harmless:
        assert harmless["harmless_id"].startswith(("Teman", "Sepupu", "Angka terakhir nomor"))
        assert harmless["p_source"]
        assert harmless["p_mark"] in ("K-m", "K-l")


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (A2, "Orang lain", "Hubungi 0380 123456", "number-outside-hotlines"),
        (A2, 'harmless = "friend-day"', 'harmless = "saya"', "unknown-harmless"),
        (A2, 'harmless = "friend-day"', 'harmless = "friend-month"', "duplicate"),
        (A2, "anchor = true", "", "no-anchor"),
        (A2, 'kind = "behaviour"', 'kind = "text"', "free-text"),
        (A2, "months = 12", "months = 12\nlebih = 1", "unknown-field"),
        (BANK, "p = 0.244", "p = 0.5", "half"),
        (BANK, "Teman yang saya pilih lahir", "Saya lahir", "own-birthday"),
    ],
)
def test_faults_are_named_at_their_line(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    copy = PackCopy(tmp_path)
    path = copy.path / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = FaultList()
    read_surveys(copy.path, faults)
    named = [one for one in faults.found if one.code == code and one.file == file]
    assert named, faults.found
    if code != "no-anchor":
        line = text[: text.index(old)].count("\n") + 1
        assert abs(named[0].row - line) <= 14
