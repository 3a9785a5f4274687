"""The clocks of a case, for the worker, her supervisor, the coordinator and the reporter."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import ELSEWHERE, done, form_of, opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.lib.codename import Code
from ruangaman.reporting.models import Opening, Report
from ruangaman.reporting.selectors.bound import POLICE_RECORD
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.proposals import proposals_of
from ruangaman.reporting.services.records import record_add
from tests.clients import PublicClient, StaffClient
from tests.waking import Clock as Wall
from tests.world import World, sign_teams

pytestmark = pytest.mark.django_db


def pressed(public: PublicClient, code: Code, **fields: Any) -> Any:
    """Open the mailbox, and press something in it."""
    page = public.post("/pesan/", {"kode": " ".join(code.words)})
    return public.go_on(page, **fields) if fields else page


def day_in() -> dt.date | None:
    """Return how many days from today stand in the open."""
    found: dt.date | None = Report.objects.get().due_on
    return found and (found - timezone.localdate()).days


def test_every_step_writes_the_day_and_both_see_the_hour(
    world: World, staff: Any, public: PublicClient, wall: Wall
) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    assert day_in() == 1
    page = done(staff, report, "jawab", page, teks="Halo.")
    assert day_in() == 2
    page = done(staff, report, "pesan", page, teks="Apa yang Anda perlukan?")
    assert "Kabar berikutnya" in text_of(page)
    assert day_in() == 3  # the police clock, which runs for everybody in the open
    mailbox = text_of(pressed(public, code))
    police = "UPTD PPA memberi tahu polisi paling lambat Sabtu, 28 November 2026, pukul 07.00 WITA"
    assert police in mailbox
    assert "Kabar berikutnya dari petugas paling lambat Senin, 30 November 2026" in mailbox


def test_telling_the_police_is_recorded_once_she_knows(
    world: World, staff: Any, public: PublicClient, wall: Wall
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    path = f"/kasus/{report.number}/berkas/tenggat/"
    page = staff.post(path)
    today = timezone.localdate()
    refused = staff.post(f"{path}polisi/", {**form_of(page, "polisi"), "hari": str(today)})
    assert refused.status_code == 422
    assert "Beri tahu pelapor dulu lewat pesan." in text_of(refused)
    told = {**form_of(refused, "polisi"), "hari": str(today), "tahu": "on"}
    page = text_of(staff.post(f"{path}polisi/", told))
    assert "Polisi diberi tahu pada Rabu, 25 November 2026." in page
    assert "Polisi (3×24 jam)" not in page
    assert AuditEvent.objects.filter(action="police-told").count() == 1
    mailbox = text_of(pressed(public, code))
    assert "UPTD PPA memberi tahu polisi pada Rabu, 25 November 2026." in mailbox
    assert "UPTD PPA memberi tahu polisi paling lambat" not in mailbox


def test_a_focal_point_with_an_urgent_report_has_an_hour(
    world: World, staff: Any, wall: Wall
) -> None:
    report, _ = sent(**ELSEWHERE, aman="tidak")
    page = text_of(opened(world.sign_in(staff, "lena", unlock=True), report))
    assert "Mendesak: tawarkan UPTD PPA Rabu, 25 November 2026, pukul 08.00 WITA" in page
    assert "Polisi (3×24 jam)" not in page


def test_a_coordinator_learns_yes_or_no_and_never_of_a_unit(world: World, staff: Any) -> None:
    sent(**ELSEWHERE)
    report, _ = sent()
    page = text_of(world.sign_in(staff, "dewi").get("/kasus/tenggat/"))
    assert "UPTD PPA Tidak ada" in page
    Report.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    page = text_of(staff.get("/kasus/tenggat/"))
    assert "UPTD PPA Ada yang lewat" in page
    assert "Meja PSEAH Tidak ada" in page
    assert "Dinas Sosial" not in page
    assert report.number not in page


def moved(
    world: World, public: PublicClient, report: Report, code: Code, *way: str, old: str = "berhenti"
) -> None:
    """Let a worker propose another team, and the reporter hand the whole case over to it."""
    worker, team = way
    client = world.sign_in(StaffClient(), worker, unlock=True)
    given = {"butir": str(uuid.uuid4()), "tim": str(world.teams[team].pk), "alasan": "Dekat."}
    client.post(f"/kasus/{report.number}/berkas/tim/serahkan/", given)
    mailbox = mailbox_open(code)
    assert mailbox
    waits = str(proposals_of(mailbox)[0].id)
    done = pressed(public, code, serah_ya=waits, lama=old)
    assert "Tim baru sekarang mendampingi Anda." in text_of(done)


def test_a_question_never_starts_the_clock_and_no_hand_over_starts_it_anew(
    world: World, public: PublicClient, wall: Wall
) -> None:
    """Asked on day 0, with UPTD PPA since day 2, a report on day 12; then away and back."""
    sign_teams()
    report, code = sent(tujuan="tanya")
    moved(world, public, report, code, "maria", "pseah-desk")
    wall.on(hours=48)
    moved(world, public, report, code, "sari", "uptd-ppa")
    assert "memberi tahu polisi" not in text_of(pressed(public, code))
    wall.on(hours=240)
    pressed(public, code, jadikan_ya="1")
    due = "Kamis, 10 Desember 2026, pukul 07.00 WITA"

    def both(worker: str) -> None:
        assert f"UPTD PPA memberi tahu polisi paling lambat {due}" in text_of(pressed(public, code))
        desk = world.sign_in(StaffClient(), worker, unlock=True)
        assert f"Polisi (3×24 jam) {due}" in text_of(
            desk.post(f"/kasus/{report.number}/berkas/tenggat/")
        )

    both("maria")
    wall.on(hours=24)
    moved(world, public, report, code, "maria", "pseah-desk")
    wall.on(hours=24)
    moved(world, public, report, code, "sari", "uptd-ppa")
    both("maria")


def signed_by(world: World, name: str, report: Report, **values: str) -> None:
    """Write a record about the police past every form, signed by a worker's own key."""
    reader = world.reader(name)
    _found, box = report_for(reader=reader, number=report.number)
    record_add(
        reader=reader,
        report=report,
        box=box,
        part="needs",
        about=POLICE_RECORD,
        thing=uuid.uuid4(),
        values=values,
        item_id=uuid.uuid4(),
        seen=99,
    )


