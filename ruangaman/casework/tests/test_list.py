"""``/kasus/``: only what this reader may open, and nothing that tells of the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.casework.selectors.rows import due_words
from ruangaman.casework.tests.cases import ELSEWHERE, sent, text_of
from ruangaman.reporting.models import Report
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_reader_sees_her_cases_and_no_others(world: World, staff: Any) -> None:
    mine, _ = sent()
    other, _ = sent(**ELSEWHERE)
    page = text_of(world.sign_in(staff, "maria", unlock=True).get("/kasus/"))
    assert mine.number in page
    assert other.number not in page


def test_a_row_says_state_due_day_and_next_step(world: World, staff: Any) -> None:
    report, _ = sent()
    page = text_of(world.sign_in(staff, "maria", unlock=True).get("/kasus/"))
    assert f"{report.number} belum dibaca Baru" in page
    assert "Jawab pertama" in page
    assert "Isi kasus tersegel." in page


def test_an_empty_list_says_so(world: World, staff: Any) -> None:
    sent(**ELSEWHERE)
    page = text_of(world.sign_in(staff, "maria", unlock=True).get("/kasus/"))
    assert "Belum ada kasus terbuka yang boleh Anda buka." in page
    assert "menunggu jawaban pertama" not in page


@pytest.mark.parametrize("typed", ["{0}", "{1}", " {2} ", "{3}"])
def test_a_number_is_found_however_it_is_typed(world: World, staff: Any, typed: str) -> None:
    report, _ = sent()
    other, _ = sent()
    number = report.number
    forms = (number, number.lower(), number.replace("-", " "), number.replace("-", ""))
    world.sign_in(staff, "maria", unlock=True)
    page = text_of(staff.get("/kasus/", {"q": typed.format(*forms)}))
    assert number in page
    assert other.number not in page


def test_a_closed_case_is_found_by_number_and_by_state_only(world: World, staff: Any) -> None:
    report, _ = sent()
    Report.objects.update(state="concluded", due_on=None)
    world.sign_in(staff, "maria", unlock=True)
    assert report.number not in text_of(staff.get("/kasus/"))
    assert report.number in text_of(staff.get("/kasus/", {"q": report.number}))
    assert report.number in text_of(staff.get("/kasus/", {"keadaan": "concluded"}))


@pytest.mark.parametrize(
    "query",
    [
        {"q": "9" * 100_000},
        {"q": "<b>"},
        {"q": "KTN\x00-'"},
        {"q": "\u202e😀"},
        {"keadaan": "withdrawn"},
        {"keadaan": "😀"},
    ],
)
def test_a_senseless_search_gets_a_sentence(world: World, staff: Any, query: Any) -> None:
    sent()
    response = world.sign_in(staff, "maria", unlock=True).get("/kasus/", query)
    assert response.status_code == 422
    assert "Ada yang perlu diperbaiki" in text_of(response)


def test_pages_have_a_cursor_and_keep_the_filter(world: World, staff: Any) -> None:
    numbers = {sent()[0].number for _ in range(27)}
    world.sign_in(staff, "maria", unlock=True)
    first = staff.get("/kasus/", {"keadaan": "received"})
    page = first.context["page"]
    second = staff.get("/kasus/", {"keadaan": "received", "sesudah": page.next})
    found = [row.number for row in page.rows] + [r.number for r in second.context["page"].rows]
    assert "keadaan=received&amp;sesudah=" in first.content.decode()
    assert sorted(found) == sorted(numbers)
    assert second.context["page"].next is None


def test_a_list_costs_the_same_number_of_queries_however_long(world: World, staff: Any) -> None:
    world.sign_in(staff, "maria", unlock=True)
    sent()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            staff.get("/kasus/")
        counts.append(len(queries))
        for _ in range(5):
            sent()
    assert counts[0] == counts[1]


def test_a_cursor_does_not_tell_that_a_number_exists(world: World, staff: Any) -> None:
    hidden, _ = sent(**ELSEWHERE)
    Report.objects.filter(pk=hidden.pk).update(due_on=dt.date(2999, 1, 1))
    mine, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    for cursor in (hidden.number, "AAA-0000", "\x00"):
        assert mine.number in text_of(staff.get("/kasus/", {"sesudah": cursor}))


def test_a_locked_vault_leads_to_the_pass_phrase(world: World, staff: Any) -> None:
    response = world.sign_in(staff, "maria").get("/kasus/")
    assert response.status_code == 302
    assert response["Location"].startswith("/kunci/")


@pytest.mark.parametrize("name", ["anton", "dewi", "tono", "hasan", "kadis", "wim", "dina"])
def test_other_roles_are_refused(world: World, staff: Any, name: str) -> None:
    report, _ = sent()
    world.sign_in(staff, name)
    for path in ("/kasus/", "/kasus/tim/", f"/kasus/{report.number}/"):
        response = staff.get(path)
        assert response.status_code == 403
        assert report.number not in text_of(response)


def test_the_list_in_english(world: World, staff: Any) -> None:
    sent()
    page = text_of(world.sign_in(staff, "maria", unlock=True).get("/en/kasus/"))
    assert "The content of a case is sealed." in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "lewat waktu"), (0, "hari ini"), (1, "besok"), (2, "Rabu"), (9, "2 Desember 2026")],
)
def test_a_due_day_is_said_as_people_say_it(days: int, words: str) -> None:
    today = dt.date(2026, 11, 23)
    assert due_words(today + dt.timedelta(days=days), today) == words


def test_whatever_is_open_is_late_once_its_day_has_passed(world: World, staff: Any) -> None:
    sent()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    world.sign_in(staff, "maria", unlock=True)
    for state in ("received", "supported"):
        Report.objects.update(due_on=yesterday, state=state)
        assert staff.get("/kasus/").context["page"].rows[0].late
