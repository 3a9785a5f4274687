"""Tests of an event as coordinator and trainer plan and read them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.tests.standing import person
from ruangaman.training.models import Event, EventTrainer, Paper, Participant
from ruangaman.training.report_words import report_paper
from ruangaman.training.selectors.event_report import event_report
from ruangaman.training.selectors.paper_results import event_results, figures_of
from ruangaman.training.selectors.results import module_shares
from ruangaman.training.services.papers import (
    PaperChanged,
    PaperEntry,
    paper_set,
    papers_propose,
)
from ruangaman.training.services.sittings import sitting_begin
from ruangaman.training.tests.items import HOUR, items_make, paper_open, sat
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


def form(event: Event, **more: Any) -> dict[str, Any]:
    said = {
        "versi": 0,
        "hari_buka": event.first.isoformat(),
        "jam_buka": "07:30",
        "hari_tutup": event.first.isoformat(),
        "jam_tutup": "09.00",
        "menit": 40,
    }
    return {**said, **more}


def people(event: Event, count: int) -> list[Participant]:
    return [
        Participant.objects.create(
            event=event,
            person=person("biro-umum", name=f"Peserta {n:02}", search=f"peserta {n:02}"),
        )
        for n in range(count)
    ]


# Planning


def test_three_tests_are_made_at_the_usual_times_and_only_once(
    world: Any, event: Event, tono: StaffClient
) -> None:
    items_make()
    page = tono.get(address(event)).content.decode()
    assert page.count("belum dibuat") == 3
    for _ in range(2):
        assert tono.post(address(event, "usulan/")).url == address(event)
    later = Paper.objects.get(kind="follow_up")
    assert Paper.objects.count() == 3
    assert timezone.localtime(later.opens_at).date().day <= event.last.day
    assert 88 <= (timezone.localtime(later.opens_at).date() - event.last).days <= 92
    assert set(Paper.objects.values_list("gates", flat=True)) == {True}
    assert AuditEvent.objects.filter(action="training_paper_set").count() == 3


def test_unreviewed_items_gate_nothing_and_the_page_says_so(
    world: Any, event: Event, dewi: StaffClient
) -> None:
    items_make(reviewed=False)
    dewi.post(address(event, "usulan/"))
    page = dewi.get(address(event)).content.decode()
    assert "40 soal belum ditinjau ahli" in page
    assert page.count("tidak menentukan sertifikat") >= 3
    assert not Paper.objects.filter(gates=True).exists()


def test_a_pack_without_enough_items_names_what_lacks(
    world: Any, event: Event, dewi: StaffClient
) -> None:
    page = dewi.get(address(event)).content.decode()
    assert "Bentuk A, modul 1: perlu 2 soal, ada 0" in page
    assert "Bentuk B: tidak ada soal wajib tentang anak" in page


def test_a_test_is_made_changed_and_taken_away(event: Event, dewi: StaffClient) -> None:
    page = dewi.get(address(event, "awal/")).content.decode()
    assert all(label in page for label in ("Dibuka pukul", "Ditutup pukul", "mengerjakan (menit)"))
    assert dewi.post(address(event, "awal/"), form(event)).url == address(event)
    made = Paper.objects.get()
    assert timezone.localtime(made.closes_at).time() == dt.time(9)
    dewi.post(address(event, "awal/"), form(event, versi=1, menit=60))
    made.refresh_from_db()
    assert (made.minutes, made.version) == (60, 2)
    stale = dewi.post(address(event, "awal/hapus/"), {"versi": 1})
    assert stale.status_code == 409
    dewi.post(address(event, "awal/hapus/"), {"versi": 2})
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"jam_tutup": "08:00"}, "paling sedikit selama waktu mengerjakannya"),
        ({"hari_buka": "31/02/2026"}, "kalender"),
        ({"jam_buka": "25:00"}, "Tulis jam yang ada"),
        ({"menit": "5"}, "Paling sedikit 10 menit"),
        ({"menit": "9999999999"}, "Paling banyak 240 menit"),
        ({"menit": "x"}, "Tulis angka saja"),
        ({"hari_buka": ""}, "Isi hari dibukanya tes"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_kept(
    event: Event, dewi: StaffClient, more: dict[str, Any], told: str
) -> None:
    answer = dewi.post(address(event, "awal/"), form(event, **more))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert all(f'value="{value}"' in page for value in more.values() if value)
    assert not Paper.objects.exists()


def test_the_test_after_a_course_does_not_open_before_the_one_before(
    event: Event, dewi: StaffClient
) -> None:
    dewi.post(address(event, "awal/"), form(event))
    earlier = (event.first - dt.timedelta(days=3)).isoformat()
    answer = dewi.post(address(event, "akhir/"), form(event, hari_buka=earlier))
    assert answer.status_code == 422
    assert "Urutannya: tes awal" in answer.content.decode()


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(
    world: Any, event: Event, dewi: StaffClient
) -> None:
    dewi.post(address(event, "awal/"), form(event))
    answer = dewi.post(address(event, "awal/"), form(event, menit=55))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="55"' in page
    assert "40 menit" in page
    entry = PaperEntry("pre", timezone.now(), timezone.now() + HOUR)
    with pytest.raises(PaperChanged):
        paper_set(event=event, version=7, entry=entry, by=world.dewi)
    assert dewi.post(address(event, "awal/"), form(event, menit=55, versi=1)).status_code == 302


def test_once_somebody_began_only_the_closing_moves(event: Event, dewi: StaffClient) -> None:
    items_make()
    paper = paper_open(event, "pre")
    sitting_begin(paper=paper, participant=people(event, 1)[0])
    assert "Hapus tes ini" not in dewi.get(address(event, "awal/")).content.decode()
    assert dewi.post(address(event, "awal/hapus/"), {"versi": 1}).status_code == 422
    opens, closes = (timezone.localtime(at) for at in (paper.opens_at, paper.closes_at))
    said = {
        "versi": 1,
        "hari_buka": opens.date().isoformat(),
        "jam_buka": opens.strftime("%H:%M"),
        "hari_tutup": (closes.date() + dt.timedelta(days=1)).isoformat(),
        "jam_tutup": closes.strftime("%H:%M"),
    }
    Paper.objects.update(opens_at=opens.replace(second=0, microsecond=0))
    assert dewi.post(address(event, "awal/"), {**said, "menit": 90}).status_code == 422
    assert dewi.post(address(event, "awal/"), {**said, "menit": 40}).status_code == 302
    paper.refresh_from_db()
    assert paper.closes_at > closes + dt.timedelta(hours=23)


def test_another_trainers_event_is_not_there(world: Any, event: Event, tono: StaffClient) -> None:
    EventTrainer.objects.all().delete()
    for rest in ("", "awal/", "hasil/"):
        assert tono.get(address(event, rest)).status_code == 404
    assert tono.post(address(event, "usulan/")).status_code == 404
    assert tono.get(address(event, "xyz/")).status_code == 404


# Results


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


def test_only_organisers_set_tests(world: Any, event: Event) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        papers_propose(event=event, by=world.maria)
