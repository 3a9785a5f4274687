"""What a doctor can still do follows from the band and the rules in force."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ruangaman.core.models import PackText, RuleValue
from ruangaman.directory.health import time_left
from ruangaman.directory.selectors import health_hours

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def texts(band):
    return " ".join(f"{item.text} {item.left}" for item in health_hours(band).items)


def test_within_a_day_everything_is_possible(pack):
    hours = health_hours("kurang_24_jam")
    assert hours.title == "Kurang dari 24 jam"
    assert len(hours.items) == 4
    assert "Sisa waktu: 48 sampai 72 jam." in texts("kurang_24_jam")
    assert "Sisa waktu: 4 sampai 5 hari." in texts("kurang_24_jam")


def test_within_three_days_the_first_medicine_has_hours_left(pack):
    assert "Obat pencegah HIV" in texts("1_3_hari")
    assert "Sisa waktu: paling lama 48 jam." in texts("1_3_hari")
    assert "Sisa waktu: 2 sampai 4 hari." in texts("1_3_hari")


def test_after_three_days_it_is_no_longer_promised(pack):
    assert "Obat pencegah HIV" not in texts("3_5_hari")
    assert "Pil pencegah kehamilan darurat" in texts("3_5_hari")
    assert "Sisa waktu: 9 sampai 11 hari." in texts("3_5_hari")


def test_after_five_days_care_goes_on(pack):
    assert "Pil pencegah kehamilan" not in texts("lebih_5_hari")
    assert "kapan saja" in texts("lebih_5_hari")
    assert "Sisa waktu: paling lama 9 hari." in texts("lebih_5_hari")


def test_a_shorter_limit_takes_the_medicine_out_of_the_band(pack):
    RuleValue.objects.filter(key="hiv_pep").update(value=24)
    assert "Obat pencegah HIV" in texts("kurang_24_jam")
    assert "Obat pencegah HIV" not in texts("1_3_hari")


def test_marks_come_from_the_rules(pack):
    hours = health_hours("3_5_hari")
    pill, evidence = hours.items[0].mark, hours.items[1].mark
    assert not pill.weak
    assert pill.verified_on is None
    assert evidence.weak


def test_a_checked_rule_loses_its_mark(pack):
    RuleValue.objects.filter(key__in=["forensic_some", "examination_no_deadline"]).update(
        verified_by="Dinas Kesehatan", verified_on=TODAY
    )
    mark = health_hours("3_5_hari").items[1].mark
    assert not mark.weak
    assert mark.verified_by == "Dinas Kesehatan"


def test_an_item_whose_rule_is_gone_is_not_verified(pack):
    RuleValue.objects.filter(key="hiv_pep").delete()
    first = health_hours("1_3_hari").items[0]
    assert first.mark.weak
    assert first.left == ""


def test_notes_stay_until_everything_is_checked(pack):
    assert len(health_hours("1_3_hari").notes) == 2
    for note in PackText.objects.filter(section="legal_notes", body__where="dokter"):
        note.body |= {"verified_by": "Dinas Kesehatan", "verified_on": "2026-11-01"}
        note.save()
    assert len(health_hours("1_3_hari").notes) == 1
    RuleValue.objects.update(verified_by="Dinas Kesehatan", verified_on=TODAY)
    assert health_hours("1_3_hari").notes == []


def test_english(pack):
    with override("en"):
        hours = health_hours("1_3_hari")
    assert hours.title == "1–3 days ago"
    assert hours.items[0].text.startswith("HIV prevention medicine")


@pytest.mark.parametrize("band", ["", "lebih_lama", "2026-11-20T10:00", "\x00", "x" * 100_000])
def test_an_unknown_band_has_nothing_to_say(pack, band):
    assert health_hours(band).items == []


def test_stands_before_a_pack_is_loaded(db):
    assert health_hours("1_3_hari").items == []
    assert health_hours("1_3_hari").notes == []


def test_asks_three_questions(pack):
    with CaptureQueriesContext(connection) as queries:
        health_hours("kurang_24_jam")
    assert len(queries) == 3


@pytest.mark.parametrize(
    ("limit", "start", "end", "words"),
    [
        (72, 0, 24, "Sisa waktu: 48 sampai 72 jam."),
        (72, 24, 72, "Sisa waktu: paling lama 48 jam."),
        (120, 24, 72, "Sisa waktu: 2 sampai 4 hari."),
        (336, 120, None, "Sisa waktu: paling lama 9 hari."),
    ],
)
def test_time_left(limit, start, end, words):
    assert time_left(limit, start, end) == words