def test_only_uptd_ppa_says_that_the_police_was_told_and_only_of_a_report(
    world: World, public: PublicClient, wall: Wall
) -> None:
    """Another team reads the needs too: neither its form nor its own signature stops the time."""
    sign_teams()
    report, code = sent()
    moved(world, public, report, code, "maria", "pseah-desk", old="tetap")
    path, today = f"/kasus/{report.number}/berkas/tenggat/", str(timezone.localdate())
    sari = world.sign_in(StaffClient(), "sari", unlock=True)
    assert f"{path}polisi/" not in sari.post(path).content.decode()
    filled = {"butir": str(uuid.uuid4()), "hari": today, "tahu": "on"}
    assert sari.post(f"{path}polisi/", filled).status_code == 409
    assert not AuditEvent.objects.filter(action="police-told").exists()
    signed_by(world, "sari", report, told_on=today)
    mailbox = text_of(pressed(public, code))
    assert "UPTD PPA memberi tahu polisi paling lambat" in mailbox
    assert "UPTD PPA memberi tahu polisi pada" not in mailbox
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    assert "Polisi diberi tahu pada" not in text_of(maria.post(path))
    question, _code = sent(tujuan="tanya")
    asked = maria.post(f"/kasus/{question.number}/berkas/tenggat/")
    assert "/tenggat/polisi/" not in asked.content.decode()


KNEW = "UPTD PPA tahu tentang laporan ini sejak Rabu, 25 November 2026."
STAYS = "UPTD PPA mungkin tetap harus memberi tahu polisi. belum diverifikasi"


@pytest.mark.parametrize("away", ["consent", "team", "all"])
def test_what_uptd_ppa_knew_does_not_vanish_when_it_reads_no_more(
    world: World, public: PublicClient, wall: Wall, away: str
) -> None:
    sign_teams()
    report, code = sent()
    before = text_of(pressed(public, code))
    assert STAYS in before
    assert KNEW not in before
    wall.on(hours=24)
    if away == "team":
        moved(world, public, report, code, "maria", "pseah-desk")
    elif away == "consent":
        pressed(public, code, cabut=f"tim-{world.teams['uptd-ppa'].pk}")
    else:
        assert STAYS in text_of(pressed(public, code, tarik="1"))
        pressed(public, code, tarik_ya="1")
    after = text_of(pressed(public, code))
    assert f"{KNEW} Sekarang UPTD PPA tidak membacanya lagi" in after
    assert "mungkin masih harus memberi tahu polisi. belum diverifikasi" in after
    assert STAYS not in after


def test_uptd_ppa_that_only_knew_of_a_question_has_nothing_to_tell(
    world: World, public: PublicClient, wall: Wall
) -> None:
    _report, code = sent(tujuan="tanya")
    wall.on(hours=24)
    assert STAYS not in text_of(pressed(public, code))
    pressed(public, code, cabut=f"tim-{world.teams['uptd-ppa'].pk}")
    wall.on(hours=24)
    after = text_of(pressed(public, code, jadikan_ya="1"))
    assert "sekarang menjadi laporan" in after
    assert "UPTD PPA tahu tentang laporan ini" not in after


NEW = "Ada tulisan baru yang belum dijawab?"


@pytest.mark.parametrize("about", ["saya", "saya_anak"])
def test_a_same_day_clock_is_said_that_day_without_saying_which(
    world: World, staff: Any, about: str
) -> None:
    report, _code = sent(tentang=about)
    leader = world.sign_in(StaffClient(), "agustina")
    assert f"{NEW} Ya" in text_of(leader.get("/kasus/tim/"))
    assert "Tulisan baru menunggu" in text_of(leader.get("/"))
    locked = text_of(world.sign_in(StaffClient(), "maria").get("/"))
    assert "Ada tulisan baru" not in locked
    maria = world.sign_in(staff, "maria", unlock=True)
    assert "itu selesai hari ini juga" in text_of(maria.get("/"))
    assert Opening.objects.count() == 0
    assert report.number not in text_of(maria.get("/kasus/hari-ini/"))
    page = text_of(maria.post("/kasus/hari-ini/"))
    child = f"{report.number} Anak: hari ini juga"
    assert (child in page) is (about == "saya_anak")
    assert Opening.objects.count() == 1
    done(maria, report, "jawab", opened(maria, report), teks="Halo.")
    assert f"{NEW} Tidak" in text_of(leader.get("/kasus/tim/"))
    assert "Tulisan baru menunggu" not in text_of(leader.get("/"))
    assert "Ada tulisan baru" not in text_of(maria.get("/"))
