"""Tests of an event as coordinator and trainer plan and read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.training.models import Event, EventTrainer, Paper
from ruangaman.training.services.papers import (
    PaperChanged,
    PaperEntry,
    paper_set,
    papers_propose,
)
from ruangaman.training.services.sittings import sitting_begin
from ruangaman.training.tests.items import HOUR, items_make, paper_open, people
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


def test_only_organisers_set_tests(world: Any, event: Event) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        papers_propose(event=event, by=world.maria)
