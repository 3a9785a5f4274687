"""The list of cases, for a reader with few of them and for one with very many."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors import desk_list
from ruangaman.reporting.tests.test_desk_services import send
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
ROWS = [
    ("BCD-0001", "received", 2),
    ("BCD-0002", "received", 0),
    ("BCD-0103", "acknowledged", 1),
    ("BCF-0004", "supported", 1),
    ("BCF-0005", "supported", 0),
    ("ZYX-0006", "concluded", None),
    ("BCD-0007", "concluded", None),
]
"""Number, state, days until due."""


@pytest.fixture(params=[1000, 0], ids=["few", "many"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Walk both ways; they must not differ in what is found."""
    monkeypatch.setattr(desk_list, "_FEW", request.param)


@pytest.fixture
def cases(world: World) -> World:
    """Send reports and give them the numbers, states and days of ``ROWS``."""
    for place, (number, state, days) in enumerate(ROWS):
        send(place)
        due = None if days is None else MONDAY + dt.timedelta(days=days)
        fresh = Report.objects.exclude(number__in=[row[0] for row in ROWS])
        fresh.update(number=number, state=state, due_on=due)
    return world


def numbers(reader: Reader, **asked: Any) -> list[str]:
    """Return the numbers on all pages, two a page."""
    found: list[str] = []
    after: str | None = None
    options = {"search": "", "states": (), **asked}
    while True:
        page = desk_list.desk_page(reader=reader, after=after, size=2, **options)
        found += [row.report.number for row in page.rows]
        if (after := page.next) is None:
            return found


def test_open_cases_stand_by_due_day(cases: World) -> None:
    assert numbers(cases.reader("maria")) == [
        "BCD-0002", "BCF-0005", "BCD-0103", "BCF-0004", "BCD-0001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("received", ["BCD-0002", "BCD-0001"]),
        ("supported", ["BCF-0005", "BCF-0004"]),
        ("concluded", ["BCD-0007", "ZYX-0006"]),
        ("withdrawn", []),
    ],
)
def test_cases_of_one_state(cases: World, state: str, expected: list[str]) -> None:
    assert numbers(cases.reader("maria"), states={state}) == expected


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("BCF-0004", {"BCF-0004"}),
        ("bcd-0", {"BCD-0001", "BCD-0002", "BCD-0103", "BCD-0007"}),
        ("BCD-01", {"BCD-0103"}),
        ("Z", {"ZYX-0006"}),
        ("BCG", set()),
        ("%", set()),
        ("_CD-0001", set()),
    ],
)
def test_a_search_finds_the_beginning_of_a_number(
    cases: World, search: str, expected: set[str]
) -> None:
    found = numbers(cases.reader("maria"), search=search, states=set(Report.State))
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_a_search_in_one_state(cases: World) -> None:
    found = numbers(cases.reader("maria"), search="BCD", states={"concluded"})
    assert found == ["BCD-0007"]


def test_to_whoever_may_open_nothing_there_is_nothing(cases: World) -> None:
    """Sari reads for the PSEAH desk, Rina is a focal point: neither was chosen."""
    for name in ("sari", "rina"):
        assert numbers(cases.reader(name)) == []
        assert numbers(cases.reader(name), search="B", states=set(Report.State)) == []
    assert len(numbers(cases.reader("yosef"))) == 5


def test_a_page_costs_a_fixed_number_of_queries(
    cases: World, django_assert_num_queries: Any
) -> None:
    reader = cases.reader("maria")
    for search in ("", "B"):
        with django_assert_num_queries(3):
            desk_list.desk_page(reader=reader, after=None, search=search, states=())
