"""One survey from its plan to its results: coordinator, two holders, somebody with a slip."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, Worker, press

pytestmark = pytest.mark.browser
BUTTON = "main form .govuk-button"
HOLDERS = ("statistik-1", "statistik-2")


def test_from_a_plan_to_results(
    colleague: Begin, reader: Begin, reporter: Callable[..., Reporter], look: Look
) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    here = planned(dewi, look)
    code = slip_of(dewi, look, here)
    answer(reporter(look.prefix, script=True), look, code)
    dewi.page.goto(f"{here}akhiri/")
    look(dewi.page, "surveys/end.html")
    agreed(dewi.page)
    dewi.page.goto(f"{here}slip/sisa/")
    look(dewi.page, "surveys/slips_left.html")
    for name in HOLDERS:
        holder = reader(name, look.prefix, script=True)
        holder.page.goto(f"{here}kunci/")
        look(holder.page, "surveys/give.html")
        agreed(holder.page)
    dewi.page.goto(here)
    dewi.page.locator('main a[href$="/hasil/"]').first.wait_for(timeout=60_000)
    look(dewi.page, "surveys/survey.html")
    dewi.page.goto(f"{here}hasil/")
    assert dewi.page.locator("main svg").count() == 0  # one answer is fewer than ten


def agreed(page: Page) -> None:
    """Say that it is meant, and send."""
    page.locator('main [name="yakin"]').check()
    press(page.locator(BUTTON).last)


def planned(dewi: Worker, look: Look) -> str:
    """Plan a survey with everything it needs, and open it; return its address."""
    page, today = dewi.page, timezone.localdate()
    dewi.goto("/survei/")
    look(page, "surveys/home.html")
    dewi.goto("/survei/baru/")
    page.locator('[value="paket:a2"]').check()
    press(page.locator(BUTTON).last)
    here = page.url.split("pertanyaan/")[0]
    page.goto(f"{here}kelompok/")
    page.locator('[name="kelompok"]').fill("Kota | 30")
    press(page.locator(BUTTON).last)
    look(page, "surveys/strata.html")
    page.locator('[name="kelompok"]').fill("Kota | 3000 | Town\nDesa | 2000 | Villages")
    press(page.locator(BUTTON).last)
    page.goto(f"{here}pertanyaan/etik/")
    page.locator('[name="lembaga"]').fill("KEPK Contoh")
    page.locator('[name="nomor"]').fill("12/KEPK/2026")
    page.locator('[name="tanggal"]').fill((today - dt.timedelta(days=9)).isoformat())
    page.locator('[name="silang"][value="1"]').check()
    press(page.locator(BUTTON).last)
    page.goto(f"{here}hari/")
    look(page, "surveys/days.html")
    page.locator('[name="mulai"]').fill(today.isoformat())
    page.locator('[name="selesai"]').fill((today + dt.timedelta(days=9)).isoformat())
    press(page.locator(BUTTON).last)
    page.goto(f"{here}pemegang/")
    look(page, "surveys/holders.html")
    for one in page.locator('main [name="pemegang"]').all():
        one.check()
    press(page.locator(BUTTON).last)
    page.goto(f"{here}batal/")
    look(page, "surveys/cancel.html")
    page.goto(f"{here}buka/")
    look(page, "surveys/open.html")
    agreed(page)
    look(page, "surveys/survey.html")
    return here


def slip_of(dewi: Worker, look: Look, here: str) -> str:
    """Have links made by the worker, and return the first code."""
    page = dewi.page
    page.goto(f"{here}slip/")
    page.locator('[name="kelompok"]').first.select_option("1")
    page.locator('[name="jumlah"]').fill("3")
    page.locator('[name="bentuk"][value="links"]').check()
    press(page.locator(BUTTON).last)
    page.locator('main tbody a[href*="/slip/"]').first.wait_for(timeout=60_000)
    look(page, "surveys/slips.html")
    with page.expect_download() as coming:
        page.locator('main tbody a[href*="/slip/"]').last.click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes())).active
    assert sheet is not None
    return str(sheet["B2"].value)


def answer(somebody: Reporter, look: Look, code: str) -> None:
    """Answer behind the slip, looking at every page; a second time it is told as used."""
    page = somebody.goto("/survei/").page
    look(page, "public/survey/door.html")
    page.locator('[name="kode"]').fill(code)
    press(page.locator(BUTTON).last)
    look(page, "public/survey/intro.html")
    press(page.locator('[name="lanjut"]'))
    look(page, "public/survey/warning.html")
    press(page.locator('[name="lanjut"]'))
    while not page.locator('[name="kirim"]').count():
        if page.get_by_role("radio").count():
            page.get_by_role("radio").first.check()
            look(page, "public/survey/section.html")
        else:
            look(page, "public/survey/explain.html")
        press(page.locator('[name="lanjut"]'))
    look(page, "public/survey/check.html")
    press(page.locator('[name="kirim"]'))
    look(page, "public/survey/outcome.html")
    assert not page.context.cookies()
    somebody.goto("/survei/")
    page.locator('[name="kode"]').fill(code)
    press(page.locator(BUTTON).last)
    look(page, "public/survey/outcome.html")
