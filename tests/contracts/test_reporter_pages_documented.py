"""``docs/reporter.md`` names the pages, controls and ways that there are."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ruangaman.reporting import flow
from ruangaman.reporting.forms import FORMS
from ruangaman.reporting.labels import CHECKIN_CHOICES, CHOICES, FEEDBACK, FEEDBACK_CHOICES, OFFERED
from ruangaman.reporting.views.mailbox import STEPS
from tests.contracts.sources import ROOT

PAGE = (ROOT / "docs" / "reporter.md").read_text("utf-8")
NAMED = set(re.findall(r"`(\w+)`", PAGE))
BUTTONS = {
    "lanjut",
    "kembali",
    "bahasa",
    "cari_tombol",
    "kelompok",
    "kirim",
    "ubah",
    "buka",
    "batal",
}
NOT_ASKED = {"alasan_tutup", "alasan_pindah", "alasan_buka_lagi"}
"""Asked at the desk, not of the reporter."""

ADULT = {"aman": "ya", "konflik": ["tidak"], "izin": "uptd_cerita", "kapan": "1_3_hari"}
FOCAL = {
    "aman": "tidak",
    "izin_fokal": ["unit_saya", "unit_lain"],
    "unit_saya": "a",
    "unit_lain": "b",
}
WAYS: dict[str, list[dict[str, Any]]] = {
    "Oneself, reporting": [
        {**ADULT, "tujuan": "lapor", "tentang": "saya"},
        {**ADULT, **FOCAL, "tujuan": "lapor", "tentang": "saya", "di_sini": "belum"},
        {**FOCAL, "tujuan": "lapor", "tentang": "saya", "konflik": ["uptd_ppa"]},
    ],
    "Asking first, about an adult": [
        {**ADULT, "tujuan": "tanya", "tentang": "saya"},
        {**ADULT, **FOCAL, "tujuan": "tanya", "tentang": "lain"},
        {**FOCAL, "tujuan": "tanya", "tentang": "saya"},
    ],
    "About a child": [
        {"aman": "tidak", "tujuan": "lapor", "tentang": "saya_anak", "kapan": "kurang_24_jam"},
        {"tujuan": "tanya", "tentang": "anak_lain"},
    ],
    "About another adult, with an alert": [
        {**ADULT, "tujuan": "lapor", "tentang": "lain", "pemberitahuan": "ya"},
        {**FOCAL, "tujuan": "lapor", "tentang": "lain", "pemberitahuan": "ya"},
    ],
}


def ready() -> frozenset[str]:
    """Say that somebody can read everywhere."""
    return frozenset({"uptd_ppa", "focal_point"})


def documented(who: str) -> list[tuple[str, bool]]:
    """Return the pages of a way with whether each applies to everybody who takes it."""
    row = re.search(rf"^\| {re.escape(who)} \| (.*) \|$", PAGE, re.M)
    assert row, who
    return [(name, not open_) for open_, name in re.findall(r"(\[?)`(\w+)`", row[1])]


def test_every_page_and_control_is_named() -> None:
    choices = {**CHOICES, **OFFERED}
    values = {value for name in choices.keys() - NOT_ASKED for value, _ in choices[name]}
    controls = {name for form in FORMS.values() for name in form.base_fields}
    mailbox = {*STEPS, *CHECKIN_CHOICES, *FEEDBACK, *FEEDBACK_CHOICES, "perubahan", "pesan"}
    assert {*FORMS, *controls, *values, *mailbox, *BUTTONS, "ubahan", "kode"} - NAMED == set()


@pytest.mark.parametrize(
    ("who", "given"), [(who, given) for who, ways in WAYS.items() for given in ways]
)
def test_a_way_is_the_one_that_is_walked(who: str, given: dict[str, Any]) -> None:
    pages = documented(who)
    walked = flow.path(given, ready=ready)
    assert walked == [name for name, _ in pages if name in walked]
    assert {name for name, always in pages if always} <= {*walked}


def test_every_page_in_brackets_is_left_out_by_somebody() -> None:
    for who, ways in WAYS.items():
        walked = [set(flow.path(given, ready=ready)) for given in ways]
        for name, always in documented(who):
            having = [name in way for way in walked]
            assert any(having), f"{who}: {name} is on nobody's way here"
            assert always or not all(having), f"{who}: {name} is on everybody's way"
