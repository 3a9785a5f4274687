"""Whether anyone retaliates: asked at 30, 90 and 180 days, answered outside her office alone."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import ELSEWHERE, done, opened, sent, text_of
from ruangaman.casework.tests.test_clocks import pressed
from ruangaman.duty.models import TeamNotice, Wake
from ruangaman.reporting.models import Item, Report
from tests.clients import PublicClient, StaffClient
from tests.waking import Clock as Wall
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = 24
ASKED = "apakah ada yang memburuk?"
WORSE = "Ada yang memburuk sejak saya menulis"
SIZES: dict[str, int] = {}
"""Of the first answer that was sealed: the others must have the same."""
BOTH = {"izin_fokal": ["unit_lain"], "unit_lain": "dinas-sosial"}


def answer(public: PublicClient, code: Any, said: str, number: int = 1) -> Any:
    """Answer the question that the mailbox asks now."""
    return pressed(public, code, perubahan=said, keadaan=f"retaliation_check_{number}")


def test_it_is_asked_on_its_day_once_and_a_missed_one_stays_missed(
    world: World, staff: Any, public: PublicClient, wall: Wall
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    assert text_of(opened(staff, report)).count("belum waktunya") == 3
    wall.on(hours=29 * DAY)
    assert ASKED not in text_of(pressed(public, code))
    wall.on(hours=DAY)
    assert ASKED in text_of(pressed(public, code))
    assert "sudah ditanyakan, belum dijawab" in text_of(
        opened(world.sign_in(staff, "maria", unlock=True), report)
    )
    wall.on(hours=60 * DAY)
    stale = pressed(public, code)
    page = answer(public, code, "baik", 2)
    assert "Jawaban Anda terkirim." in text_of(page)
    assert ASKED not in text_of(page)
    again = public.go_on(stale, perubahan="buruk", keadaan="retaliation_check_2")
    assert "Pertanyaan ini sudah Anda jawab." in text_of(again)
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    words = ("tidak dijawab", "Tidak ada yang memburuk", "belum waktunya")
    assert [page.count(word) for word in words] == [1, 1, 1]
    assert WORSE not in page


@pytest.mark.parametrize("said", ["baik", "buruk", "ragu", "lewat"])
def test_an_answer_is_due_today_outside_the_office_and_no_focal_point_learns_it(
    world: World, public: PublicClient, wall: Wall, said: str
) -> None:
    for team in world.teams.values():
        TeamNotice.objects.create(team=team, at_once=True, planned_upto=wall.now)
    report, code = sent(**BOTH)
    wall.on(hours=30 * DAY)
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    done(maria, report, "jawab", opened(maria, report), teks="Halo.")
    Wake.objects.all().delete()
    Report.objects.update(due_on=timezone.localdate() + dt.timedelta(days=5))
    before = {item.pk for item in Item.objects.all()}
    assert answer(public, code, said).status_code == 200
    assert Report.objects.get().due_on == timezone.localdate()
    assert [wake.team.code for wake in Wake.objects.all()] == ["uptd-ppa"]
    item = Item.objects.exclude(pk__in=before).get()
    assert item.part == "messages"
    assert SIZES.setdefault("answer", len(bytes(item.sealed))) == len(bytes(item.sealed))
    page = text_of(opened(world.sign_in(StaffClient(), "lena", unlock=True), report))
    assert "hanya pembaca di luar kantornya yang melihat jawabannya" in page
    assert "Pelapor menjawab:" not in page
    page = text_of(opened(maria, report))
    assert ("Pelapor menjawab:" in page) == (said in {"buruk", "ragu"})
    lead = text_of(world.sign_in(StaffClient(), "agustina").get("/kasus/tim/"))
    assert "Ada yang harus selesai hari ini? Ya" in lead


def test_worse_where_only_focal_points_read_reaches_uptd_ppa_by_her_yes(
    world: World, public: PublicClient, wall: Wall
) -> None:
    focal = {**ELSEWHERE, "konflik": ["tidak"]}
    report, code = sent(**focal)
    wall.on(hours=30 * DAY)
    page = answer(public, code, "ragu")
    assert "Belum ada orang di luar kantor yang membaca jawaban itu." in text_of(page)
    assert "3×24 jam" in text_of(page)
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    assert opened(maria, report).status_code == 404
    (team,) = re.findall(r'name="luar_ya" value="([^"]+)"', page.content.decode())
    assert "Akses diberikan." in text_of(pressed(public, code, luar_ya=team))
    assert "Pelapor menjawab: “Saya tidak yakin”." in text_of(opened(maria, report))
    lena = world.sign_in(StaffClient(), "lena", unlock=True)
    assert "Saya tidak yakin" not in text_of(opened(lena, report))
    assert pressed(public, code, luar_ya=team).status_code == 409


def test_uptd_ppa_that_she_kept_out_is_not_offered(
    world: World, public: PublicClient, wall: Wall
) -> None:
    _, code = sent(**ELSEWHERE)
    wall.on(hours=30 * DAY)
    page = answer(public, code, "buruk")
    assert "luar_ya" not in page.content.decode()
    uptd = str(world.teams["uptd-ppa"].pk)
    assert pressed(public, code, luar_ya=uptd).status_code == 409
    assert pressed(public, code, luar_ya="😀").status_code == 200


@pytest.mark.parametrize("said", ["baik", "buruk"])
def test_a_closed_case_tells_by_no_column_what_she_answered_and_is_not_forgotten(
    world: World, staff: StaffClient, public: PublicClient, wall: Wall, said: str
) -> None:
    TeamNotice.objects.create(team=world.teams["uptd-ppa"], at_once=True, planned_upto=wall.now)
    report, code = sent()
    wall.on(hours=30 * DAY)
    closed = {"state": "concluded", "closed_on": dt.date(2027, 1, 1)}
    Report.objects.update(**closed, due_on=None, unread=False)
    world.sign_in(staff, "maria", unlock=True)
    assert report.number not in text_of(staff.get("/kasus/"))
    Wake.objects.all().delete()
    answer(public, code, said)
    found = Report.objects.values("state", "due_on", "closed_on", "unread").get()
    assert found == {**closed, "due_on": timezone.localdate(), "unread": True}
    assert [wake.team.code for wake in Wake.objects.all()] == ["uptd-ppa"]
    assert report.number in text_of(staff.get("/kasus/"))
    lead = text_of(world.sign_in(StaffClient(), "agustina").get("/kasus/tim/"))
    assert "Ada yang harus selesai hari ini? Ya" in lead
    page = opened(staff, report)
    assert ("buka lagi; sistem tidak membukanya sendiri" in text_of(page)) == (said == "buruk")
    assert report.number in text_of(staff.get("/kasus/"))
    if said == "baik":
        done(staff, report, "pesan", page, teks="Terima kasih sudah menjawab.")
        assert Report.objects.get().due_on is None
        assert report.number not in text_of(staff.get("/kasus/"))
    else:
        done(staff, report, "buka-lagi", page, alasan="memburuk", teks="Kami mendampingi lagi.")
        assert Report.objects.get().state == Report.State.ACKNOWLEDGED


def test_what_is_no_answer_changes_nothing(world: World, public: PublicClient, wall: Wall) -> None:
    _, code = sent()
    wall.on(hours=30 * DAY)
    count = Item.objects.count()
    first, other = "retaliation_check_1", "police_notice"
    for said, check in ((None, first), ("😀", first), ("buruk", other), ("buruk", "1")):
        page = pressed(public, code, perubahan=said or "", keadaan=check)
        assert "Belum ada jawaban yang dipilih." in text_of(page)
    later = answer(public, code, "buruk", 3)
    assert "Pertanyaan ini sudah Anda jawab." in text_of(later)
    assert Item.objects.count() == count
