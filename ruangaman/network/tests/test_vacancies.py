"""Days without a focal point: gaps between terms, and how long they lasted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.network.models import Appointment
from ruangaman.network.selectors.vacancies import vacancies, vacancy_days
from ruangaman.network.tests.appointing import appoint, decree, person
from ruangaman.network.vacancies import Gap, Term, gaps
from tests.world import World

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 1)


def on(number: int) -> dt.date:
    return FIRST + DAY * number


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=8))
def test_a_day_is_in_a_gap_exactly_if_nobody_held_it(spans: list[tuple[int, int]]) -> None:
    found = gaps(Term(on(first), on(first + length)) for first, length in spans)
    held = {day for first, length in spans for day in range(first, first + length)}
    for day in range(min(held, default=99), 60):
        inside = any(gap.since <= on(day) < (gap.filled or dt.date.max) for gap in found)
        assert inside == (day not in held)


def test_a_term_without_end_leaves_no_gap_after_it() -> None:
    assert gaps([Term(on(9), on(20)), Term(on(0), on(5)), Term(on(7), None)]) == [Gap(on(5), on(7))]
    assert gaps([]) == []


@pytest.mark.django_db
def test_a_place_is_vacant_from_the_day_its_holder_moved(world: World) -> None:
    rina, beni = person("Rina"), person("Beni")
    held = decree()
    moved = appoint(held, rina, ended_on=dt.date(2026, 6, 10), end_reason="moved")
    appoint(held, beni, "alternate")
    (gap,) = vacancies(dt.date(2026, 6, 30))
    assert (gap.unit_code, gap.role, gap.gap.since) == (
        "dinas-kesehatan",
        "primary",
        moved.ended_on,
    )
    assert gap.gap.days(dt.date(2026, 6, 30)) == 20
    assert vacancies(dt.date(2026, 6, 9)) == []
    assert vacancies(dt.date(2026, 6, 30), ["dinas-sosial"]) == []


@pytest.mark.django_db
def test_an_expired_decree_leaves_both_places_vacant_without_any_job(world: World) -> None:
    held = decree(ends=dt.date(2026, 3, 31))
    appoint(held, person("Rina"))
    appoint(held, person("Beni"), "alternate")
    assert vacancies(dt.date(2026, 3, 31)) == []
    assert {one.gap.since for one in vacancies(dt.date(2026, 4, 1))} == {dt.date(2026, 4, 1)}
    assert Appointment.objects.count() == len(vacancies(dt.date(2026, 4, 1))) == 2


@pytest.mark.django_db
def test_days_until_replaced_are_counted_when_replaced(world: World) -> None:
    rina, beni = person("Rina"), person("Beni")
    appoint(decree(), rina, ended_on=dt.date(2026, 6, 10), end_reason="moved")
    quarter = dt.date(2026, 7, 1), dt.date(2026, 9, 30)
    assert vacancy_days(*quarter) is None
    appoint(decree(starts=dt.date(2026, 7, 1)), beni)
    assert vacancy_days(*quarter) == 21
    assert vacancy_days(dt.date(2026, 4, 1), dt.date(2026, 6, 30)) is None
