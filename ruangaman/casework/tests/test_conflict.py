"""Stepping aside at the desk, before and after opening; what the supervisor is told."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ruangaman.casework.tests.cases import opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.people.models import Role, RoleGrant
from ruangaman.reporting.models import AsideQuestion, FewReaders, Opening, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.tests.test_stopped import seen
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_worker_steps_aside_before_reading_and_the_case_is_gone(
    world: World, staff: StaffClient
) -> None:
    report, _code = sent()
    path = f"/kasus/{report.number}/mundur/"
    assert (
        path
        in world.sign_in(staff, "yosef", unlock=True)
        .get(f"/kasus/{report.number}/")
        .content.decode()
    )
    assert "tanpa nama Anda" in text_of(staff.get(path))
    unanswered = staff.post(path, {"butir": str(report.pk)})
    assert unanswered.status_code == 422
    assert "Pilih satu alasan." in text_of(unanswered)
    done = staff.post(path, {"butir": str(report.pk), "alasan": "terlapor"}, follow=True)
    assert "Anda mundur dari kasus itu." in text_of(done)
    assert report.number not in text_of(done)
    for gone in (f"/kasus/{report.number}/", path):
        assert staff.get(gone).status_code == 404
    assert staff.post(path, {"butir": str(report.pk), "alasan": "lain"}).status_code == 404
    assert opened(staff, report).status_code == 404
    assert Opening.objects.count() == 1  # the note to the reporter, and no opening
    other = opened(world.sign_in(StaffClient(), "maria", unlock=True), report)
    assert "Pendamping, UPTD PPA mundur dari kasus ini" in text_of(other)


def test_the_supervisor_is_alarmed_without_a_number_and_says_that_she_saw_to_it(
    world: World, staff: StaffClient
) -> None:
    report, _code = sent()
    worker = world.sign_in(StaffClient(), "yosef", unlock=True)
    worker.post(f"/kasus/{report.number}/mundur/", {"butir": str(report.pk), "alasan": "lain"})
    page = world.sign_in(staff, "agustina").get("/kasus/tim/")
    assert "ada kasus yang dibaca kurang dari dua orang" in text_of(page)
    assert report.number not in text_of(page)
    other = world.teams["pseah-desk"].pk
    assert staff.post(f"/kasus/tim/{other}/dilihat/").status_code == 404
    team = world.teams["uptd-ppa"].pk
    after = staff.post(f"/kasus/tim/{team}/dilihat/", follow=True)
    assert "ada kasus yang dibaca kurang" not in text_of(after)
    assert not FewReaders.objects.exists()
    assert AuditEvent.objects.filter(action="few-readers-cleared").count() == 1
    assert staff.get(f"/kasus/{report.number}/mundur/").status_code == 403


def asked(world: World, staff: StaffClient, number: str, name: str = "yosef") -> Any:
    """Let Maria ask the supervisor about a colleague."""
    world.sign_in(staff, "maria", unlock=True)
    given = {
        "butir": str(uuid.uuid4()),
        "rekan": str(world.keys[name].pk),
        "alasan": "terlapor",
    }
    return staff.post(f"/kasus/{number}/rekan/", given)


def test_a_colleague_asks_and_the_supervisor_decides_without_a_number(
    world: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    assert asked(world, staff, report.number, "sari").status_code == 422  # of another team
    assert asked(world, staff, report.number).status_code == 302
    raw = bytes(AsideQuestion.objects.get().sealed)
    assert len(raw) > 8_192
    leader = world.sign_in(StaffClient(), "agustina")
    page = text_of(leader.get("/kasus/tim/"))
    assert "Haruskah Yosef berhenti membaca satu kasus?" in page
    assert "Ia mengenal orang yang diceritakan." in page
    assert report.number not in page
    row = AsideQuestion.objects.get()
    assert reads(world, "yosef")
    assert leader.post(f"/kasus/tim/rekan/{row.pk}/", {"jawab": "ya"}).status_code == 302
    assert leader.post(f"/kasus/tim/rekan/{row.pk}/", {"jawab": "ya"}).status_code == 404
    assert not reads(world, "yosef")
    told = text_of(seen(public, code))
    assert "rekan dan penyelia timnya memutuskan" in told
    assert Report.objects.get().epoch == 1
    assert reads(world, "maria")
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert {"conflict-asked", "conflict-upheld"} <= set(actions)


def test_one_worker_alone_shuts_nobody_out_and_nobody_answers_about_herself(
    world: World, staff: StaffClient
) -> None:
    report, _code = sent()
    asked(world, staff, report.number)
    row = AsideQuestion.objects.get()
    assert staff.post(f"/kasus/tim/rekan/{row.pk}/", {"jawab": "ya"}).status_code == 403
    assert reads(world, "yosef")
    team = world.teams["uptd-ppa"]
    RoleGrant.objects.create(user=world.yosef, role=Role.SUPERVISOR, team=team)
    RoleGrant.objects.create(user=world.sari, role=Role.SUPERVISOR, team=world.teams["pseah-desk"])
    for name in ("yosef", "sari"):
        other = world.sign_in(StaffClient(), name, unlock=True)
        assert other.post(f"/kasus/tim/rekan/{row.pk}/", {"jawab": "ya"}).status_code == 404
        assert "Haruskah Yosef" not in text_of(other.get("/kasus/tim/"))
    leader = world.sign_in(StaffClient(), "agustina")
    leader.post(f"/kasus/tim/rekan/{row.pk}/", {"jawab": "tidak"})
    assert reads(world, "yosef")
    assert not AsideQuestion.objects.exists()


def reads(world: World, name: str) -> bool:
    try:
        report_for(reader=world.reader(name), number=Report.objects.get().number)
    except ReportNotFound:
        return False
    return True
