"""The pages of strips: gaps are seen and said, nobody is ranked, a unit's own is its head's."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.network.models import Unit, UnitChange, UnitChangeSide
from ruangaman.oversight.models import Figure, UnitMonth
from ruangaman.oversight.months import months_between
from ruangaman.oversight.services.duty_months import duty_sums_write
from ruangaman.oversight.tests.duty_world import GENERAL, HEALTH, SOCIAL, content_load, on
from ruangaman.oversight.tests.history import DUTIES, history
from ruangaman.people.models import RoleGrant
from tests.pages import text_of as said

pytestmark = pytest.mark.django_db
PAGE = "/pantau/konsistensi/"
FIRST, LAST = dt.date(2026, 4, 1), dt.date(2027, 3, 1)


@pytest.fixture
def watched(world, monkeypatch):
    """Twelve months of three units; Dinas Sosial lacks briefings since January, and one month."""
    content_load()
    on(monkeypatch, "2027-03-15")
    RoleGrant.objects.filter(user=world.hasan).update(unit_code=HEALTH)
    for month in months_between(FIRST, LAST):
        for code in (HEALTH, SOCIAL, GENERAL):
            held = dict.fromkeys(DUTIES, True)
            why = {}
            if code == SOCIAL and month >= dt.date(2027, 1, 1):
                held["briefing"] = False
            if code == SOCIAL and month == dt.date(2026, 6, 1):
                held["pair"], why = None, {"pair": "unseen"}
            _row(code, month, held, why)
        duty_sums_write(month=month)
    UnitMonth.objects.filter(unit_code=GENERAL, month=dt.date(2026, 9, 1)).delete()
    return world


def _row(code: str, month: dt.date, held: dict, why: dict | None = None) -> None:
    UnitMonth.objects.create(
        unit_code=code, month=month, duties=held, why=why or {}, computed_at=timezone.now()
    )


def test_all_units_stand_by_name_with_their_gaps(watched, staff) -> None:
    page = watched.sign_in(staff, "kadis").get(PAGE)
    text = said(page)
    assert page.status_code == 200
    places = [text.index(name) for name in ("Biro Umum", "Dinas Kesehatan", "Dinas Sosial")]
    assert places == sorted(places)
    html = page.content.decode()
    assert html.count('<td title="celah">') == 3
    assert html.count('<td title="tidak diketahui">') == 1 + len(DUTIES)
    assert "2 dari 3 unit" in text, "the share of the province"
    assert Figure.objects.get(code="DUTY", month=LAST).detail["briefing"] == [2, 1, 0]


def test_one_duty_is_one_line_a_unit_and_gaps_are_found(watched, staff) -> None:
    client = watched.sign_in(staff, "dewi")
    found = said(client.get(f"{PAGE}?tugas=briefing&celah=tiga"))
    assert "Dinas Sosial" in found
    assert "Dinas Kesehatan" not in found
    assert "Tidak ada unit yang cocok" in said(client.get(f"{PAGE}?tugas=decree&celah=kini"))
    refused = client.get(f"{PAGE}?celah=tiga&q=dinas")
    assert refused.status_code == 422
    assert "Pilih satu tugas" in said(refused)
    assert 'value="dinas"' in refused.content.decode()
    assert client.get(f"{PAGE}?masa=1900&tugas=nothing&page=x").status_code == 422
    year = client.get(f"{PAGE}?masa=2026")
    assert 'title="unit tidak ada' not in year.content.decode()
    assert "tidak diketahui" in said(year), "no data before the first month"


def test_the_list_is_given_as_a_sheet(watched, staff) -> None:
    body = watched.sign_in(staff, "dewi").get(f"{PAGE}unduh/?tugas=briefing").content
    rows = list(openpyxl.load_workbook(io.BytesIO(body)).active.values)
    assert [row[1] for row in rows[1:]] == ["Biro Umum", "Dinas Kesehatan", "Dinas Sosial"]
    assert rows[3][-5:-2] == ("tidak", "tidak", "tidak")
    assert rows[3][-2:] == (9, 12)


def test_a_head_sees_the_own_unit_with_what_closes_a_gap(watched, staff) -> None:
    RoleGrant.objects.filter(user=watched.hasan).update(unit_code=SOCIAL)
    client = watched.sign_in(staff, "hasan")
    assert client.get("/pantau/unit/").url == f"/pantau/unit/{SOCIAL}/"
    page = client.get(f"/pantau/unit/{SOCIAL}/")
    text = said(page)
    assert "Celah sejak Januari 2027, 3 bulan, masih terbuka." in text
    assert "Terpenuhi 9 dari 12 bulan yang diketahui." in text
    assert "1 bulan tidak diketahui. Kesiapan hanya dapat dilihat" in text
    assert f'href="/survei/jangkauan/{SOCIAL}/"' in page.content.decode()
    assert client.get(f"/pantau/unit/{HEALTH}/").status_code == 404
    assert client.get("/pantau/unit/tidak-ada/").status_code == 404
    assert client.get(PAGE).status_code == 403
    fact = said(client.get(f"/kebijakan/unit/{SOCIAL}/"))
    assert "Maret 2027: 5 dari 6 tugas terpenuhi. Celah: Sosialisasi" in fact
    english = said(client.get(f"/en/pantau/unit/{SOCIAL}/"))
    assert "Gap since January 2027, 3 months, still open." in english


def test_months_of_a_merged_unit_stay_with_it(watched, staff) -> None:
    Unit.objects.filter(code=SOCIAL).update(valid_to=dt.date(2027, 2, 14))
    new = Unit.objects.create(
        code="dinas-baru", kind="dinas", name="Dinas Baru", search="dinas baru",
        valid_from=dt.date(2027, 2, 15),
    )  # fmt: skip
    merged = UnitChange.objects.create(kind="merged", day=dt.date(2027, 2, 15))
    for code, after in ((SOCIAL, False), (new.code, True)):
        UnitChangeSide.objects.create(change=merged, code=code, name=code, after=after)
    UnitMonth.objects.filter(unit_code=SOCIAL, month__gte=dt.date(2027, 2, 1)).delete()
    _row(new.code, LAST, dict.fromkeys(DUTIES, True))
    client = watched.sign_in(staff, "dewi")
    listed = client.get(PAGE)
    assert "sampai 14 Feb 2027" in said(listed)
    assert listed.content.decode().count("unit tidak ada bulan itu</span>") == 10 * len(DUTIES)
    old, fresh = (client.get(f"/pantau/unit/{code}/") for code in (SOCIAL, new.code))
    assert "Hari terakhirnya Minggu, 14 Februari 2027" in said(old)
    assert "Dilanjutkan oleh: Dinas Baru ." in said(old)
    assert "masih terbuka" not in said(fresh)
    assert f'href="/pantau/unit/{SOCIAL}/"' in fresh.content.decode()
    RoleGrant.objects.filter(user=watched.hasan).update(unit_code=new.code)
    assert watched.sign_in(staff, "hasan").get(f"/pantau/unit/{SOCIAL}/").status_code == 200


def test_without_any_month_the_page_says_so(world, staff) -> None:
    content_load()
    page = world.sign_in(staff, "dewi").get(PAGE)
    assert page.status_code == 200
    assert "tidak diketahui" in said(page)
    unit = said(staff.get(f"/pantau/unit/{HEALTH}/"))
    assert "Belum ada bulan yang diketahui." in unit
    assert "12 bulan tidak diketahui. Bulan ini tidak tercatat" in unit


def test_thousands_of_units_ask_no_more_of_the_database(watched, staff) -> None:
    client = watched.sign_in(staff, "dewi")
    with CaptureQueriesContext(connection) as few:
        client.get(f"{PAGE}?celah=kini")
    history(200, 24, until=LAST)
    with CaptureQueriesContext(connection) as many:
        assert client.get(f"{PAGE}?celah=kini").status_code == 200
    assert len(many) <= len(few)


def test_a_choice_that_is_not_offered_is_told_in_plain_words(watched, staff) -> None:
    dewi = watched.sign_in(staff, "dewi")
    page = dewi.get(f"{PAGE}?tugas=lain&masa=9999")
    assert page.status_code == 422
    assert said(page).count("Pilih dari daftar.") >= 2
