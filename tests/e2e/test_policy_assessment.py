"""A unit assesses itself and plans; the coordinator verifies. Looked at in whatever state it is."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, press

pytestmark = pytest.mark.browser
PAGES, PLANS = "/kebijakan/penilaian/", "/kebijakan/aksi/"
UNIT = "dinas-kesehatan"
BUTTON = "main form .govuk-button"


def test_a_unit_assesses_itself_and_the_coordinator_looks(colleague: Begin, look: Look) -> None:
    rina, year = colleague("rina", look.prefix, script=True), timezone.localdate().year
    rina.goto(PAGES)
    look(rina.page, "policy/assessments_own.html")
    answered(rina, look, year - 1)
    rina.goto(f"{PAGES}{UNIT}/")
    look(rina.page, "policy/assessment_unit.html")
    rina.goto(f"{PAGES}{UNIT}/{year}/")
    look(rina.page, "policy/assessment.html")
    rina.goto(f"{PAGES}{UNIT}/{year}/standard/kebijakan/")
    look(rina.page, "policy/assessment_answer.html")
    planned(rina, look, year)
    dewi = colleague("koordinator", look.prefix, script=True)
    proposed(dewi, look, year)
    dewi.goto(f"{PAGES}?tahun={year - 1}")
    look(dewi.page, "policy/assessments.html")
    dewi.goto(f"{PAGES}{UNIT}/{year - 1}/periksa/")
    look(dewi.page, "policy/assessment_verify.html")
    press(dewi.page.locator('[value="kembalikan"]'))
    look(dewi.page, "policy/assessment_verify.html")


def proposed(dewi: Worker, look: Look, year: int) -> None:
    """Take a proposal to the province with one press, and set another aside with a reason."""
    page = dewi.page
    dewi.goto(f"{PLANS}provinsi/{year}/")
    look(page, "policy/plan.html")
    takes = page.locator('form[action$="/ambil/"] button')
    many = takes.count()
    press(takes.first)
    assert takes.count() == many - 1
    page.locator("main tbody a").last.click()
    press(page.locator('main a[href$="/ubah/"]'))
    page.locator('[name="apa"]').fill(f"Klausul untuk semua kontrak {look.prefix}")
    page.locator('[name="siapa"]').fill("Kepala biro")
    press(page.locator(BUTTON))
    dewi.goto(f"{PLANS}provinsi/{year}/")
    press(page.locator('main a[href$="/abaikan/"]').first)
    look(page, "policy/proposal_dismiss.html")
    press(page.locator(BUTTON))
    look(page, "policy/proposal_dismiss.html")
    page.locator('[name="alasan"]').fill("Sudah dikerjakan biro lain")
    press(page.locator(BUTTON))
    page.locator("main details summary").click()
    assert "Sudah dikerjakan biro lain" in dewi.text()
    look(page, "policy/plan.html")


def answered(rina: Worker, look: Look, year: int) -> None:
    """Answer what is not answered, forgetting the note once, and send it."""
    page, whole = rina.page, f"{PAGES}{UNIT}/{year}/"
    rina.goto(whole)
    look(page, "policy/assessment.html")
    links = page.locator('main a[href*="/standard/"]')
    for path in [links.nth(place).get_attribute("href") for place in range(links.count())]:
        page.goto(f"{rina.address}{path}")
        look(page, "policy/assessment_answer.html")
        if page.locator('[name="jawaban"]').count():
            page.locator('[name="jawaban"][value="2"]').check()
            page.locator('[name="catatan"]').fill("" if "pegawai" in str(path) else "SE di map A")
            press(page.locator(BUTTON).last)
    for note in ("Daftar hadir di map B", ""):
        rina.goto(whole)
        sends = page.locator('form[action$="kirim/"] .govuk-button')
        if sends.count():
            press(sends)
            look(page, "policy/assessment.html")
        if note and sends.count():
            page.goto(f"{page.url.partition('kirim/')[0]}standard/pegawai/")
            page.locator('[name="catatan"]').fill(note)
            press(page.locator(BUTTON).last)


def planned(rina: Worker, look: Look, year: int) -> None:
    """Add an action, with and without what is missing, and say that it is done."""
    page = rina.page
    rina.goto(f"{PLANS}{UNIT}/{year}/tambah/")
    look(page, "policy/action_add.html")
    press(page.locator(BUTTON))
    look(page, "policy/action_add.html")
    page.locator('[name="apa"]').fill("Memasang poster di loket")
    page.locator('[name="siapa"]').fill("Sekretaris")
    press(page.locator(BUTTON))
    look(page, "policy/plan.html")
    page.locator("main tbody a", has_text="Memasang poster di loket").first.click()
    look(page, "policy/action.html")
    press(page.locator('main a[href$="selesai/"]'))
    look(page, "policy/action_step.html")
    page.locator('[name="catatan"]').fill("Foto di map A")
    press(page.locator(BUTTON))
    look(page, "policy/action.html")
    rina.goto(PLANS)
    look(page, "policy/actions.html")
