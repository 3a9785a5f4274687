"""Alone: a module on a phone, and the induction behind the code on the wall."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from ruangaman.lib.pack import read_pack
from ruangaman.lib.tests.pack_copy import NTT
from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, Worker, press

pytestmark = pytest.mark.browser
MODULE = 11
STUDY = "/pelatihan/belajar/"
LINK = '[class="app-break"] strong'


def right_answers() -> dict[str, str]:
    """Return the right choice of every question of the pack, by its words in each language."""
    taught = read_pack(NTT).training
    assert taught is not None
    questions = [*taught.items, *taught.induction[0].question]
    return {
        words: next(c.key for c in one.choice if c.right)
        for one in questions
        for words in (one.text_id, one.text_en)
    }


def choose(page: Page, answers: dict[str, str], *, wrong: bool = False) -> None:
    """Answer the question of the page."""
    asked = page.locator("main legend").inner_text().split("\n")[-1].strip()
    right = page.locator(f'main input[value="{answers[asked]}"][type="radio"]')
    other = page.locator(f'main input[type="radio"]:not([value="{answers[asked]}"])').first
    (other if wrong else right).check()
    press(page.locator("main form .govuk-button").last)


def test_a_module_alone(colleague: Begin, look: Look) -> None:
    lena, answers = colleague("lena", look.prefix, script=True), right_answers()
    page = lena.page
    for path, template in (
        ("/pelatihan/", "training/home.html"),
        (STUDY, "training/study.html"),
        (f"{STUDY}{MODULE}/", "training/study_module.html"),
    ):
        lena.goto(path)
        look(page, template)
    press(page.locator("main .govuk-button"))
    look(page, "training/study_page.html")
    while not page.locator('main input[type="radio"]').count():
        press(page.locator("main form .govuk-button"))
    press(page.locator("main form .govuk-button"))
    look(page, "training/study_question.html")
    choose(page, answers, wrong=True)
    look(page, "training/study_question.html")
    while page.locator('main input[type="radio"]').count():
        choose(page, answers)
        look(page, "training/study_question.html")
        press(page.locator("main form .govuk-button"))
    look(page, "training/study_module.html")
    assert "1 JP" in lena.text()


def link_made(dewi: Worker, look: Look) -> str:
    """Make the link of a unit and return its path."""
    dewi.goto("/pelatihan/induksi/")
    look(dewi.page, "training/induction.html")
    dewi.goto("/pelatihan/induksi/biro-umum/")
    look(dewi.page, "training/induction_unit.html")
    press(dewi.page.locator("main form .govuk-button").last)
    look(dewi.page, "training/induction_unit.html")
    return dewi.page.locator(LINK).inner_text().split("/belajar/")[1]


def test_the_code_on_the_wall(
    colleague: Begin, reporter: Callable[..., Reporter], look: Look
) -> None:
    dewi, answers = colleague("koordinator", look.prefix, script=True), right_answers()
    path = f"/belajar/{link_made(dewi, look)}"
    page = reporter(look.prefix, script=True).goto(path).page
    look(page, "public/induction/start.html")
    press(page.locator("main form .govuk-button"))
    look(page, "public/induction/page.html")
    while not page.locator('main input[type="radio"]').count():
        press(page.locator("main form .govuk-button"))
    press(page.locator("main form .govuk-button"))
    look(page, "public/induction/question.html")
    first = True
    while page.locator('main input[type="radio"]').count():
        choose(page, answers, wrong=first)
        look(page, "public/induction/question.html")
        press(page.locator("main form .govuk-button"))
        first = False
    press(page.locator("main form .govuk-button"))
    look(page, "public/induction/result.html")
    page.locator('[name="setuju"]').check()
    page.locator('[name="nama"]').fill("Melati Contoh")
    press(page.locator("main form .govuk-button"))
    look(page, "public/induction/end.html")
    assert "Melati Contoh" in page.locator("main").inner_text()
    assert not page.context.cookies()
    link_made(dewi, look)
    page.goto(page.url)
    look(page, "public/induction/closed.html")
