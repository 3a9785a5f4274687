"""A whole case goes to another team when the reporter says yes, and in no other way."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import opened, sent, text_of
from ruangaman.core.audit import subject_of
from ruangaman.core.models import AuditEvent
from ruangaman.lib.codename import Code
from ruangaman.people.models import Team
from ruangaman.reporting.models import Departure, ReaderRequest, Report
from ruangaman.reporting.seals import Author, stamp
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.proposals import proposals_of
from ruangaman.reporting.services.departures import departures_record
from ruangaman.reporting.services.items import item_add
from ruangaman.reporting.tests.test_conflicts import declare
from ruangaman.reporting.tests.test_stays_out import parts
from ruangaman.reporting.tests.test_stopped import seen
from tests.clients import PublicClient, StaffClient
from tests.world import World, sign_teams

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(world: World) -> World:
    """Every team is signed; the law makes the desk do something that is not verified."""
    Team.objects.filter(code="pseah-desk").update(
        legal_effect_id="Meja ini mungkin wajib memberi tahu polisi.", source="uji"
    )
    sign_teams()
    return world


def propose(world: World, staff: Any, report: Report, **fields: Any) -> Any:
    """Let Maria propose the PSEAH desk."""
    world.sign_in(staff, "maria", unlock=True)
    team = world.teams["pseah-desk"].pk
    given = {"butir": str(uuid.uuid4()), "tim": str(team), "alasan": "Lebih dekat.", **fields}
    return staff.post(f"/kasus/{report.number}/berkas/tim/serahkan/", given)


def waiting(code: Code) -> uuid.UUID:
    mailbox = mailbox_open(code)
    assert mailbox
    return proposals_of(mailbox)[0].id


def accept(public: PublicClient, code: Code, **fields: Any) -> Any:
    return seen(public, code, serah_ya=str(waiting(code)), **fields)


def test_she_reads_what_it_sets_in_motion_and_says_yes(
    signed: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    page = staff_page(signed, staff, report)
    assert "Meja PSEAH" in page
    assert "Meja ini mungkin wajib memberi tahu polisi." in page
    assert "Kirim usul" in page
    answer = propose(signed, staff, report, minta=["account"])
    assert "Permintaan terkirim." in text_of(answer)
    assert parts(signed, "sari") == set()
    asked = seen(public, code)
    assert "Bolehkah tim lain yang mendampingi Anda?" in text_of(asked)
    read = text_of(seen(public, code, usul=str(waiting(code))))
    assert "Meja ini mungkin wajib memberi tahu polisi." in read
    assert "Belum diverifikasi." in read
    assert "Alasan petugas" not in read
    undecided = accept(public, code)
    assert undecided.status_code == 422
    assert parts(signed, "sari") == set()
    Report.objects.update(state="supported", due_on=timezone.localdate() + dt.timedelta(days=9))
    done = accept(public, code, lama="berhenti", juga=["account"])
    assert "Tim baru sekarang mendampingi Anda." in text_of(done)
    assert parts(signed, "sari") == {"needs", "account", "messages"}
    assert parts(signed, "maria") == parts(signed, "yosef") == set()
    now = Report.objects.get()
    assert now.state == Report.State.RECEIVED
    assert now.due_on == timezone.localdate() + dt.timedelta(days=1)
    assert [team.code for team in now.teams.all()] == ["pseah-desk"]
    assert staff.get(f"/kasus/{report.number}/").status_code == 404
    case = text_of(opened(signed.sign_in(StaffClient(), "sari", unlock=True), report))
    assert "Pelapor menyerahkan pendampingan kepada: Meja PSEAH." in case
    assert "Polisi (3×24 jam)" not in case
    assert AuditEvent.objects.filter(action="proposal-made").count() == 1


def staff_page(world: World, staff: StaffClient, report: Report) -> str:
    world.sign_in(staff, "maria", unlock=True)
    return text_of(staff.post(f"/kasus/{report.number}/berkas/tim/"))


def test_the_old_team_reads_on_if_she_wishes_and_gets_no_part_more(
    signed: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent(izin="uptd_kebutuhan")
    propose(signed, staff, report, minta=["account"])
    assert not ReaderRequest.objects.exists()  # a part that Maria may not open is not on offer
    propose(signed, staff, report)
    accept(public, code, lama="tetap", juga=[])
    assert parts(signed, "sari") == {"needs", "messages"}
    assert parts(signed, "maria") == {"needs", "identity", "messages"}
    took = seen(public, code, cabut=f"tim-{signed.teams['pseah-desk'].pk}")
    assert "Izin dicabut." in text_of(took)
    assert parts(signed, "sari") == set()


def test_no_to_a_proposal_is_told_and_changes_nothing(
    signed: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    propose(signed, staff, report)
    answer = seen(public, code, usul_tolak=str(waiting(code)))
    assert "bantuan tetap berjalan" in text_of(answer)
    assert parts(signed, "sari") == set()
    assert "Pelapor tidak menyetujui permintaan petugas." in text_of(opened(staff, report))
    late = seen(public, code, serah_ya=str(uuid.uuid4()), lama="tetap")
    assert "Permintaan itu sudah dijawab." in text_of(late)


def test_a_yes_that_a_worker_writes_herself_opens_nothing_and_is_not_shown(
    signed: World, staff: StaffClient
) -> None:
    report, _code = sent()
    _found, box = report_for(reader=signed.reader("maria"), number=report.number)
    reader, team = signed.reader("maria"), signed.teams["pseah-desk"]
    body = {"kind": "handover", "at": stamp(timezone.now()), "who": team.name, "keeps": False}
    for part in ("needs", "messages"):
        item_add(
            report=report,
            box=box,
            part=part,
            body=body,
            author=Author(reader.key, reader.key_id.bytes),
            item_id=uuid.uuid4(),
        )
    assert parts(signed, "sari") == set()
    assert "Pelapor menyerahkan pendampingan" not in text_of(
        opened(signed.sign_in(staff, "yosef", unlock=True), report)
    )


def test_teams_unsigned_inactive_or_shut_out_are_not_offered(
    world: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    assert "Sekarang tidak ada tim lain yang dapat menerima." in staff_page(world, staff, report)
    sign_teams()
    propose(world, staff, report)
    Team.objects.filter(code="pseah-desk").update(organisation="lain")  # a row says another office
    assert propose(world, staff, report).status_code == 422
    assert "tidak ada orang di tim itu" in text_of(seen(public, code, usul=str(waiting(code))))
    accept(public, code, lama="tetap")
    assert parts(world, "sari") == set()
    Team.objects.filter(code="pseah-desk").update(organisation="dinas")
    declare(public, code, tempat=["dinas"])
    assert accept(public, code, lama="tetap").status_code == 409
    assert parts(world, "sari") == set()


def test_the_old_team_reads_that_the_case_has_gone_and_her_yes_leaves_an_event(
    signed: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    other, other_code = sent()
    for one in (report, other):
        propose(signed, staff, one)
    yosef = signed.sign_in(StaffClient(), "yosef", unlock=True)
    yosef.post(f"/kasus/{other.number}/mundur/", {"butir": str(other.pk), "alasan": "kerja"})
    assert accept(public, code, lama="berhenti").status_code == 200
    assert accept(public, other_code, lama="tetap").status_code == 200
    assert not AuditEvent.objects.filter(action="report-handed-over").exists()
    page = text_of(staff.get("/kasus/"))
    assert f"Kasus {report.number} sekarang didampingi tim lain" in page
    assert f"Kasus {other.number} sekarang didampingi tim lain" in page
    assert page.count("Tim Anda tidak bisa membukanya lagi.") == 1
    assert page.count("Ia mengizinkan tim Anda tetap membaca.") == 1
    hers = text_of(yosef.get("/kasus/"))
    assert f"Kasus {report.number} sekarang" in hers
    assert other.number not in hers  # whoever stepped aside learns nothing more
    for name in ("sari", "lena"):
        seen_by = signed.sign_in(StaffClient(), name, unlock=True).get("/kasus/")
        assert "sekarang didampingi tim lain" not in text_of(seen_by)
    events = AuditEvent.objects.filter(action="report-handed-over")
    assert [(one.actor, one.detail) for one in events] == [(None, {"by": "reporter"})] * 2
    subjects = {bytes(one.subject) for one in events}
    assert subjects == {subject_of("report", one.pk.bytes) for one in (report, other)}
    assert departures_record() == 0
    rows = {len(bytes(one.sealed)) for one in Departure.objects.all()}
    assert len(rows) == 1
    assert signed.teams["uptd-ppa"] not in Report.objects.get(pk=report.pk).teams.all()
    first, later = (one.pk for one in sorted(Departure.objects.all(), key=lambda one: one.pk))
    sari = signed.sign_in(StaffClient(), "sari", unlock=True)
    for client, left in ((sari, 2), (staff, 1), (staff, 1)):
        client.post(f"/kasus/berpindah/{first}/dibaca/")
        assert Departure.objects.count() == left
    assert AuditEvent.objects.filter(action="departure-read").count() == 1
    Departure.objects.filter(pk=later).update(recorded=False)
    assert departures_record() == 1
