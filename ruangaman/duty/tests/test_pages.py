"""The pages about duty."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.duty.models import Absence, Address, DatedDuty, Swap, TeamNotice, WeeklyDuty
from ruangaman.duty.selectors.pages import unreachable_count
from ruangaman.duty.services.roster import weekly_set
from tests.clients import StaffClient
from tests.waking import Clock
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world: World, wall: Clock) -> Any:
    """Maria every day but Saturday, which is nobody's."""
    team = world.teams["uptd-ppa"]
    pattern = {day: [world.maria.pk] for day in range(7) if day != 5}
    weekly_set(team=team, pattern=pattern, by=world.agustina)
    return team


@pytest.fixture
def leader(world: World, team: Any) -> Any:
    return world.sign_in(StaffClient(), "agustina")


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_member_sees_the_roster_of_her_team_only(world: World, team: Any) -> None:
    page = said(world.sign_in(StaffClient(), "yosef").get("/piket/"))
    assert "Hari ini bertugas: <strong>Maria</strong>" in page
    assert "Meja PSEAH" not in page
    assert "Atur piket" not in page
    assert said(world.sign_in(StaffClient(), "sari").get("/piket/")).count("Maria") == 0


def test_a_gap_is_on_the_supervisor_s_first_page(leader: Any) -> None:
    page = said(leader.get("/"))
    assert "Piket kosong: UPTD PPA" in page
    assert "Sabtu, 28 November 2026" in page


def test_she_sets_the_week(world: World, leader: Any, team: Any) -> None:
    page = said(leader.get(f"/piket/{team.pk}/"))
    assert page.count("checked") == 6
    both = [str(world.maria.pk), str(world.yosef.pk)]
    answer = leader.post(f"/piket/{team.pk}/", {"hari_5": both})
    assert answer.status_code == 302
    assert WeeklyDuty.objects.filter(team=team).count() == 2
    assert AuditEvent.objects.filter(action="roster_weekly_set", actor=world.agustina.pk).exists()


def test_she_sets_a_date_and_an_absence(world: World, leader: Any, team: Any) -> None:
    sent = {"tanggal": "28/11/2026", "orang": [str(world.yosef.pk)]}
    assert leader.post(f"/piket/{team.pk}/hari/", sent).status_code == 302
    assert DatedDuty.objects.get().day == dt.date(2026, 11, 28)
    sent = {"siapa": str(world.maria.pk), "mulai": "2026-11-25", "sampai": "2026-11-26"}
    assert leader.post(f"/piket/{team.pk}/tidak-hadir/", sent).status_code == 302
    absence = Absence.objects.get(user=world.maria)
    assert "Maria" in said(leader.get(f"/piket/{team.pk}/"))
    leader.post(f"/piket/{team.pk}/tidak-hadir/{absence.pk}/hapus/")
    assert Absence.objects.count() == 0


@pytest.mark.parametrize("day", ["31/02/2026", "besok", "", "26/11/2126"])
def test_a_date_that_is_none_is_said_to_be_one(leader: Any, team: Any, day: str) -> None:
    answer = leader.post(f"/piket/{team.pk}/hari/", {"tanggal": day})
    assert answer.status_code == 422
    assert 'id="hari-tanggal-error"' in said(answer)


def test_a_stranger_s_team_is_not_there(world: World, leader: Any) -> None:
    other = world.teams["pseah-desk"].pk
    for path in ("", "jam/"):
        assert leader.get(f"/piket/{other}/{path}").status_code == 404
    for path in ("hari/", "tidak-hadir/"):
        assert leader.post(f"/piket/{other}/{path}").status_code == 404
    sent = {"siapa": str(world.sari.pk), "mulai": "2026-11-25", "sampai": "2026-11-26"}
    mine = world.teams["uptd-ppa"].pk
    assert leader.post(f"/piket/{mine}/tidak-hadir/", sent).status_code == 422


def test_she_sets_the_hours(leader: Any, team: Any) -> None:
    page = said(leader.get(f"/piket/{team.pk}/jam/"))
    assert "07.30, 16.00" in page
    assert "saatnya bercerita" in page
    answer = leader.post(f"/piket/{team.pk}/jam/", {"jam": "6.05; 21:30", "segera": "on"})
    assert answer.status_code == 302
    row = TeamNotice.objects.get(team=team)
    assert (row.hours, row.at_once) == (["06:05", "21:30"], True)


