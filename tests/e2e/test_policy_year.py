"""A year of one unit: policy adopted, signed, assessed, verified, planned, carried out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, Worker, press
from tests.e2e.test_policy_pledge import BUTTON, right_answers

pytestmark = pytest.mark.browser
UNIT = "dinas-sosial"
YEAR = timezone.localdate().year
NILAI, RENCANA = f"/kebijakan/penilaian/{UNIT}/{YEAR}/", f"/kebijakan/aksi/{UNIT}/{YEAR}/"
GAP = "pegawai"


def test_a_year_of_one_unit(colleague: Begin, reporter: Callable[..., Reporter]) -> None:
    lena, dewi = colleague("lena"), colleague("koordinator")
    look = Look()
    lena.goto(f"/kebijakan/unit/{UNIT}/")
    assert "Kode perilaku Perlu perhatian" in said(lena) or "Kode perilaku Baik" in said(lena)
    adopted(lena)
    signed(lena, reporter)
    assessed(lena)
    verified(dewi)
    carried_out(lena)
    lena.goto(f"/kebijakan/unit/{UNIT}/")
    told = said(lena)
    assert "Kode perilaku Baik Berlaku, milik unit" in told
    assert "1 orang menandatangani" in told
    assert re.search(rf"Penilaian mandiri {YEAR} Baik Diverifikasi, 15 dari 16 poin", told)
    assert "Rencana aksi" in told
    assert look.faults == []


def said(somebody: Worker) -> str:
    """Return the words of the page, without its layout."""
    return " ".join(somebody.text().split())


def adopted(lena: Worker) -> None:
    """Complete the model of a code of conduct and put it into force."""
    page = lena.page
    lena.goto(f"/kebijakan/register/di/{UNIT}/baru/kode-perilaku/")
    page.locator('[name="judul"]').fill("Kode perilaku Dinas Sosial")
    for field in page.locator('main [name^="isi_"]').all():
        if not field.input_value():
            field.fill("Dinas Sosial")
    press(page.locator(BUTTON).last)
    assert page.locator(".govuk-error-summary").count() == 0
    page.goto(f"{page.url}berlaku/")
    page.locator('[name="nomor"]').fill("800/7/2026")
    page.locator('[name="pengurus"]').fill("Sekretaris")
    page.locator('[name="tanggal"]').fill(timezone.localdate().isoformat())
    page.locator('[name="tinjau"]').fill(f"{YEAR + 2}-01-15")
    press(page.locator(BUTTON).last)
    assert page.locator(".govuk-error-summary").all_inner_texts() == []
    assert "Berlaku" in lena.text()


def signed(lena: Worker, reporter: Callable[..., Reporter]) -> None:
    """A guard reads the new code and signs behind the unit's link."""
    lena.goto(f"/kebijakan/pernyataan/{UNIT}/")
    press(lena.page.locator('form[action$="tautan/"] .govuk-button'))
    address = lena.page.locator('[class="app-break"] strong').inner_text()
    page = reporter().goto(f"/pernyataan/{address.split('/pernyataan/')[1]}").page
    assert "Kode perilaku Dinas Sosial" in page.locator("main").inner_text()
    answers = right_answers()
    press(page.locator(BUTTON).last)
    while page.locator('main input[name="jawaban"]').count():
        asked = page.locator("main legend").inner_text().split("\n")[-1].strip()
        page.locator(f'main input[value="{answers[asked]}"]').check()
        press(page.locator(BUTTON).last)
        press(page.locator(BUTTON).last)
    page.locator('[name="nama"]').fill("Yohanes Contoh")
    page.locator('[value="guard"]').check()
    page.locator('[name="setuju"]').check()
    press(page.locator(BUTTON).last)
    assert "tercatat" in page.locator("main").inner_text()


def assessed(lena: Worker) -> None:
    """Answer both views, with one gap, and send them."""
    page = lena.page
    lena.goto(NILAI)
    links = page.locator(f'main a[href*="{NILAI}"]')
    paths = {str(one.get_attribute("href")) for one in links.all()}
    for path in sorted(one for one in paths if "/standard/" in one or "/capacity/" in one):
        page.goto(f"{lena.address}{path}")
        best = "2" if "/standard/" in path else "met"
        value = "1" if path.endswith(f"/standard/{GAP}/") else best
        page.locator(f'[name="jawaban"][value="{value}"]').check()
        page.locator('[name="catatan"]').fill("Naskah di map A, ruang sekretariat")
        press(page.locator(BUTTON).last)
    lena.goto(NILAI)
    press(page.locator('form[action$="kirim/"] .govuk-button'))
    assert "Dikirim" in lena.text()


def verified(dewi: Worker) -> None:
    """The coordinator looks and verifies."""
    dewi.goto(f"{NILAI}periksa/")
    press(dewi.page.locator('[value="verifikasi"]'))
    assert "Diverifikasi" in dewi.text()


def carried_out(lena: Worker) -> None:
    """Plan what the gap asks for, and do it."""
    page = lena.page
    lena.goto(RENCANA)
    press(page.locator(f'main a[href*="tambah/"][href*="{GAP}"]').first)
    page.locator('[name="siapa"]').fill("Sekretaris")
    press(page.locator(BUTTON).last)
    page.locator("main tbody a").first.click()
    press(page.locator('main a[href$="selesai/"]'))
    page.locator('[name="catatan"]').fill("Daftar hadir di map B")
    press(page.locator(BUTTON).last)
    assert "Selesai" in lena.text()
