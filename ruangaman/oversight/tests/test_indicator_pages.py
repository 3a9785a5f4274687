"""All indicators with a figure or why not, one with its history, units by name."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from ruangaman.lib.pack import read_pack
from ruangaman.network.models import Unit, UnitChange, UnitChangeSide
from ruangaman.oversight.computed_values import values_made
from ruangaman.oversight.grid import grid
from ruangaman.oversight.models import ContractCheck, Figure, UnitMonth
from ruangaman.oversight.months import month_after, month_of
from ruangaman.oversight.selectors.measures import MEASURES, Moment
from ruangaman.oversight.services.content import oversight_contents_write
from ruangaman.oversight.tests.history import history
from ruangaman.oversight.tests.lines import grid_loaded
from ruangaman.oversight.tests.published import release_made
from tests.clients import StaffClient
from tests.pages import text_of
from tests.world import World

PACK = read_pack(Path(__file__).resolve().parents[3] / "packs" / "ntt")
ALL = "/pantau/indikator/"


@pytest.fixture
def dewi(world: World, staff: StaffClient) -> StaffClient:
    """The coordinator, where the pack says what is measured."""
    oversight_contents_write(oversight=PACK.oversight)
    world.sign_in(staff, "dewi")
    return staff


def test_before_the_first_night_every_indicator_is_defined_and_says_that_nothing_is_known(
    dewi: StaffClient,
) -> None:
    page = text_of(dewi.get(ALL))
    assert "Belum ada bulan yang dihitung." in page
    assert all(f"{one.code} {one.title_id}" in page for one in PACK.oversight.indicator)
    assert page.count("Hanya ada dalam rilis") == 8
    one = text_of(dewi.get(f"{ALL}r1/"))
    assert "Lebih banyak tidak berarti lebih buruk" in one
    assert "itu akan menjadi tekanan untuk diam" in one


def test_a_figure_about_reports_stands_only_as_it_was_released(dewi: StaffClient) -> None:
    assert "Belum ada semester yang dirilis." in text_of(dewi.get(f"{ALL}r2/"))
    release_made()
    page = text_of(dewi.get(f"{ALL}r2/"))
    assert "Semester 1 tahun 2026" in page
    assert "75% (30 dari 40) Dijawab tepat waktu" in page
    assert "Semua 40" in page
    assert "1043" not in page  # another table of the release
    hidden = text_of(dewi.get(f"{ALL}r5/"))
    assert "Tidak dihitung: salah satu angka yang diperlukan disembunyikan." in hidden
    assert "Rilis ini tidak memuat angkanya" in text_of(dewi.get(f"{ALL}r3/"))
    assert "terlalu sedikit untuk menyebut angka apa pun" in text_of(dewi.get(f"{ALL}o1/"))


def test_a_share_is_computed_from_published_counts_or_not_at_all(dewi: StaffClient) -> None:
    grid_loaded()
    shape = grid()
    counts = {"reached": 30, "not-reached": 10, "declined": 5, "*": 55}
    table = {"key": "outcome", "cells": [{"at": [at], "count": n} for at, n in counts.items()]}
    made = {one["code"] + one["part"]: one for one in values_made(shape, [table])}
    assert (made["R3"]["count"], made["R3"]["of_count"], made["R3"]["percent"]) == (30, 45, 66.7)
    assert (made["R1"]["count"], "percent" in made["R1"]) == (55, False)
    assert made["R2"]["hidden"] == made["O1easy"]["hidden"] == "too_few"
    table["cells"][1] = {"at": ["not-reached"], "hidden": "protected"}
    hidden = {one["code"]: one for one in values_made(shape, [table])}["R3"]
    assert hidden["hidden"] == "protected"
    assert not {"count", "of_count", "percent"} & hidden.keys()


def test_a_figure_a_reason_a_change_and_a_target_stand_beside_each_other(dewi: StaffClient) -> None:
    months = history(4, 2)
    Figure.objects.filter(code="C1", month=months[0]).update(value=50)
    Figure.objects.filter(code="C1", month=months[1]).update(value=75)
    Figure.objects.filter(code="C4", month=months[1]).update(value=None, why="no_refill")
    page = text_of(dewi.get(ALL))
    assert "75% naik dari 50% paling sedikit 100% belum tercapai" in page
    assert "tidak ada kekosongan yang terisi kembali" in page
    english = text_of(dewi.get(f"/en{ALL}"))
    assert "75% up from 50% at least 100% not reached yet" in english
    earlier = dewi.get(ALL, {"bulan": f"{months[0]:%Y-%m}"})
    assert "50%" in text_of(earlier)
    odd = dewi.get(ALL, {"bulan": "2026-13"})
    assert (odd.status_code, "Pilih dari daftar." in text_of(odd)) == (422, True)


def test_one_indicator_has_its_history_as_a_drawing_a_table_and_files(dewi: StaffClient) -> None:
    months = history(2, 3)
    Figure.objects.filter(code="A1").update(
        value=61.5, detail={"saluran": 61.5, "saluran:low": 55.0, "saluran:high": 68.0}
    )
    page = dewi.get(f"{ALL}a1/")
    words = text_of(page)
    assert "Dapat menyebut tempat mencari bantuan 61,5% 55% sampai 68%" in words
    assert page.content.decode().count('role="img"') == 1
    sheet = load_workbook(io.BytesIO(dewi.get(f"{ALL}a1/unduh/").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[3] for row in rows[1:] if not row[2]] == [f"{one:%Y-%m}" for one in months]
    assert rows[2][8:10] == (55, 68)
    body = dewi.get(f"{ALL}unduh/", {"bentuk": "csv"}).content.decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(body)))
    assert {one["Kode"] for one in told} == {one.code for one in PACK.oversight.indicator}
    about = [one for one in told if one["Kode"] == "R1"]
    assert {(one["Angka"], bool(one["Mengapa tidak ada angka"])) for one in about} == {("", True)}
    odd = dewi.get(f"{ALL}unduh/", {"bentuk": "doc"})
    assert (odd.status_code, "dalam bentuk “doc”" in text_of(odd)) == (422, True)
    assert dewi.get(f"{ALL}x9/").status_code == 404


def test_units_stand_by_name_and_nothing_about_reports_is_by_unit(dewi: StaffClient) -> None:
    (month,) = history(["dinas-sosial", "biro-umum", "dinas-kesehatan"], 1)
    rows = UnitMonth.objects.all()
    rows.update(values={"C1": 0.0, "T3": None}, why={"T3": "no_staff"})
    rows.filter(unit_code="dinas-sosial").update(values={"C1": 100.0, "T3": 12.5}, why={})
    page = text_of(dewi.get(f"{ALL}c1/unit/"))
    assert page.index("Biro Umum Belum") < page.index("Dinas Kesehatan Belum")
    assert "Dinas Sosial Ya" in page
    lacking = text_of(dewi.get(f"{ALL}c1/unit/", {"keadaan": "belum", "q": "dinas"}))
    assert ("Dinas Kesehatan" in lacking, "Dinas Sosial Ya" in lacking) == (True, False)
    briefed = text_of(dewi.get(f"{ALL}t3/unit/"))
    assert "Dinas Sosial 12,5%" in briefed
    assert "Biro Umum Jumlah pegawai belum diisi." in briefed
    assert "2 unit belum" in text_of(dewi.get(f"{ALL}c1/"))
    assert month == month_of()
    for code in ("r1", "d2", "o1", "a1", "t1"):
        assert dewi.get(f"{ALL}{code}/unit/").status_code == 404


def test_a_unit_that_was_merged_keeps_its_months_and_the_page_says_what_became_of_it(
    dewi: StaffClient,
) -> None:
    month, _now = history(["biro-umum", "dinas-sosial"], 2)
    UnitMonth.objects.filter(unit_code="biro-umum", month=month_of()).delete()
    ends = month + dt.timedelta(days=20)
    Unit.objects.filter(code="biro-umum").update(valid_to=ends)
    change = UnitChange.objects.create(kind="merged", day=ends + dt.timedelta(days=1))
    for code, name, after in (
        ("biro-umum", "Biro Umum", False),
        ("biro-baru", "Biro Umum dan Keuangan", True),
    ):
        UnitChangeSide.objects.create(change=change, code=code, name=name, after=after)
    then = text_of(dewi.get(f"{ALL}c1/unit/", {"bulan": f"{month:%Y-%m}"}))
    assert "dilanjutkan Biro Umum dan Keuangan" in then
    assert "Biro Umum" not in text_of(dewi.get(f"{ALL}c1/unit/")).split("Dinas Sosial")[0][-60:]
    assert "Angka keduanya tidak dijumlahkan." in text_of(dewi.get(f"{ALL}c1/"))


def test_a_sample_of_contracts_is_noted_once_and_withdrawn_and_makes_p3(dewi: StaffClient) -> None:
    page, day = f"{ALL}kontrak/", timezone.localdate()
    given = {"hari": day.isoformat(), "diperiksa": "40", "memuat": "50", "surat": "12/2026"}
    refused = dewi.post(page, given)
    assert (refused.status_code, ContractCheck.objects.count()) == (422, 0)
    assert "Tidak boleh lebih banyak dari yang diperiksa." in text_of(refused)
    assert 'value="12/2026"' in refused.content.decode()
    for odd in (
        {"diperiksa": "0"},
        {"memuat": "-1"},
        {"diperiksa": "9" * 30},
        {"hari": "31/02/2026"},
    ):
        assert dewi.post(page, given | {"memuat": "30"} | odd).status_code == 422
    for _twice in range(2):
        sent = dewi.post(page, given | {"memuat": "30", "sekali": "a" * 64})
        assert sent.status_code == 302
    (one,) = ContractCheck.objects.all()
    assert p3() == (75, "")
    assert "30 dari 40 kontrak" in text_of(dewi.get(page))
    assert "Catat pemeriksaan contoh kontrak" in text_of(dewi.get(f"{ALL}p3/"))
    assert dewi.post(page, {"tarik": "x"}).status_code == 404
    assert dewi.post(page, {"tarik": str(one.pk)}).status_code == 302
    assert p3() == (None, "no_sample")
    assert "ditarik, tidak dihitung" in text_of(dewi.get(page))


def p3() -> tuple[float | None, str]:
    found = MEASURES["P3"].ask(Moment(month_of()))
    return found.value, found.why


def test_pages_ask_as_often_for_three_thousand_units_and_five_years(dewi: StaffClient) -> None:
    pages = (ALL, f"{ALL}c1/", f"{ALL}c1/unit/")
    history(3, 2)

    def asked() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert dewi.get(page).status_code == 200
            found.append(len(queries))
        return found

    asked()
    few = asked()
    Unit.objects.filter(code__startswith="unit-").delete()
    Figure.objects.all().delete()
    UnitMonth.objects.all().delete()
    history(3_000, 2)
    history([], 58, until=month_after(month_of(), -2))
    assert asked() == few
    assert max(few) <= 12