@pytest.mark.parametrize("hours", ["", "25.00", "7", "7.60", "1.00,2.00,3.00,4.00,5.00,6.00,7.00"])
def test_hours_that_are_none_are_refused(leader: Any, team: Any, hours: str) -> None:
    answer = leader.post(f"/piket/{team.pk}/jam/", {"jam": hours})
    assert answer.status_code == 422
    assert not TeamNotice.objects.filter(team=team).exists()


def test_a_day_is_handed_over(world: World, team: Any) -> None:
    maria = world.sign_in(StaffClient(), "maria")
    yosef = world.sign_in(StaffClient(), "yosef")
    sent = {"hari": f"{team.pk}_2026-11-30", "kepada": str(world.yosef.pk)}
    assert maria.post("/piket/tukar/", sent).status_code == 302
    swap = Swap.objects.get()
    assert "Menunggu jawaban Yosef" in said(maria.get("/piket/"))
    assert "Maria meminta Anda menggantikan piket" in said(yosef.get("/piket/"))
    maria.post(f"/piket/tukar/{swap.pk}/", {"terima": "ya"})
    assert Swap.objects.exists(), "she cannot accept for him"
    world.sign_in(StaffClient(), "sari").post(f"/piket/tukar/{swap.pk}/", {"tolak": "ya"})
    assert Swap.objects.exists(), "a stranger cannot decline"
    yosef.post(f"/piket/tukar/{swap.pk}/", {"terima": "ya"})
    assert list(DatedDuty.objects.values_list("user_id", flat=True)) == [world.yosef.pk]


def test_an_absence_of_my_own(world: World, team: Any) -> None:
    maria = world.sign_in(StaffClient(), "maria")
    sent = {"mulai": "2026-11-27", "sampai": "2026-11-26"}
    answer = maria.post("/piket/tidak-hadir/", sent)
    assert answer.status_code == 422
    assert "Hari terakhir mendahului hari pertama." in said(answer)
    maria.post("/piket/tidak-hadir/", {"mulai": "2026-11-26", "sampai": "2026-11-27"})
    absence = Absence.objects.get()
    assert absence.user == world.maria
    path = f"/piket/tidak-hadir/{absence.pk}/hapus/"
    assert world.sign_in(StaffClient(), "yosef").post(path).status_code == 404
    assert maria.post(path).status_code == 302


def test_failures_are_shown_without_address_and_reason_for_writing(
    world: World, leader: Any, wall: Clock, settings: Any
) -> None:
    settings.SMTP_HOST = "127.0.0.1"
    Address.objects.create(
        user=world.maria, channel="email", failing_since=wall.now, failure="recipient"
    )
    page = said(leader.get("/piket/keterjangkauan/"))
    assert "Surel, sejak Rabu, 25 November 2026, pukul 07.00 WITA." in page
    assert "Alamat ini tidak dikenal atau menolak pesan." in page
    assert "maria@contoh.id" not in page
    assert "1 orang punya saluran yang tidak sampai." in said(leader.get("/"))


def test_without_any_channel_that_is_said(leader: Any, world: World) -> None:
    assert "Minta administrator menyiapkan surel." in said(leader.get("/piket/keterjangkauan/"))
    page = said(world.sign_in(StaffClient(), "maria").get("/akun/pemberitahuan/"))
    assert "Belum ada cara mengirim pemberitahuan." in page
    assert "Belum ada kabar yang dikirim kepada Anda." in page


@pytest.mark.parametrize("path", ["/piket/", "/piket/keterjangkauan/", "/akun/pemberitahuan/"])
def test_the_pages_speak_english_too(world: World, path: str, team: Any) -> None:
    name = "agustina" if "keterjangkauan" in path else "maria"
    page = said(world.sign_in(StaffClient(), name).get(f"/en{path}"))
    for word in ("Piket", "Kabar", "pesan", "bertugas"):
        assert word not in page


def test_only_whom_nothing_reaches_counts_as_unreachable(
    world: World, wall: Clock, settings: Any
) -> None:
    """One channel that works is enough; a channel this installation has not does not help."""
    settings.SMTP_HOST, settings.SMS_URL = "127.0.0.1", "https://gateway.example/"
    for name, channel, failing in (
        ("maria", "email", True),
        ("maria", "sms", False),
        ("yosef", "email", True),
        ("yosef", "whatsapp", False),
        ("anton", "email", True),
    ):
        Address.objects.create(
            user=world.people[name], channel=channel, failing_since=wall.now if failing else None
        )
    assert unreachable_count() == 1
