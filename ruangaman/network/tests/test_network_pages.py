"""``/jejaring/`` and ``/jejaring/unit/``: for the coordinator all, for a head the own unit."""

from __future__ import annotations

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ruangaman.core.models import Region
from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import search_text
from ruangaman.network.tests.standing import decree, person
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HEALTH = "/jejaring/unit/dinas-kesehatan/"


@pytest.fixture
def dewi(world, staff):
    return world.sign_in(staff, "dewi")


@pytest.fixture
def head(world, staff):
    """Hasan, head of Dinas Kesehatan."""
    world.hasan.grants.update(unit_code="dinas-kesehatan")
    return world.sign_in(staff, "hasan")


def many(count: int) -> None:
    """Add units of a province with its regencies."""
    rows = [
        Unit(
            code=f"sd-{n}",
            kind="sekolah",
            name=f"SD Negeri {n}",
            short_name=f"SDN {n}",
            search=search_text(name=f"SD Negeri {n}", short_name=f"SDN {n}", code=f"sd-{n}"),
            region=f"53.{n % 22 + 1:02}",
        )
        for n in range(count)
    ]
    Unit.objects.bulk_create(rows)
    numbers = ("population", "area_km2", "districts", "villages")
    for n in range(22):
        Region.objects.create(
            code=f"53.{n + 1:02}", kind="kabupaten", name=f"Kab. {n}", **dict.fromkeys(numbers, 1)
        )


def test_the_first_day_says_where_to_begin(dewi) -> None:
    page = text_of(dewi.get("/jejaring/"))
    assert "0 / 3 unit dengan pasangan siap" in page
    assert "Belum ada orang dalam jejaring ini. Mulai begini:" in page
    assert re.search(r"Dinas Kesehatan ?: Kosong", page)


def test_no_unit_at_all(dewi) -> None:
    Unit.objects.all().delete()
    assert "Belum ada unit." in text_of(dewi.get("/jejaring/"))
    assert "Belum ada unit." in text_of(dewi.get("/jejaring/unit/"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=sosial", ["Dinas Sosial"]),
        ("keadaan=one", ["Dinas Kesehatan"]),
        ("jenis=biro", []),
        ("wilayah=provinsi&susun=wilayah", ["Dinas Kesehatan", "Dinas Sosial", "Biro Umum"]),
    ],
)
def test_filters(world, dewi, query, shown) -> None:
    decree("dinas-kesehatan", person("dinas-kesehatan", world.rina))
    page = dewi.get(f"/jejaring/?{query}").content.decode()
    assert sorted(re.findall(r'title="([^:"]+):', page)) == sorted(shown)


def test_odd_filters_are_said_to_be_odd(dewi) -> None:
    assert dewi.get("/jejaring/?keadaan=apa&page=zzz").status_code == 422


def test_three_thousand_units_in_the_same_number_of_queries(dewi) -> None:
    dewi.get("/jejaring/")
    with CaptureQueriesContext(connection) as few:
        dewi.get("/jejaring/")
    many(3000)
    with CaptureQueriesContext(connection) as all_of_them:
        page = dewi.get("/jejaring/?susun=wilayah").content.decode()
    assert len(all_of_them) == len(few)
    assert page.count('role="img"') == 23
    assert "0 / 3.003" in page


def test_a_list_of_units_is_paged_and_searched_in_few_queries(dewi) -> None:
    many(3000)
    with CaptureQueriesContext(connection) as asked:
        page = dewi.get("/jejaring/unit/?q=negeri&wilayah=53.02&page=2")
    assert page.status_code == 200
    assert len(asked) <= 12
    assert "SD Negeri" in text_of(page)


