"""Which duties units kept up: today, and as far as dates tell in earlier months."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.network.models import Unit
from ruangaman.network.tests.standing import decree, person
from ruangaman.network.tests.standing import tested as message_opened
from ruangaman.oversight.models import UnitMonth
from ruangaman.oversight.selectors.duties import duties_on, duties_told
from ruangaman.oversight.tests.duty_world import (
    GENERAL,
    HEALTH,
    SOCIAL,
    briefing,
    content_load,
    document,
    on,
    service,
    service_change,
    survey,
)
from ruangaman.policy.models import Document
from ruangaman.policy.services.documents import Adopted, document_correct

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = (dt.date(2027, month, 1) for month in (1, 2, 3))


@pytest.fixture
def here(world, monkeypatch):
    content_load()
    on(monkeypatch, "2027-03-15")
    return world


def kept(code: str, duty: str, *months: dt.date) -> list[bool | None]:
    return [duties_on([code], month)[code][duty] for month in months]


def why(code: str, duty: str, month: dt.date) -> str:
    return duties_told([code], month)[code].why.get(duty, "")


def test_without_anything_done_every_duty_is_a_gap_but_what_nobody_can_know(here) -> None:
    found = duties_told(None, MARCH)
    assert set(found) == {HEALTH, SOCIAL, GENERAL}
    gaps = dict.fromkeys(("decree", "pair", "briefing", "policy", "survey"), False)
    assert found[HEALTH].held == {**gaps, "directory": None}
    assert found[HEALTH].why == {"directory": "no_services"}
    assert duties_on(None, dt.date(2027, 4, 1)) == {}


def test_a_pair_is_seen_while_the_month_runs_and_never_guessed_later(here) -> None:
    pair = [person(HEALTH, here.people[name]) for name in ("rina", "beni")]
    made = decree(HEALTH, *pair, starts=dt.date(2027, 2, 10))
    assert kept(HEALTH, "decree", JANUARY, FEBRUARY, MARCH) == [False, True, True]
    assert kept(HEALTH, "pair", JANUARY, FEBRUARY, MARCH) == [False, None, True]
    assert why(HEALTH, "pair", FEBRUARY) == "unseen"
    UnitMonth.objects.create(
        unit_code=HEALTH, month=FEBRUARY, duties={"pair": True}, computed_at=made.created_at
    )
    assert kept(HEALTH, "pair", FEBRUARY) == [True]
    made.starts = dt.date(2027, 3, 1)
    made.save()
    assert kept(HEALTH, "pair", FEBRUARY) == [False]


def test_briefings_and_surveys_count_for_a_year(here) -> None:
    briefing(HEALTH, "2026-02-20")
    briefing(SOCIAL, "2026-02-20", withdrawn=True)
    briefing(SOCIAL, "2026-02-20", kind="activity")
    assert kept(HEALTH, "briefing", JANUARY, FEBRUARY) == [True, False]
    assert kept(SOCIAL, "briefing", JANUARY) == [False]
    survey("2026-01-05", "2026-02-10", [HEALTH], [GENERAL])
    survey("2027-03-01", "2027-03-31", [HEALTH], state="cancelled")
    assert kept(HEALTH, "survey", JANUARY, FEBRUARY, MARCH) == [True, False, False]
    assert kept(SOCIAL, "survey", JANUARY) == [False]
    survey("2027-02-01", "2027-02-05", [GENERAL], [])
    assert kept(SOCIAL, "survey", FEBRUARY) == [None]
    assert why(SOCIAL, "survey", FEBRUARY) == "units_unsaid"
    survey("2027-03-01", "2027-04-30", [], [], state="open")
    assert kept(SOCIAL, "survey", FEBRUARY, MARCH) == [None, True]


def test_policy_is_ones_own_or_the_provinces_until_its_day_of_review(here) -> None:
    document("", "circular", "2026-01-01", review_on=dt.date(2027, 2, 15))
    code = document(HEALTH, "code", "2027-01-20")
    december = dt.date(2026, 12, 1)
    assert kept(HEALTH, "policy", december, JANUARY, FEBRUARY) == [False, True, False]
    assert kept(SOCIAL, "policy", JANUARY) == [False], "a code is another unit's"
    own = document(HEALTH, "circular", "2027-02-20", ended_on=dt.date(2027, 3, 2))
    Document.objects.filter(pk=own.pk).update(state="ended")
    assert kept(HEALTH, "policy", FEBRUARY, MARCH) == [True, False]
    later = Adopted("1/2027", dt.date(2027, 1, 20), dt.date(2027, 1, 20), dt.date(2029, 1, 1), "")
    document_correct(document=code, revision=0, adopted=later, by=here.dewi)
    assert kept(HEALTH, "policy", JANUARY) == [None], "perhaps it was due"
    assert why(HEALTH, "policy", JANUARY) == "reviewed_since"


def test_the_directory_of_a_units_area_is_looked_at_as_it_was(here) -> None:
    Unit.objects.filter(code=HEALTH).update(region="53.01")
    first = service("rumah", "53.01", checked="2027-03-10")
    assert kept(HEALTH, "directory", MARCH) == [True]
    assert kept(HEALTH, "directory", JANUARY) == [None], "what stood before is gone"
    assert why(HEALTH, "directory", JANUARY) == "checked_since"
    assert why(SOCIAL, "directory", MARCH) == "no_services"
    service_change(first, "confirmed", "2027-01-10")
    service_change(first, "confirmed", "2027-03-10")
    assert kept(HEALTH, "directory", dt.date(2026, 12, 1), JANUARY) == [None, True]
    gone = service("tutup", "*", active=False)
    service_change(gone, "closed", "2027-02-02")
    assert kept(HEALTH, "directory", JANUARY, FEBRUARY) == [None, True]
    for number in range(5):
        service(f"belum-{number}", "*")
    assert kept(HEALTH, "directory", JANUARY, FEBRUARY, MARCH) == [False] * 3
    assert kept(SOCIAL, "directory", MARCH) == [False]


def test_a_unit_stands_in_the_months_at_whose_end_it_was_there(here) -> None:
    Unit.objects.filter(code=SOCIAL).update(valid_to=dt.date(2027, 2, 14))
    Unit.objects.create(
        code="dinas-baru", kind="dinas", name="Dinas Baru", valid_from=dt.date(2027, 2, 15)
    )
    assert set(duties_on(None, JANUARY)) == {HEALTH, SOCIAL, GENERAL}
    assert set(duties_on(None, FEBRUARY)) == {HEALTH, GENERAL, "dinas-baru"}
    assert duties_on([SOCIAL], FEBRUARY) == {}


def test_the_month_turns_at_midnight_of_the_province(here, monkeypatch) -> None:
    decree(HEALTH, *(person(HEALTH, here.people[name]) for name in ("rina", "beni")))
    on(monkeypatch, "2027-03-31T15:59:00")
    message_opened(here.rina)
    message_opened(here.beni)
    assert kept(HEALTH, "pair", MARCH) == [True]
    assert duties_on(None, dt.date(2027, 4, 1)) == {}
    on(monkeypatch, "2027-03-31T16:01:00")
    assert kept(HEALTH, "pair", MARCH, dt.date(2027, 4, 1)) == [None, True]


@pytest.mark.parametrize("month", [JANUARY, MARCH])
def test_many_units_ask_no_more(here, month, django_assert_max_num_queries) -> None:
    briefing(HEALTH, "2026-12-20")
    with CaptureQueriesContext(connection) as few:
        duties_on(None, month)
    Unit.objects.bulk_create(
        Unit(code=f"unit-{n}", kind="dinas", name=f"Unit {n}", region="53.01") for n in range(60)
    )
    with django_assert_max_num_queries(len(few)):
        assert len(duties_on(None, month)) == 63
