"""Campaigns and briefings: the calendar, the kit, numbers noted once, reach of units."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.lib.pack import read_pack
from ruangaman.lib.tests.pack_copy import NTT
from ruangaman.network.models import Unit
from ruangaman.network.selectors.todo import Kind, todo_for
from ruangaman.people.models import RoleGrant
from ruangaman.surveys.models import Briefing
from ruangaman.surveys.seasons import season_in, season_near
from ruangaman.surveys.selectors.campaigns import campaigns_near
from ruangaman.surveys.selectors.reach import reach
from ruangaman.surveys.services.content import surveys_contents_write
from tests.clients import StaffClient

pytestmark = pytest.mark.django_db
HERE = "/survei/jangkauan/dinas-kesehatan/"
NOTE = f"{HERE}catat/"
TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def led(world):
    """Hasan heads Dinas Kesehatan, whose focal points are Rina and Beni; the pack is loaded."""
    surveys_contents_write(surveys=read_pack(NTT).surveys)
    RoleGrant.objects.filter(user=world.hasan).update(unit_code="dinas-kesehatan")
    Unit.objects.filter(code="dinas-kesehatan").update(personnel=20)
    return world


@pytest.fixture
def rina(led) -> StaffClient:
    return led.sign_in(StaffClient(), "rina")


def given(**more: Any) -> dict[str, Any]:
    day = timezone.localdate().isoformat()
    return {"jenis": "briefing", "hari": day, "orang": "15", "sekali": "a" * 64} | more


def briefed(unit_code: str = "dinas-kesehatan", **more: Any) -> Briefing:
    values = {"kind": "briefing", "day": timezone.localdate(), "reached": 10}
    once = Briefing.objects.count().to_bytes(32)
    return Briefing.objects.create(unit_code=unit_code, once=once, **values | more)


def test_a_season_knows_new_year_and_comes_back() -> None:
    assert season_near("25-11", "10-12", TODAY).is_on(TODAY)
    assert season_near("08-03", "08-03", TODAY).first == dt.date(2027, 3, 8)
    winter = season_in(2026, "28-12", "05-01")
    assert (winter.first.year, winter.last) == (2026, dt.date(2027, 1, 5))
    assert season_near("28-12", "05-01", dt.date(2027, 1, 2)) == winter


def said_on(day: str) -> list[tuple[str, str]]:
    """Return what is on or next on a day, as the page says it."""
    near = campaigns_near(dt.date.fromisoformat(day))
    first = [one for one in near if one.is_on] or near[:1]
    pages = (render_to_string("surveys/_season.html", {"one": one}) for one in first)
    words = (" ".join(re.sub("<[^>]+>", " ", page).split()) for page in pages)
    return list(zip((one.key for one in first), words, strict=True))


def test_the_calendar_says_what_is_on_and_how_long_until_the_next(led, rina) -> None:
    sixteen = "enam-belas-hari"
    assert said_on("2026-11-24") == [(sixteen, "Mulai besok")]
    assert said_on("2026-11-30") == [(sixteen, "Sedang berlangsung masih 10 hari")]
    assert said_on("2026-12-03")[1] == ("hari-disabilitas", "Hari ini")
    assert said_on("2026-12-31") == [("awal-tahun", "mulai 6 hari lagi")]
    page = rina.get("/survei/kampanye/").content.decode()
    assert page.count(f"/survei/kampanye/{sixteen}/") >= 1
    one = rina.get(f"/survei/kampanye/{sixteen}/").content.decode()
    assert "Komnas Perempuan" in one
    assert f"{NOTE}?jenis=activity&amp;kampanye={sixteen}" in one
    weak = rina.get("/survei/kampanye/hari-perempuan/").content.decode()
    assert "Resolusi Majelis Umum PBB 32/142" in weak


def test_the_kit_is_shown_and_printed_in_both_languages(rina: StaffClient) -> None:
    assert "tidak ada yang diminta bercerita" in rina.get("/survei/sosialisasi/").content.decode()
    assert "Nobody is asked to tell" in rina.get("/en/survei/sosialisasi/").content.decode()
    for paper, pages in (("naskah", 6), ("lembar", 1), ("poster-a4", 1), ("poster-a3", 1)):
        for prefix in ("", "/en"):
            answer = rina.get(f"{prefix}/survei/sosialisasi/cetak/{paper}/")
            assert answer["Content-Type"] == "application/pdf"
            with pikepdf.open(io.BytesIO(answer.content)) as pdf:
                assert len(pdf.pages) <= pages
                assert "/MarkInfo" in pdf.Root
    assert rina.get("/survei/sosialisasi/cetak/video/").status_code == 404


def test_without_a_pack_the_pages_say_so(world) -> None:
    rina = world.sign_in(StaffClient(), "rina")
    assert "Muat paket" in rina.get("/survei/kampanye/").content.decode()
    assert "Muat paket" in rina.get("/survei/sosialisasi/").content.decode()
    assert rina.get("/survei/sosialisasi/cetak/lembar/").status_code == 404
    assert rina.get("/survei/kampanye/enam-belas-hari/").status_code == 404


def test_a_page_sent_twice_counts_once_and_other_numbers_are_not_lost_silently(
    rina: StaffClient,
) -> None:
    for _ in range(2):
        assert rina.post(NOTE, given(perempuan="9")).status_code == 302
    entry = Briefing.objects.get()
    assert (entry.reached, entry.women) == (15, 9)
    assert AuditEvent.objects.filter(action="surveys_briefing_noted").count() == 1
    again = rina.post(NOTE, given(orang="16"))
    assert again.status_code == 409
    assert 'value="16"' in again.content.decode()
    assert str(entry.pk) in again.content.decode()
    rina.post(f"/survei/jangkauan/catatan/{entry.pk}/tarik/", {"versi": "0"})
    assert rina.post(NOTE, given(perempuan="9")).status_code == 409
    assert reach(["dinas-kesehatan"], timezone.localdate())["dinas-kesehatan"].briefed == 0


def test_the_second_of_two_focal_points_is_asked_whether_it_is_the_same(led, rina) -> None:
    rina.post(NOTE, given())
    beni = led.sign_in(StaffClient(), "beni")
    asked = beni.post(NOTE, given(sekali="b" * 64, orang="14"))
    assert asked.status_code == 422
    assert "Apakah ini kegiatan yang lain?" in asked.content.decode()
    assert 'value="14"' in asked.content.decode()
    assert beni.post(NOTE, given(sekali="b" * 64, orang="14", lain="on")).status_code == 302
    assert Briefing.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"orang": ""}, "Tulis berapa orang"),
        ({"orang": "lima"}, "Tulis angka bulat"),
        ({"orang": "-3"}, "Paling sedikit 1"),
        ({"orang": "9" * 30}, "Paling banyak"),
        ({"perempuan": "16"}, "Tidak boleh lebih banyak"),
        ({"hari": "31/02/2026"}, "Tulis tanggal yang ada"),
        ({"hari": "2999-01-01"}, "belum tiba"),
        ({"hari": "1990-01-01"}, "terlalu jauh"),
        ({"jenis": "activity"}, "Pilih kampanyenya"),
        ({"kampanye": "x" * 500}, "Pilih dari daftar"),
        ({"jenis": "\x00"}, "Pilih dari daftar"),
        ({"sekali": "z" * 5000}, ""),
        ({"versi": "x"}, ""),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_written(rina, more, said) -> None:
    answer = rina.post(NOTE, given(**more))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Briefing.objects.exists()


def test_of_two_editors_the_second_is_told_and_keeps_what_was_typed(led, rina) -> None:
    entry = briefed()
    path = f"/survei/jangkauan/catatan/{entry.pk}/"
    hasan = led.sign_in(StaffClient(), "hasan")
    assert rina.post(path, given(versi="0", orang="12")).status_code == 302
    late = hasan.post(path, given(versi="0", orang="30"))
    assert late.status_code == 409
    assert "12 orang" in late.content.decode()
    assert 'value="30"' in late.content.decode()
    assert hasan.post(f"{path}tarik/", {"versi": "0"})["Location"] == path
    renewed = re.search(r'name="versi" value="(\d+)"', late.content.decode())
    assert renewed is not None
    assert hasan.post(path, given(versi=renewed[1], orang="30")).status_code == 302
    entry.refresh_from_db()
    assert (entry.reached, entry.revision) == (30, 2)
    rina.post(f"{path}tarik/", {"versi": "2"})
    gone = hasan.post(path, given(versi="2", orang="31"))
    assert gone["Location"] == HERE
    entry.refresh_from_db()
    assert (entry.withdrawn, entry.reached) == (True, 30)


def test_only_the_own_unit_is_there_and_the_coordinator_reads_all(led) -> None:
    other = briefed("dinas-sosial")
    entry = f"/survei/jangkauan/catatan/{other.pk}/"
    for name in ("rina", "hasan"):
        client = led.sign_in(StaffClient(), name)
        assert client.get("/survei/jangkauan/")["Location"] == HERE
        for path in ("/survei/jangkauan/dinas-sosial/", "/survei/jangkauan/tidak-ada/", entry):
            assert client.get(path).status_code == 404
        assert client.post("/survei/jangkauan/dinas-sosial/catat/", given()).status_code == 404
        assert client.post(f"{entry}tarik/", {"versi": "0"}).status_code == 404
        sheet = client.get("/survei/jangkauan/unduh/").content
        codes = [row[0] for row in openpyxl.load_workbook(io.BytesIO(sheet)).active.values]
        assert codes[1:] == ["dinas-kesehatan"]
    dewi = led.sign_in(StaffClient(), "dewi")
    assert dewi.get("/survei/jangkauan/dinas-sosial/").status_code == 200
    assert dewi.post(NOTE, given()).status_code == 404
    assert Briefing.objects.count() == 1


def test_reach_counts_a_year_of_briefings_and_never_more_than_all_in_silence(led, rina) -> None:
    today = timezone.localdate()
    briefed(reached=15, women=9)
    briefed(reached=8)
    briefed(reached=500, withdrawn=True)
    briefed(reached=70, day=today - dt.timedelta(days=365))
    briefed(reached=40, kind="activity", campaign="hari-anak")
    found = reach(None, today)
    one = found["dinas-kesehatan"]
    assert (one.briefed, one.briefings, one.women, one.women_of) == (23, 2, 9, 15)
    assert (one.activities, one.activity_reached, one.percent) == (1, 40, 115)
    assert found["dinas-sosial"].percent is None
    page = rina.get(HERE).content.decode()
    assert "115 % (23 dari 20)" in page
    assert "orang bisa dihitung dua kali" in page


def test_three_thousand_units_take_as_many_questions_as_three(
    led, django_assert_max_num_queries
) -> None:
    Unit.objects.bulk_create(
        Unit(code=f"puskesmas-{n}", kind="puskesmas", name=f"Puskesmas {n}", search=str(n))
        for n in range(3_000)
    )
    briefed("puskesmas-7")
    dewi = led.sign_in(StaffClient(), "dewi")
    with django_assert_max_num_queries(22):
        page = dewi.get("/survei/jangkauan/").content.decode()
    assert "1 dari 3003 unit" in re.sub(r"(?<=\d)\.(?=\d)", "", page)
    found = dewi.get("/survei/jangkauan/?keadaan=ada").content.decode()
    assert "Puskesmas 7<" in found
    assert "Puskesmas 8<" not in found
    assert "Tidak ada unit yang cocok" in dewi.get("/survei/jangkauan/?q=xyz").content.decode()
    assert dewi.get("/survei/jangkauan/?jenis=kapal").status_code == 422
    with django_assert_max_num_queries(22):
        sheet = dewi.get("/survei/jangkauan/unduh/").content
    assert openpyxl.load_workbook(io.BytesIO(sheet)).active.max_row == 3_004


def test_a_unit_is_reminded_after_a_year_and_before_a_campaign(led) -> None:
    def kinds(name: str, day: dt.date) -> list[Kind]:
        mine = (Kind.BRIEF, Kind.CAMPAIGN)
        return [one.kind for one in todo_for(led.people[name], day) if one.kind in mine]

    assert kinds("rina", TODAY) == [Kind.CAMPAIGN, Kind.BRIEF]  # 3 December, and no briefing yet
    assert kinds("dewi", TODAY) == [Kind.CAMPAIGN]
    assert kinds("maria", TODAY) == []
    briefed(day=TODAY)
    assert kinds("rina", dt.date(2026, 12, 11)) == []
    assert kinds("rina", dt.date(2027, 12, 11)) == [Kind.BRIEF]