def test_the_list_as_a_spreadsheet_holds_no_formula_and_nobody_s_name(world, dewi) -> None:
    decree("dinas-kesehatan", person("dinas-kesehatan", world.rina, name="Rahasia Sekali"))
    Unit.objects.filter(code="biro-umum").update(name="=HYPERLINK(1)")
    answer = dewi.get("/jejaring/unduh/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    cell = next(row[1] for row in rows if row[0].value == "biro-umum")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert "Rahasia Sekali" not in str([cell.value for row in rows for cell in row])
    assert answer["Content-Disposition"].startswith("attachment;")


def test_a_head_sees_the_own_unit_and_no_other(world, head) -> None:
    decree("dinas-kesehatan", person("dinas-kesehatan", world.rina, name="Rina Uji"))
    assert head.get("/jejaring/").headers["Location"] == HEALTH
    page = text_of(head.get(HEALTH))
    assert "Rina Uji" in page
    assert "Ubah unit ini" not in page
    for path in ("/jejaring/unit/dinas-sosial/", "/jejaring/unit/tidak-ada/"):
        assert head.get(path).status_code == 404
    assert head.get("/jejaring/unduh/").status_code == 403


def test_a_head_without_a_unit_is_told(world, staff) -> None:
    page = text_of(world.sign_in(staff, "hasan").get("/jejaring/"))
    assert "Akun Anda belum terhubung dengan sebuah unit." in page


def test_a_unit_is_added_and_found(dewi) -> None:
    given = {"name": "UPTD Gizi", "short_name": "UPTD Gizi", "kind": "uptd", "region": "provinsi"}
    refused = dewi.post("/jejaring/unit/baru/", given | {"parent": "dinas"})
    assert refused.status_code == 422
    assert "Yang mana?" in text_of(refused)
    assert "UPTD Gizi" in refused.content.decode()
    given |= {"parent": "kesehatan", "day": "01/02/2026", "personnel": "12"}
    assert dewi.post("/jejaring/unit/baru/", given).headers["Location"] == (
        "/jejaring/unit/uptd-gizi/"
    )
    assert "UPTD Gizi" in text_of(dewi.get(HEALTH))
    assert Unit.objects.get(code="uptd-gizi").parent == "dinas-kesehatan"


def change(client, step: str, **given: str):
    """Open the page of a change, fill it in and send it."""
    path = f"{HEALTH}{step}/"
    seen = re.search(r'name="seen" value="(\w+)"', client.get(path).content.decode())
    return client.post(path, {"seen": seen[1], "day": "2026-11-01", **given})


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("ganti-nama", {"name": "Dinas Baru", "short_name": "Baru"}),
        ("pindah", {"parent": "dinas-sosial", "region": "provinsi"}),
        ("gabung", {"others": "Dinas Sosial\nbiro-umum", "into": "Dinas Sosial"}),
        ("gabung", {"others": "sosial", "name": "Satu", "short_name": "1", "kind": "dinas"}),
        ("pecah", {"name_1": "A", "short_name_1": "A", "name_2": "B", "short_name_2": "B"}),
        ("pecah", {"name_1": "A", "short_name_1": "A", "stays": "on"}),
        ("tutup", {}),
        ("perbaiki", {"name": "X", "short_name": "X", "kind": "dinas", "region": "provinsi"}),
    ],
)
def test_every_change_from_its_page(dewi, step, given) -> None:
    answer = change(dewi, step, **given)
    assert answer.status_code == 302, text_of(answer)
    assert dewi.get(answer.headers["Location"]).status_code == 200
    assert Unit.objects.filter(local=True).exists()


@pytest.mark.parametrize(
    ("step", "given", "said"),
    [
        ("ganti-nama", {"name": "Dinas Kesehatan", "short_name": "Dinas Kesehatan"}, "sama dengan"),
        ("ganti-nama", {"name": "\u200b", "short_name": "x"}, "Tulis nama resminya."),
        ("pindah", {"parent": "dinas-kesehatan", "region": "provinsi"}, "di bawah dirinya sendiri"),
        ("pindah", {"parent": "tiada", "region": "provinsi"}, "Tidak ada unit “tiada”."),
        ("gabung", {"others": "", "into": "sosial"}, ""),
        (
            "gabung",
            {"others": "", "name": "S", "short_name": "S", "kind": "dinas"},
            "satu unit lain",
        ),
        ("gabung", {"others": "sosial"}, "Tulis nama resminya."),
        ("pecah", {"name_1": "A", "short_name_1": "A"}, "sedikitnya dua unit"),
        ("pecah", {"name_1": "A"}, "Tulis nama yang biasa dipakai orang."),
        ("tutup", {"day": "31/02/2026"}, "Tulis tanggal yang ada di kalender"),
        ("tutup", {"day": ""}, "Isi tanggal mulai berlakunya."),
    ],
)
def test_a_refused_change_says_why_and_keeps_what_was_typed(dewi, step, given, said) -> None:
    answer = change(dewi, step, **given)
    if not said:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not Unit.objects.filter(local=True).exists()


