"""A consent taken back after something was sent: somebody has to tell the service, that day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.models import TeamDesk
from ruangaman.casework.tests.cases import form_of, opened, sent, text_of
from ruangaman.casework.tests.referring import (
    klinik,
    mailbox,
    one,
    proposed,
    said_yes,
    section,
    with_letter,
)
from ruangaman.reporting.models import Report
from tests.clients import PublicClient, StaffClient
from tests.waking import Clock as Wall
from tests.world import World

pytestmark = pytest.mark.django_db
__all__ = ["klinik"]
TASK = "Beri tahu Klinik Contoh: izin dicabut, jangan menghubungi, musnahkan suratnya"


def recalled(staff: Any, public: Any, *, sent_off: bool = True) -> tuple[Report, Any]:
    """Let her allow a referral, perhaps have the letter made, and take it back."""
    report, code = sent()
    proposed(staff, report)
    said_yes(code, public, "bantuan")
    if sent_off:
        with_letter(staff, report)
    Report.objects.filter(pk=report.pk).update(due_on=timezone.localdate() + dt.timedelta(days=6))
    assert "Izin dicabut." in text_of(mailbox(code, public, rujukan_cabut=str(one(code).thing)))
    return report, code


@pytest.mark.parametrize("keeps", [True, False])
def test_telling_the_service_is_a_task_of_the_team_with_a_day_and_who_did_it(
    wall: Wall, world: World, staff: StaffClient, public: PublicClient, klinik: Any, keeps: bool
) -> None:
    TeamDesk.objects.create(team=world.teams["uptd-ppa"], keeps=keeps)
    world.sign_in(staff, "maria", unlock=True)
    report, _code = recalled(staff, public)
    other, _ = recalled(staff, public, sent_off=False)
    assert Report.objects.get(pk=report.pk).due_on == timezone.localdate()
    assert Report.objects.get(pk=other.pk).due_on != timezone.localdate()
    assert "Beri tahu Klinik Contoh hari ini" in text_of(opened(staff, report))
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    assert TASK not in text_of(yosef.get("/kasus/tugas/"))
    listed = text_of(yosef.post("/kasus/tugas/"))
    assert listed.count(TASK) == 1
    assert report.number in listed
    assert "lewat waktu" not in listed
    wall.on(hours=24)
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    assert "lewat waktu" in text_of(yosef.post("/kasus/tugas/"))
    path = f"/kasus/{report.number}/berkas/tugas/"
    page = yosef.post(path)
    assert page.status_code == (200 if keeps else 404)
    page = page if keeps else section(yosef, report)
    if keeps:
        assert f"{TASK} Siapa saja di tim" in text_of(page)
    told = section(yosef, report, "beritahu", **form_of(page, "beritahu"))
    done = "Izin dicabut: Klinik Contoh diberi tahu Kamis, 26 November 2026 oleh Yosef."
    assert done in text_of(told)
    assert not keeps or done in text_of(yosef.post(path))
    assert TASK not in text_of(yosef.post("/kasus/tugas/"))
    assert Report.objects.get(pk=report.pk).due_on != timezone.localdate() - dt.timedelta(days=1)
