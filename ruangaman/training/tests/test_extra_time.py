"""More time for one person: who gives it, who sees it, and that our clock keeps it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.training.models import Event, Paper, Participant, Sitting
from ruangaman.training.services.extra_time import extra_time_set
from ruangaman.training.services.sittings import (
    SittingOver,
    answers_save,
    sitting_begin,
    sittings_settle,
)
from ruangaman.training.tests.items import items_make, paper_open, right_of
from tests.clients import StaffClient

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def paper(event: Event, world: Any) -> Paper:
    items_make()
    return paper_open(event)


@pytest.fixture
def tono(world: Any) -> StaffClient:
    return world.sign_in(StaffClient(), "tono")


def address(event: Event) -> str:
    return f"/pelatihan/acara/{event.pk}/tes/waktu/"


def test_a_trainer_gives_it_the_person_reads_it_and_the_clock_honours_it(
    world: Any, event: Event, paper: Paper, invited: Any, tono: StaffClient
) -> None:
    who, rina = invited["rina"], world.sign_in(StaffClient(), "rina")
    page = f"/pelatihan/tes/{paper.pk}/"
    assert "menit tambahan" not in rina.get(page).content.decode()
    sent = tono.post(address(event), {"peserta": str(who.pk), "menit": "15"}, follow=True)
    assert f"{who.person.name} mendapat 15 menit tambahan" in sent.content.decode()
    told = AuditEvent.objects.get(action="training_extra_time")
    assert (told.actor, told.detail) == (world.tono.pk, {"minutes": 15, "running": False})
    start = rina.get(page).content.decode()
    assert "Di dalamnya 15 menit tambahan untuk Anda." in start
    assert "55 menit sejak Anda menekan Mulai" in start
    rina.post(page)
    mine = Sitting.objects.get(participant=who)
    assert mine.due_at - mine.started_at == 55 * MINUTE
    assert "15 menit tambahan" in rina.get(f"{page}halaman/1/").content.decode()
    tono.post(address(event), {"peserta": str(who.pk), "menit": "30"})
    mine.refresh_from_db()
    assert mine.due_at - mine.started_at == 70 * MINUTE
    less = tono.post(address(event), {"peserta": str(who.pk), "menit": "0"})
    assert (less.status_code, "hanya dapat ditambah" in less.content.decode()) == (422, True)
    answers_save(sitting=mine, chosen=right_of(mine), at=mine.started_at + 70 * MINUTE)
    with pytest.raises(SittingOver):
        answers_save(sitting=mine, chosen=right_of(mine), at=mine.started_at + 72 * MINUTE)
    assert sittings_settle(event=event) == 0, "nobody ends it before"


def test_the_closing_takes_nothing_of_it_away_and_others_get_none(
    world: Any, event: Event, paper: Paper, invited: Any
) -> None:
    """Given between two looks at the participant: what counts is read when she begins."""
    stale, other = invited["rina"], invited["lena"]
    assert stale.extra_minutes == 0
    extra_time_set(participant=Participant.objects.get(pk=stale.pk), minutes=20, by=world.tono)
    late = paper.closes_at - 10 * MINUTE
    begun = sitting_begin(paper=paper, participant=stale, at=late)
    assert begun.due_at == paper.closes_at + 20 * MINUTE
    assert sitting_begin(paper=paper, participant=other, at=late).due_at == paper.closes_at


def test_only_a_trainer_of_the_event_gives_it_and_odd_input_keeps_what_was_typed(
    world: Any, event: Event, paper: Paper, invited: Any, tono: StaffClient
) -> None:
    who = invited["rina"]
    dewi, rina = (world.sign_in(StaffClient(), name) for name in ("dewi", "rina"))
    given = {"peserta": str(who.pk), "menit": "15"}
    for client in (dewi, rina):
        assert client.post(address(event), given).status_code == 403
    assert "Waktu tambahan" not in dewi.get(f"/pelatihan/acara/{event.pk}/tes/").content.decode()
    for odd, text in (
        ({"menit": "121"}, "Paling banyak 120 menit."),
        ({"menit": "-1"}, "Tulis 0 atau lebih."),
        ({"menit": "lima"}, "Tulis angka saja."),
        ({"peserta": str(event.pk)}, "tidak lagi ada di daftar"),
        ({"peserta": "x"}, "tidak lagi ada di daftar"),
        ({"peserta": ""}, "Pilih seorang peserta."),
    ):
        answer = tono.post(address(event), given | odd)
        page = answer.content.decode()
        assert (answer.status_code, text in page) == (422, True), odd
        assert f'value="{(given | odd)["menit"]}"' in page
    who.refresh_from_db()
    assert who.extra_minutes == 0
