"""Results of an event's tests: for its trainers, for the coordinator, and in the report."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.training.models import Event, Paper
from ruangaman.training.report_words import report_paper
from ruangaman.training.selectors.event_report import event_report
from ruangaman.training.selectors.paper_results import event_results, figures_of
from ruangaman.training.selectors.results import module_shares
from ruangaman.training.tests.items import HOUR, items_make, paper_open, people, sat
from tests.clients import StaffClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def dewi(world):
    return world.sign_in(StaffClient(), "dewi")


@pytest.fixture
def tono(world):
    return world.sign_in(StaffClient(), "tono")


def address(event: Event, rest: str = "") -> str:
    return f"/pelatihan/acara/{event.pk}/tes/{rest}"


@pytest.fixture
def course(world, event):
    """Twelve people who sat all three tests, now closed: wrong answers fall from 8 to 2, then 4."""
    items_make()
    papers = {kind: paper_open(event, kind) for kind in ("pre", "post", "follow_up")}
    for number, who in enumerate(people(event, 12)):
        sat(papers["pre"], who, wrong=8)
        sat(papers["post"], who, wrong=2 if number else 0)
        sat(papers["follow_up"], who, wrong=4)
    Paper.objects.update(closes_at=timezone.now() - HOUR / 2)
    return event


def test_a_trainer_reads_persons_by_name_the_group_items_and_modules(
    course: Event, tono: StaffClient
) -> None:
    page = tono.get(address(course, "hasil/")).content.decode()
    names = [page.index(f"Peserta {number:02}") for number in range(12)]
    assert names == sorted(names)
    assert "Kenaikan (g)" in page
    found = event_results(course)
    group = found.group
    assert [(one.count, one.passed) for one in group.kinds] == [(12, 0), (12, 12), (12, 12)]
    assert (group.pairs, group.full, group.kept_pairs) == (12, 0, 12)
    post = (90 * 11 + 100) / 12
    assert group.gain == pytest.approx((post - 60) / 40)
    assert group.retained == pytest.approx(80 / post)
    items, modules = figures_of(found, "post")
    assert len(items) == 40
    assert {one.figures.answered for one in items} == {6}
    assert {one.figures.difficulty for one in items} == {None}, "six are fewer than ten"
    assert [module for module, _ in modules] == list(range(1, 11))
    shares = module_shares(course, "pre")
    assert sum(share.asked for share in shares.values()) == 240
    assert sum(share.right for share in shares.values()) == 144


def test_items_get_figures_from_ten_answers_on(course: Event, tono: StaffClient) -> None:
    Paper.objects.update(closes_at=timezone.now() + HOUR)
    post = Paper.objects.get(kind="post")
    for who in people(course, 8):
        sat(post, who, wrong=3)
    items, _modules = figures_of(event_results(course), "post")
    assert {one.figures.answered for one in items} == {10}
    assert all(0 <= (one.figures.difficulty or 0) <= 1 for one in items)
    page = tono.get(address(course, "hasil/?tes=post")).content.decode()
    assert "baru ditampilkan bila paling sedikit 10 orang" in page
    assert "soal wajib" in page
    assert tono.get(address(course, "hasil/?tes=apa")).status_code == 200


def test_the_coordinator_reads_who_passed_and_no_mark_of_a_person(
    course: Event, dewi: StaffClient
) -> None:
    page = dewi.get(address(course, "hasil/")).content.decode()
    assert "Peserta 03" in page
    assert page.count('<td data-label="Tes akhir">lulus</td>') == 12
    persons = page.split("Seluruh kelompok")[0]
    assert "%" not in persons.split("<h1")[1]
    assert 'id="soal"' not in page


def test_the_coordinator_reads_no_figures_about_four_people(
    world: Any, event: Event, dewi: StaffClient, tono: StaffClient
) -> None:
    items_make()
    post = paper_open(event, "post")
    for who in people(event, 4):
        sat(post, who, wrong=1)
    assert "Seluruh kelompok" not in dewi.get(address(event, "hasil/")).content.decode()
    assert "Seluruh kelompok" in tono.get(address(event, "hasil/")).content.decode()


def test_no_bar_of_the_report_is_lost_at_the_end_of_a_page(course: Event) -> None:
    """A drawing higher than the page loses its first and its last lines."""
    told = report_paper(event_report(course))["charts"]
    modules = next(one for one in told if one["chart"] == "Jawaban benar menurut modul")
    assert modules["key"] == "Hanya garis: Tes awal. Terisi: Tes akhir."
    for piece in modules["pieces"]:
        height = float(re.search(r'viewBox="0 0 300 (\d+)"', piece["svg"])[1]) * 110 / 300
        assert height < 250, "millimetres of A4 between its margins"
    assert sum(piece["svg"].count("<rect") for piece in modules["pieces"]) == 20
    assert all("Tes awal" in piece["alt"] for piece in modules["pieces"])


def test_figures_that_grow_by_one_person_are_for_the_trainer_alone(
    world: Any, event: Event, dewi: StaffClient, tono: StaffClient
) -> None:
    """Of five people and then of six: the difference is the mark of the sixth."""
    items_make()
    papers = {kind: paper_open(event, kind) for kind in ("pre", "post")}
    for who in people(event, 6):
        sat(papers["pre"], who, wrong=8)
        sat(papers["post"], who, wrong=3)
    report = f"/pelatihan/laporan/{event.pk}/"
    Paper.objects.filter(kind="pre").update(closes_at=timezone.now() - HOUR / 2)
    assert "85%" in tono.get(address(event, "hasil/")).content.decode()
    page = dewi.get(address(event, "hasil/")).content.decode()
    assert "60%" in page
    assert "85%" not in page
    assert "85 %" not in dewi.get(report).content.decode()
    Paper.objects.update(closes_at=timezone.now() - HOUR / 2)
    assert "85%" in dewi.get(address(event, "hasil/")).content.decode()
    assert "6 dari 6 peserta" in dewi.get(report).content.decode()


def test_an_event_without_tests_or_people_has_a_page(event: Event, tono: StaffClient) -> None:
    page = tono.get(address(event, "hasil/")).content.decode()
    assert "Belum ada peserta" in page


def test_the_page_asks_the_database_as_often_for_twelve_as_for_two(
    course: Event, tono: StaffClient, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(22):
        tono.get(address(course, "hasil/"))
