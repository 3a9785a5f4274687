"""A supervisor's view: each worker's own word, no case, no number; and the handing over."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.models import WorkerLoad
from ruangaman.casework.tests.cases import ELSEWHERE, form_of, opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.reporting.models import Box, ReaderRequest
from ruangaman.reporting.selectors.mailbox import mailbox_open, wishes_of
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def today(days: int = 0) -> str:
    return str(timezone.localdate() + dt.timedelta(days=days))


def test_a_worker_says_her_load_and_her_supervisor_reads_it(world: World, staff: Any) -> None:
    report, _ = sent()
    maria = world.sign_in(staff, "maria")
    assert maria.post("/kasus/beban/", {"beban": "3 kasus"}).status_code == 422
    assert not WorkerLoad.objects.exists()
    answer = maria.post("/kasus/beban/", {"beban": "penuh", "berhenti": ""}, follow=True)
    assert "Tercatat. Penyelia tim Anda melihatnya." in text_of(answer)
    lead = world.sign_in(StaffClient(), "agustina")
    page = text_of(lead.get("/kasus/tim/"))
    assert re.search(r"Maria Penuh: jangan tambah dulu", page)
    assert "Yosef belum menyatakan" in page
    assert "Lena" not in page
    assert report.number not in page
    WorkerLoad.objects.update(said_on=timezone.localdate() - dt.timedelta(days=15))
    assert "Maria belum menyatakan" in text_of(lead.get("/kasus/tim/"))


def test_nothing_of_the_kind_for_focal_points_or_another_s_team(world: World, staff: Any) -> None:
    assert world.sign_in(StaffClient(), "rina").get("/kasus/beban/").status_code == 403
    lead = world.sign_in(staff, "agustina")
    teams, people = world.teams, world.people
    for team, name in (("pseah-desk", "sari"), ("uptd-ppa", "rina"), ("uptd-ppa", "sari")):
        path = f"/kasus/tim/{teams[team].pk}/pergi/{people[name].pk}/"
        assert lead.post(path, {"berhenti": today(7)}).status_code == 404
    assert not WorkerLoad.objects.exists()
    report, _ = sent(**ELSEWHERE)
    lena = world.sign_in(StaffClient(), "lena", unlock=True)
    assert "Pengganti di tim" not in text_of(opened(lena, report))
    assert lena.post(f"/kasus/{report.number}/berkas/pengganti/").status_code == 404


def test_who_leaves_hands_each_case_over_with_the_reporters_yes_for_a_new_reader(
    world: World, staff: Any
) -> None:
    report, code = sent()
    maria = world.sign_in(staff, "maria", unlock=True)
    lead = world.sign_in(StaffClient(), "agustina")
    path = f"/kasus/tim/{world.teams['uptd-ppa'].pk}/pergi/{world.maria.pk}/"
    assert "terlalu jauh" in text_of(lead.post(path, {"berhenti": today(999)}, follow=True))
    assert "kasus belum diserahkan" in text_of(lead.post(path, {"berhenti": today(7)}, follow=True))
    assert "Serahkan kasus Anda satu per satu" in text_of(maria.get("/kasus/beban/"))
    assert report.number not in text_of(maria.get("/kasus/serah-terima/"))
    assert f"{report.number} belum ada" in text_of(maria.post("/kasus/serah-terima/"))
    section = f"/kasus/{report.number}/berkas/pengganti/"
    Box.objects.filter(recipient=world.keys["yosef"]).delete()  # he came after this report
    page = maria.post(section)
    assert "Yosef (perlu izin pelapor dulu)" in text_of(page)
    form = form_of(page, "serahkan")
    assert maria.post(f"{section}serahkan/", form).status_code == 422
    yosef = str(world.keys["yosef"].pk)
    for _ in range(2):  # sent twice, done once
        after = maria.post(f"{section}serahkan/", {**form, "siapa": yosef})
        assert after.status_code == 200
    assert "Yosef melanjutkan kasus ini, diserahkan oleh Maria" in text_of(after)
    mailbox = mailbox_open(code)
    assert mailbox is not None
    (wish,) = wishes_of(mailbox)
    assert (wish.parts, ReaderRequest.objects.count()) == (("needs", "messages"), 1)
    assert f"{report.number} Yosef" in text_of(maria.post("/kasus/serah-terima/"))
    assert "kasus sudah diserahkan" not in text_of(lead.get("/kasus/tim/"))
    maria.post("/kasus/serah-terima/selesai/")
    assert "kasus sudah diserahkan" in text_of(lead.get("/kasus/tim/"))
    assert AuditEvent.objects.filter(action="cases-handed-over").count() == 1
    lead.post(path, {"berhenti": ""})
    assert maria.post("/kasus/serah-terima/selesai/").status_code == 404
