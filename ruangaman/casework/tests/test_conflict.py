"""Stepping aside at the desk, before and after opening; what the supervisor is told."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.reporting.covers import OPENING, cover_of
from ruangaman.reporting.models import AsideQuestion, Box, FewReaders, Opening, Report
from ruangaman.reporting.seals import note_seal
from ruangaman.reporting.selectors.conflicts import STEPPED, server_author
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


def shut(client: StaffClient, world: World, **given: Any) -> Any:
    """Let the supervisor shut somebody out of a case whose number she was told."""
    path = f"/kasus/tim/{world.teams['uptd-ppa'].pk}/tutup/"
    fields = {"butir": str(uuid.uuid4()), "orang": str(world.yosef.pk), "alasan": "terlapor"}
    return client.post(path, {**fields, **given}, follow=True)


def test_the_supervisor_alone_shuts_out_at_once_and_only_the_reporter_undoes_it(
    world: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    old = Box.objects.get(recipient=world.keys["yosef"])
    leader = world.sign_in(staff, "agustina")
    wrong = shut(leader, world, nomor="KTN", orang="x", alasan="")
    assert wrong.status_code == 422
    for words in ("Nomor kasus seperti KTN-4821.", "Pilih satu orang.", "Pilih satu alasan."):
        assert words in text_of(wrong)
    nothing = text_of(shut(leader, world, nomor="ZZZ-0000"))
    assert reads(world, "yosef")
    done = text_of(shut(leader, world, nomor=report.number.lower().replace("-", " ")))
    words = "Bila orang itu membaca kasus itu, aksesnya sudah ditutup."
    assert words in nothing
    assert words in done
    assert report.number not in done
    assert "dibaca kurang dari dua orang" in done
    assert not reads(world, "yosef")
    told = text_of(seen(public, code))
    assert "Pendamping, UPTD PPA: penyelia timnya memutuskan pada" in told
    assert "Mengenal orang yang diceritakan." in told
    assert Report.objects.get().epoch == 1
    Box.objects.filter(pk=old.pk).update(sealed=old.sealed, ended_on=None)
    assert not reads(world, "yosef")  # an old copy of the row opens nothing of the new epoch
    assert reads(world, "maria")
    events = AuditEvent.objects.filter(action="conflict-decided")
    assert events.count() == 2


def test_a_supervisor_shuts_out_nobody_of_another_team_and_not_herself(
    world: World, staff: StaffClient
) -> None:
    report, _code = sent()
    RoleGrant.objects.create(user=world.yosef, role=Role.SUPERVISOR, team=world.teams["uptd-ppa"])
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    assert shut(yosef, world, nomor=report.number).status_code == 422
    leader = world.sign_in(staff, "agustina")
    assert shut(leader, world, nomor=report.number, orang=str(world.sari.pk)).status_code == 422
    other = f"/kasus/tim/{world.teams['pseah-desk'].pk}/"
    assert leader.post(f"{other}tutup/", {"nomor": report.number}).status_code == 404
    assert leader.post(f"{other}tertinggal/").status_code == 404
    assert reads(world, "yosef")
    assert not AuditEvent.objects.filter(action="conflict-decided").exists()


def test_nobody_but_the_server_signs_for_a_supervisor(
    world: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    leader = world.sign_in(staff, "agustina")
    shut(leader, world, nomor=report.number)
    forged = server_author(b"another secret of 32 bytes......")
    note = note_seal(
        {"day": "2026-11-30", "who": "x", "reason": "lain", "about": str(world.keys["maria"].pk)},
        kind=STEPPED,
        report=report.pk,
        item=b"t" * 16,
        reporter=PublicKey(bytes(report.reporter)),
        author=forged,
    )
    covered = cover_of(report).over(note, OPENING, b"t" * 16)
    Opening.objects.create(tag=b"t" * 16, report=report, sealed=covered)
    seen(public, code)
    assert reads(world, "maria")


def test_cases_whose_readers_left_are_listed_by_number_alone(
    world: World, staff: StaffClient
) -> None:
    kept, _ = sent()
    left, _ = sent()
    Box.objects.filter(report=left, recipient=world.keys["maria"]).update(
        ended_on=timezone.localdate()
    )
    path = f"/kasus/tim/{world.teams['uptd-ppa'].pk}/tertinggal/"
    leader = world.sign_in(staff, "agustina")
    assert "Bahwa Anda melihatnya dicatat." in text_of(leader.get(path))
    assert "Tidak ada kasus seperti itu." in text_of(leader.post(path))
    User.objects.filter(pk=world.yosef.pk).update(is_active=False)
    page = text_of(leader.post(path))
    assert f"{left.number} ditangguhkan: lihat 1" in page
    assert kept.number not in page
    User.objects.filter(pk=world.yosef.pk).update(is_active=True)
    RoleGrant.objects.filter(user=world.yosef).delete()
    assert f"{left.number} lihat 2 dan 3" in text_of(leader.post(path))
    Report.objects.filter(pk=left.pk).update(state=Report.State.CONCLUDED)
    assert left.number not in text_of(leader.post(path))
    assert AuditEvent.objects.filter(action="left-cases-listed").count() == 4


def test_many_cases_are_looked_through_in_slices(
    world: World, staff: StaffClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruangaman.casework.selectors.left.SLICE", 2)
    numbers = sorted(sent()[0].number for _ in range(3))
    Box.objects.update(ended_on=timezone.localdate())
    path = f"/kasus/tim/{world.teams['uptd-ppa'].pk}/tertinggal/"
    leader = world.sign_in(staff, "agustina")
    first = text_of(leader.post(path))
    assert [one in first for one in numbers] == [True, True, False]
    rest = text_of(leader.post(path, {"sesudah": numbers[1]}))
    assert [one in rest for one in numbers] == [False, False, True]
