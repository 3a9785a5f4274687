"""Days and hours in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from ruangaman.core.templatetags.dates import day, day_hour, short_day

WHEN = dt.datetime(2026, 11, 26, 7, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "id",
            ("Kamis, 26 November 2026", "Kamis, 26 November 2026, pukul 15.05 WITA", "26 Nov 2026"),
        ),
        (
            "en",
            ("Thursday 26 November 2026", "Thursday 26 November 2026, 15:05 WITA", "26 Nov 2026"),
        ),
    ],
)
def test_a_moment_is_written_in_local_time(language, expected):
    with translation.override(language):
        assert (day(WHEN), day_hour(WHEN), short_day(WHEN)) == expected


@pytest.mark.parametrize(
    ("month", "name", "short"), [(1, "Januari", "Jan"), (5, "Mei", "Mei"), (8, "Agustus", "Agu")]
)
def test_indonesian_months(month, name, short):
    with translation.override("id"):
        assert name in day(dt.date(2026, month, 2))
        assert short_day(dt.date(2026, month, 2)) == f"2 {short} 2026"


def test_midnight_belongs_to_the_day_it_begins():
    with translation.override("id"):
        assert day_hour(dt.datetime(2026, 11, 25, 16, 0, tzinfo=dt.UTC)) == (
            "Kamis, 26 November 2026, pukul 00.00 WITA"
        )


def test_a_date_has_no_hour():
    with translation.override("id"):
        assert day_hour(dt.date(2026, 11, 26)) == "Kamis, 26 November 2026"


def test_iso_text_as_it_stands_inside_a_seal_is_read():
    with translation.override("id"):
        assert day_hour("2026-11-26T07:05+00:00") == "Kamis, 26 November 2026, pukul 15.05 WITA"
        assert day("2026-11-26") == "Kamis, 26 November 2026"


@pytest.mark.parametrize("nothing", [None, "", "bukan tanggal"])
def test_nothing_is_written_for_nothing(nothing):
    assert day(nothing) == day_hour(nothing) == short_day(nothing) == ""


def test_a_naive_time_is_local():
    with translation.override("id"):
        assert day_hour(dt.datetime(2026, 11, 26, 15, 5)).endswith("15.05 WITA")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "label"), [("Asia/Jakarta", "14.05 WIB"), ("Asia/Jayapura", "16.05 WIT")]
)
def test_other_parts_of_the_country_have_their_own_hour(settings, zone, label):
    settings.TIME_ZONE = zone
    with translation.override("id"):
        assert day_hour(WHEN).endswith(label)


def test_in_a_template():
    with translation.override("id"):
        page = Template("{% load dates %}{{ when|day }} · {{ when|short_day }}")
        assert page.render(Context({"when": WHEN})) == "Kamis, 26 November 2026 · 26 Nov 2026"