def test_the_second_of_two_editors_is_told_and_loses_nothing(world, dewi) -> None:
    path = f"{HEALTH}ganti-nama/"
    page = dewi.get(path).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert change(dewi, "ganti-nama", name="Dinas Pertama", short_name="P").status_code == 302
    given = {"day": "2026-11-10", "name": "Dinas Kedua", "short_name": "K", "seen": seen}
    told = dewi.post(path, given)
    assert told.status_code == 409
    page = told.content.decode()
    assert "baru saja diubah orang lain" in text_of(told)
    assert "Sekarang: Dinas Pertama" in text_of(told)
    assert 'value="Dinas Kedua"' in page
    again = given | {"seen": re.search(r'name="seen" value="(\w+)"', page)[1]}
    assert dewi.post(path, again).status_code == 302
    names = (
        Unit.objects.filter(code="dinas-kesehatan").order_by("pk").values_list("name", flat=True)
    )
    assert list(names) == ["Dinas Kesehatan", "Dinas Pertama", "Dinas Kedua"]


def test_a_unit_that_is_no_more_is_found_with_its_history(dewi) -> None:
    change(dewi, "tutup")
    page = text_of(dewi.get("/jejaring/unit/?q=kesehatan"))
    assert "Sudah tidak ada" in page
    shown = text_of(dewi.get(HEALTH))
    assert "Unit ini sudah tidak ada." in shown
    assert "Buka lagi" in shown
    assert dewi.get(f"{HEALTH}tutup/").status_code == 404
    assert change(dewi, "buka-lagi").status_code == 302
    assert Unit.objects.filter(code="dinas-kesehatan", valid_to=None).exists()


def test_a_plan_is_shown_and_cancelled_on_the_page_of_any_of_its_units(dewi) -> None:
    assert dewi.get(f"{HEALTH}batalkan/").status_code == 404
    later = "2030-01-01"
    given = {"others": "sosial", "name": "Satu", "short_name": "1", "kind": "dinas", "day": later}
    assert change(dewi, "gabung", **given).status_code == 302
    social = "/jejaring/unit/dinas-sosial/"
    for path in (HEALTH, social, "/jejaring/unit/satu/"):
        page = dewi.get(path)
        assert "1 Jan 2030: Dinas Kesehatan, Dinas Sosial → Satu" in text_of(page)
        assert f'href="{path}batalkan/"' in page.content.decode()
        assert f"{path}buka-lagi/" not in page.content.decode()
    refused = change(dewi, "batalkan", reason=" ")
    assert refused.status_code == 422
    assert "Tulis alasannya." in text_of(refused)
    path = "/jejaring/unit/satu/batalkan/"
    seen = re.search(r'name="seen" value="(\w+)"', dewi.get(path).content.decode())[1]
    stale = dewi.get(f"{social}batalkan/").content.decode()
    done = dewi.post(path, {"seen": seen, "reason": "Perda ditunda"})
    assert done.headers["Location"] == "/jejaring/unit/"
    told = dewi.post(
        f"{social}batalkan/",
        {"seen": re.search(r'name="seen" value="(\w+)"', stale)[1], "reason": "Sama"},
    )
    assert told.headers["Location"] == social
    assert "baru saja diubah orang lain" in text_of(dewi.get(social))
    assert dewi.get("/jejaring/unit/satu/").status_code == 404
    page = text_of(dewi.get(HEALTH))
    assert "sebelum berlaku: Perda ditunda" in page
    assert "Ada perubahan yang baru berlaku nanti" not in page
    assert set(Unit.objects.values_list("valid_to", flat=True)) == {None}
