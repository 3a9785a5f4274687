"""Hotlines and services, the nearest first."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.directory.models import Hotline, Service
from ruangaman.directory.selectors import hotlines, services_for


def service(code: str, level: str, position: int, **values: Any) -> None:
    """Write down a service for counselling."""
    defaults = {"needs": ["psikososial"], "regions": ["*"], "name": code}
    Service.objects.create(code=code, level=level, position=position, **(defaults | values))


@pytest.fixture(autouse=True)
def services(db: None) -> None:
    """Five services that counsel, one of them closed, and a hospital."""
    service("sapa", "nasional", 0)
    service("prov", "prov", 1)
    service("belu", "kab", 2, regions=["53.04"])
    service("alor", "kab", 3, regions=["53.05", "53.06"])
    service("tutup", "kab", 4, active=False)
    service("rsud", "prov", 5, needs=["dokter"])


def codes(**wanted: str) -> list[str]:
    return [found.code for found in services_for(**wanted)]


def test_the_nearest_comes_first() -> None:
    assert codes(need="psikososial", region="53.04") == ["belu", "prov", "sapa"]
    assert codes(need="psikososial", region="53.06") == ["alor", "prov", "sapa"]


def test_without_a_region_all_are_shown() -> None:
    assert codes(need="psikososial") == ["belu", "alor", "prov", "sapa"]


def test_without_a_need_all_of_the_region_are_shown() -> None:
    assert codes(region="53.71") == ["prov", "rsud", "sapa"]


def test_an_unknown_need_has_no_service() -> None:
    assert codes(need="tidak-ada") == []


def test_services_are_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        services_for(need="dokter", region="53.04")


def test_hotlines_stand_in_the_order_of_the_pack() -> None:
    for position, (code, active) in enumerate({"b": True, "c": False, "a": True}.items()):
        Hotline.objects.create(code=code, position=position, active=active)
    assert [line.code for line in hotlines()] == ["b", "a"]
