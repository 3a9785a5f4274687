"""A unit's people read its rules and sign: on a phone, without account, cookie or script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from ruangaman.lib.pack import read_pack
from ruangaman.lib.tests.pack_copy import NTT
from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, Worker, press

pytestmark = pytest.mark.browser
LIST = "/kebijakan/pernyataan/"
BUTTON = "main form .govuk-button"


def right_answers() -> dict[str, str]:
    """Return the right choice of every question, by its words in each language."""
    policy = read_pack(NTT).policy
    assert policy is not None
    return {
        words: next(c.key for c in one.choice if c.right)
        for one in policy.pledge[0].question
        for words in (one.text_id, one.text_en)
    }


def test_the_rules_are_signed(
    colleague: Begin, reporter: Callable[..., Reporter], look: Look
) -> None:
    rina = colleague("rina", look.prefix, script=True)
    path = prepared(rina, look)
    page = reporter(look.prefix, script=True).goto(path).page
    read_and_signed(page, look)
    rina.page.reload()
    assert "Melati Contoh" in rina.text()
    look(rina.page, "policy/pledge_unit.html")
    press(rina.page.locator('form[action$="tautan/"] .govuk-button'))
    page.goto(page.url)
    look(page, "public/pledge/closed.html")


def prepared(rina: Worker, look: Look) -> str:
    """Keep a list and make the link; return where it leads."""
    page = rina.page
    rina.goto("/kebijakan/unit/dinas-kesehatan/")
    look(page, "policy/unit.html")
    rina.goto(LIST)
    look(page, "policy/pledges.html")
    press(page.locator("main tbody a").first)
    look(page, "policy/pledge_unit.html")
    unit = page.url
    page.goto(f"{unit}pegawai/unggah/")
    look(page, "policy/staff_upload.html")
    for text in (b"Nama;Status kepegawaian\n;raja", b"Nama;NIP\nYohanes Contoh;1\nAna Contoh;2"):
        file = {"name": "daftar.csv", "mimeType": "text/csv", "buffer": text}
        page.locator('[name="file"]').set_input_files(file)  # type: ignore[arg-type]
        press(page.locator('[name="unggah"]'))
        look(page, "policy/staff.html" if b"NIP" in text else "policy/staff_upload.html")
    page.goto(f"{unit}pegawai/")
    page.locator('[name="daftar"]').fill("Yohanes Contoh; raja")
    press(page.locator(BUTTON).last)
    look(page, "policy/staff.html")
    page.locator('[name="daftar"]').fill("Yohanes Contoh\tsatpam\nAna Contoh")
    press(page.locator(BUTTON).last)
    look(page, "policy/staff.html")
    press(page.locator('[name="simpan"]'))
    press(page.locator('form[action$="tautan/"] .govuk-button'))
    look(page, "policy/pledge_unit.html")
    address = page.locator('[class="app-break"] strong').inner_text()
    return f"/pernyataan/{address.split('/pernyataan/')[1]}"


def read_and_signed(page: Page, look: Look) -> None:
    """Read, answer wrongly once, answer rightly, sign."""
    answers = right_answers()
    look(page, "public/pledge/start.html")
    press(page.locator(BUTTON).last)
    for wrong in (True, False):
        while page.locator('main input[name="jawaban"]').count():
            look(page, "public/pledge/question.html")
            asked = page.locator("main legend").inner_text().split("\n")[-1].strip()
            right = page.locator(f'main input[value="{answers[asked]}"]')
            other = page.locator(f'main input[type="radio"]:not([value="{answers[asked]}"])')
            (other.first if wrong else right).check()
            press(page.locator(BUTTON).last)
            look(page, "public/pledge/question.html")
            press(page.locator(BUTTON).last)
        look(page, "public/pledge/sign.html")
        if wrong:
            press(page.locator(BUTTON).first)
    press(page.locator(BUTTON).last)
    look(page, "public/pledge/sign.html")
    page.locator('[name="nama"]').fill("Melati Contoh")
    page.locator('[value="intern"]').check()
    page.locator('[name="setuju"]').check()
    press(page.locator(BUTTON).last)
    look(page, "public/pledge/end.html")
    assert not page.context.cookies()
