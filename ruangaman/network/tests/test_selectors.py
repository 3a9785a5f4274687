"""Units in force, found by words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.network.selectors import (
    UnitNotFound,
    folded,
    unit,
    unit_search,
    units_in_force,
)

DAY = timedelta(days=1)
NAMES = {
    "dinas-kesehatan": "Dinas Kesehatan",
    "dinas-peternakan": "Dinas Peternakan dan Kesehatan Hewan",
    "rsud-johannes": "RSUD Prof. Dr. W. Z. Johannes Kupang",
    "dinas-p3ap2kb": "Dinas Pemberdayaan Perempuan, Perlindungan Anak",
}


@pytest.fixture(autouse=True)
def units(db: None) -> None:
    """Four units."""
    for code, name in NAMES.items():
        search = folded(f"{name} {code}")
        Unit.objects.create(code=code, kind="dinas", name=name, short_name=name, search=search)


def codes(text: str, limit: int = 10) -> list[str]:
    return [found.code for found in unit_search(text, limit)]


@pytest.mark.parametrize(
    "text",
    ["kesehatan", "KESEHATAN", "  kesehatan   dinas ", "keséhatan", "kes din", "\0kesehatan\u202e"],
)
def test_words_are_found_whatever_their_case_accents_and_order(text: str) -> None:
    assert codes(text) == ["dinas-kesehatan", "dinas-peternakan"]


@pytest.mark.parametrize("text", ["w.z. johannes", "RSUD Prof Dr", "johannes-kupang"])
def test_points_and_commas_do_not_matter(text: str) -> None:
    assert codes(text) == ["rsud-johannes"]


def test_part_of_a_word_is_enough_but_words_that_begin_so_come_first() -> None:
    assert codes("hewan kan") == ["dinas-peternakan"]
    assert codes("an")[0] == "dinas-p3ap2kb"


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", "' OR 1=1 --", "😀", "dinas tiada", "x" * 9999]
)
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert codes(text) == []


def test_only_so_many_are_returned() -> None:
    assert len(codes("dinas", limit=2)) == 2


def test_a_search_is_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        unit_search("dinas kesehatan")


def test_former_and_future_units_are_not_in_force() -> None:
    today = timezone.localdate()
    Unit.objects.filter(code="dinas-kesehatan").update(valid_to=today - DAY)
    Unit.objects.filter(code="rsud-johannes").update(valid_from=today + DAY)
    Unit.objects.filter(code="dinas-peternakan").update(valid_from=today, valid_to=today)
    assert [row.code for row in units_in_force()] == ["dinas-peternakan", "dinas-p3ap2kb"]
    assert codes("johannes") == []
    with pytest.raises(UnitNotFound):
        unit("dinas-kesehatan")


def test_a_unit_is_found_by_its_code() -> None:
    assert unit("dinas-p3ap2kb").name == NAMES["dinas-p3ap2kb"]
    with pytest.raises(UnitNotFound):
        unit("tidak-ada")
