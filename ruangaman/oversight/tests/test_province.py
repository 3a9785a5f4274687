"""``/pantau/``: what each role sees of the province; never a ranking, nothing about reports."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from ruangaman.core.models import Region
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.oversight import read_oversight
from ruangaman.network.models import Unit, UnitChange, UnitChangeSide
from ruangaman.oversight.models import Figure, UnitMonth
from ruangaman.oversight.months import month_after, month_of
from ruangaman.oversight.services.content import oversight_contents_write
from ruangaman.oversight.tests.history import history
from ruangaman.people.models import Role, RoleGrant
from tests.house import ROOT

pytestmark = pytest.mark.django_db
WATCHES = ("dewi", "kadis")
FULL = {"C1": 100.0, "C2": 100.0, "T3": 100.0, "P1": 100.0, "P2": 100.0}
NONE = dict.fromkeys(FULL, 0.0)


@pytest.fixture
def defined(world: Any) -> Any:
    """The world, with the indicators of the pack and some regions."""
    oversight_contents_write(oversight=read_oversight(ROOT / "packs" / "ntt", FaultList()))
    for place in ("53.01", "53.02", "53.03", "53.04", "53.71"):
        counts = dict.fromkeys(("population", "area_km2", "districts", "villages"), 1)
        Region.objects.create(code=place, kind="kabupaten", name=f"Kab. {place}", **counts)
    return world


def told(unit: str, values: dict[str, float], month: dt.date | None = None) -> None:
    """Write what holds for a unit in a month, in this one without one."""
    UnitMonth.objects.create(
        unit_code=unit, month=month or month_of(), values=values, computed_at=timezone.now()
    )


def figure(code: str, value: float | None, month: dt.date | None = None, **more: Any) -> None:
    """Write a figure of the province."""
    day = month or month_of()
    Figure.objects.create(code=code, month=day, value=value, computed_at=timezone.now(), **more)


def page(world: Any, staff: Any, name: str, path: str = "/pantau/", status: int = 200) -> str:
    """Return what somebody reads there."""
    answer = world.sign_in(staff, name).get(path)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def row_of(text: str, name: str) -> str:
    """Return the cells of a row of the picture."""
    found = re.search(rf"<tr><th scope=\"row\"[^>]*>(?:<a[^>]*>)?{re.escape(name)}<.*?</tr>", text)
    assert found, name
    return found[0]


@pytest.mark.parametrize("name", WATCHES)
def test_every_unit_has_a_row_and_every_cell_its_word(defined, staff, name) -> None:
    told("dinas-kesehatan", FULL)
    told("dinas-sosial", NONE | {"T3": 40.0})
    text = page(defined, staff, name)
    assert row_of(text, "Dinas Kesehatan").count("terpenuhi") == 2 * 5
    social = row_of(text, "Dinas Sosial")
    assert "sebagian: 40%" in social
    assert len(re.findall(r">belum<", social)) == 4
    assert row_of(text, "Biro Umum").count(">belum diketahui<") == 5, "no row: nothing is known"


@pytest.mark.parametrize("name", WATCHES)
@pytest.mark.parametrize("units", [0, 240])
def test_every_link_of_the_page_opens_for_who_reads_it(defined, staff, name, units) -> None:
    history(units, 2) if units else history(["dinas-kesehatan", "dinas-sosial"], 2)
    text = page(defined, staff, name)
    main = text[text.index("<main") : text.index("</main>")]
    links = {
        one.partition("#")[0].replace("&amp;", "&") for one in re.findall(r'href="([^"]+)', main)
    }
    refused = {}
    for link in links - {""}:
        path = f"/pantau/{link}" if link.startswith("?") else link
        answer = defined.sign_in(staff, name).get(path)
        if answer.status_code not in (200, 302):
            refused[path] = answer.status_code
    assert refused == {}


def test_many_units_are_groups_that_lead_to_their_units(defined, staff) -> None:
    history(600, 1)
    text = page(defined, staff, "kadis")
    rows = re.findall(r'<tr><th scope="row"[^>]*><a href="([^"]+)#peta">([^<]+)</a>', text)
    assert [name for _link, name in rows][:2] == ["Provinsi (103)", "Kab. 53.01 (100)"]
    assert len(rows) == 6
    assert "UP 00001" not in text, "no unit has a row of its own"
    here = UnitMonth.objects.filter(unit_code__in=_in_region("53.01")).values_list(
        "values", flat=True
    )
    full = sum(1 for values in here if values["C1"] == 100)
    assert f"{full} dari 100 unit" in row_of(text, "Kab. 53.01 (100)")
    below = page(defined, staff, "kadis", f"/pantau/{rows[1][0]}".replace("&amp;", "&"))
    assert below.count('lang="id">UP ') == 100
    own = page(defined, staff, "kadis", "/pantau/?wilayah=provinsi")
    assert re.findall(r">(Biro|Badan|Dinas|UPTD) \(\d+\)<", own), "then by kind"
    listed = page(defined, staff, "kadis", "/pantau/?susun=unit&page=2")
    assert listed.count('lang="id">UP ') == 100


def _in_region(region: str) -> list[str]:
    return list(Unit.objects.filter(region=region).values_list("code", flat=True))


def test_the_order_of_units_says_nothing_about_them(defined, staff) -> None:
    orders = []
    for values in ((FULL, NONE), (NONE, FULL)):
        UnitMonth.objects.all().delete()
        told("dinas-kesehatan", values[0])
        told("dinas-sosial", values[1])
        text = page(defined, staff, "dewi")
        orders.append(re.findall(r"<tr><th scope=\"row\"[^>]*>(?:<a[^>]*>)?([^<]+)", text))
    assert orders[0] == orders[1]


def test_only_units_that_lack_something_can_be_asked_for(defined, staff) -> None:
    told("dinas-kesehatan", FULL)
    told("dinas-sosial", FULL | {"P1": 0.0})
    text = page(defined, staff, "kadis", "/pantau/?belum=P1")
    assert row_of(text, "Dinas Sosial")
    assert "1 dari 3 unit" in text
    assert "Dinas Kesehatan" not in text[text.index('id="peta"') :], (
        "nor one of which it is unknown"
    )
    book = load_workbook(io.BytesIO(staff.get("/pantau/gambar.xlsx?belum=P1").content))
    codes = [row[0] for row in book.active.iter_rows(min_row=2, values_only=True)]
    assert codes == ["dinas-sosial"]


def test_what_changed_names_units_of_which_both_months_are_known(defined, staff) -> None:
    before = month_after(month_of(), -1)
    told("dinas-kesehatan", NONE, before)
    told("dinas-kesehatan", NONE | {"C1": 100.0})
    told("dinas-sosial", FULL, before)
    told("dinas-sosial", FULL | {"C1": 0.0})
    told("biro-umum", FULL)
    figure("C1", 33.3, before)
    figure("C1", 66.7)
    text = page(defined, staff, "dewi")
    news = text[text.index("Yang berubah bulan ini") : text.index('id="peta"')]
    assert "+33,4 poin" in news
    assert re.search(r"1 unit mencapainya: .{0,90}Dinas Kesehatan<", news)
    assert re.search(r"1 unit tidak lagi: .{0,90}Dinas Sosial<", news)
    assert "Biro Umum" not in news


def test_a_merger_in_mid_month_is_told_and_months_stay_where_they_were(defined, staff) -> None:
    this, today = month_of(), timezone.localdate()
    before = month_after(this, -1)
    told("dinas-sosial", FULL, before)
    figure("C1", 50, before)
    figure("C1", 50)
    Unit.objects.filter(code="dinas-sosial").update(valid_to=today - dt.timedelta(days=1))
    Unit.objects.create(
        code="dinas-baru",
        kind="dinas",
        name="Dinas Baru",
        short_name="Dinas Baru",
        valid_from=today,
    )
    change = UnitChange.objects.create(kind="merged", day=today)
    UnitChangeSide.objects.create(
        change=change, code="dinas-sosial", name="Dinas Sosial", after=False
    )
    UnitChangeSide.objects.create(change=change, code="dinas-baru", name="Dinas Baru", after=True)
    text = page(defined, staff, "kadis")
    assert 'Digabung: <span lang="id">Dinas Sosial → Dinas Baru</span>' in text
    assert row_of(text, "Dinas Baru").count(">belum diketahui<") == 5
    assert "Dinas Sosial" not in text[text.index('id="peta"') :]
    if before.month != (today - dt.timedelta(days=1)).month or today.day > 1:
        past = page(defined, staff, "kadis", f"/pantau/?bulan={before:%Y-%m}")
        assert row_of(past, "Dinas Sosial").count(">terpenuhi") == 5
        assert "Dinas Baru" not in past[past.index('id="peta"') :]


def test_a_month_that_nobody_computed_says_so_and_one_to_come_is_refused(defined, staff) -> None:
    text = page(defined, staff, "kadis")
    assert "bulan itu belum dihitung" in text
    assert "Tren muncul setelah bulan pertama dihitung." in text
    wrong = page(defined, staff, "kadis", "/pantau/?bulan=2099-01&q=dinas", status=422)
    assert "Pilih dari daftar." in wrong
    assert 'value="dinas"' in wrong
    for path in ("/pantau/?wilayah=x%00y", "/pantau/?induk=%F0%9F%98%80", "/pantau/?tren=7"):
        page(defined, staff, "kadis", path, status=422)


def test_the_month_is_the_province_s_wherever_a_clock_stands(defined, staff, monkeypatch) -> None:
    told("dinas-kesehatan", FULL, dt.date(2026, 11, 1))
    figure("C1", 50, dt.date(2026, 11, 1))
    figure("C1", 60, dt.date(2026, 12, 1))
    for hour, running in (
        (15, "November 2026, bulan yang masih"),
        (17, "Belum ada angka untuk Des"),
    ):
        moment = dt.datetime(2026, 11, 30, hour, 30, tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert running in page(defined, staff, "dewi"), hour


def test_the_page_asks_as_many_questions_for_many_units_as_for_few(defined, staff) -> None:
    counts = []
    for units in (["dinas-kesehatan"], 300):
        Figure.objects.all().delete()
        UnitMonth.objects.all().delete()
        history(units, 3)
        defined.sign_in(staff, "dewi").get("/pantau/")
        with CaptureQueriesContext(connection) as asked:
            staff.get("/pantau/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["/pantau/", "/pantau/?tren=60", "/pantau/lembar/"])
def test_a_figure_about_reports_is_shown_to_nobody_even_if_there_is_one(
    defined, staff, path
) -> None:
    figure("C1", 50)
    for code in ("R1", "R2", "R6", "D2", "O1"):
        figure(code, 98765.0)
    told("dinas-kesehatan", FULL | {"R1": 98765.0})
    for name in WATCHES:
        text = page(defined, staff, name, path)
        assert "98.765" not in text
        assert "98765" not in text
        assert not re.search(r"\b(R[1-6]|D2|O1) ", text[text.index("<main") :])


def test_others_see_their_own_part_and_no_unit(defined, staff) -> None:
    history(["dinas-kesehatan", "dinas-sosial"], 2)
    RoleGrant.objects.filter(user=defined.hasan).update(unit_code="dinas-kesehatan")
    for name, words in (
        ("wim", "Angka seputar laporan hanya ada dalam rilis"),
        ("ratih", "dua kunci"),
    ):
        text = page(defined, staff, name)
        assert words in text
        assert "Dinas" not in text[text.index("<main") :]
        assert "Peta unit" not in text
    own = defined.sign_in(staff, "hasan").get("/pantau/")
    assert own.status_code == 302
    assert own["Location"] == "/pantau/unit/dinas-kesehatan/"
    RoleGrant.objects.create(user=defined.hasan, role=Role.HEAD_OF_UNIT, unit_code="dinas-sosial")
    two = page(defined, staff, "hasan")
    assert "Dinas Kesehatan" in two
    assert "Dinas Sosial" in two
    assert "Biro Umum" not in two
    RoleGrant.objects.filter(user=defined.hasan).delete()
    RoleGrant.objects.create(user=defined.hasan, role=Role.PARTNER)
    assert "Dinas" not in page(defined, staff, "hasan").partition("<main")[2]


@pytest.mark.parametrize(("units", "known"), [(3, True), (44, True), (44, False), (400, True)])
def test_the_sheet_is_one_page_whatever_is_known_of_how_many(defined, staff, units, known) -> None:
    history(units, 14)
    if not known:
        Figure.objects.update(value=None, why="not_recorded")
    longest = "Badan Pengelolaan Perbatasan dan Pemberdayaan Masyarakat Pesisir Pulau Terluar"
    Unit.objects.filter(code="unit-00001").update(short_name=longest)
    defined.sign_in(staff, "kadis")
    for prefix in ("", "/en"):
        answer = staff.get(f"{prefix}/pantau/lembar.pdf")
        assert answer["Content-Type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.content)) as paper:
            assert len(paper.pages) == 1


def test_a_month_that_is_not_there_is_told_with_those_that_are(defined, staff) -> None:
    (month,) = history(3, 1)
    defined.sign_in(staff, "kadis")
    known = f"{month:%Y-%m}"
    for path in ("/pantau/lembar/", "/pantau/lembar.pdf", "/pantau/gambar.xlsx"):
        assert staff.get(f"{path}?bulan={known}").status_code == 200
        for prefix, words in (("", "“2026-13” tidak ada"), ("/en", "“2026-13” does not exist")):
            odd = staff.get(f"{prefix}{path}?bulan=2026-13&q=dinas")
            assert odd.status_code == 422
            assert words in odd.content.decode()
            assert f"{prefix}{path}?bulan={known}&amp;q=dinas" in odd.content.decode()
