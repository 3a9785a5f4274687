"""Without a mouse: Tab, Space, arrows and Enter do everything, and one sees where one is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.people import NUMBER, Reporter, Worker
from tests.e2e.ways import ADULT, QUESTION, Way

pytestmark = pytest.mark.browser

FARTHEST = 60
_SEEN = """() => {
    const at = document.activeElement;
    const shown = /radio|checkbox/.test(at.type) ? at.nextElementSibling : at;
    const looks = [getComputedStyle(shown), getComputedStyle(shown, "::before")];
    return looks.some(look => look.outlineStyle !== "none" || look.boxShadow !== "none");
}"""


def matches(page: Page, selector: str) -> bool:
    """Say whether the focus is on such an element."""
    return bool(page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; it must be visible wherever it goes."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(_SEEN), f"the focus cannot be seen: {where}"
        if matches(page, selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def answer(page: Page, name: str, value: Any) -> None:
    """Answer a question with the keyboard alone."""
    if isinstance(value, list):
        for one in value:
            answer(page, name, one)
        return
    kind = page.locator(f'main [name="{name}"]').first.get_attribute("type")
    if kind == "checkbox":
        tab_to(page, f'[name="{name}"][value="{value}"]')
        page.keyboard.press("Space")
    elif kind == "radio":
        tab_to(page, f'[name="{name}"]')
        page.keyboard.press("Space")
        while not matches(page, f'[value="{value}"]'):
            page.keyboard.press("ArrowDown")
    else:
        tab_to(page, f'[name="{name}"]')
        page.keyboard.type(value)


def enter(page: Page) -> None:
    """Press Enter, which sends the form."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_the_way(she: Reporter, way: Way) -> str:
    """Go the whole way with the keyboard and return the eight words."""
    page = she.goto("/lapor/").page
    for name, answers in way:
        assert she.step == name
        for control, value in answers.items():
            answer(page, control, value)
        if not answers or name in ("apa", "pertanyaan"):
            tab_to(page, "main form .govuk-button")
        enter(page)
    return she.code()


@pytest.mark.parametrize("script", [False, True], ids=["plain", "script"])
@pytest.mark.parametrize("way", [ADULT, QUESTION], ids=["report", "question"])
def test_the_whole_way_and_back_to_the_mailbox(reporter: Any, way: Way, script: bool) -> None:
    if script is (way is ADULT):
        pytest.skip("each way once")
    she = reporter(script=script)
    code = type_the_way(she, way)
    page = she.goto("/pesan/").page
    answer(page, "kode", code)
    enter(page)
    answer(page, "pesan", "Pesan dari papan ketik.")
    tab_to(page, 'button[name="kirim"]')
    enter(page)
    assert "Pesan dari papan ketik." in she.text()


def test_enter_goes_on_and_neither_back_nor_away(reporter: Any) -> None:
    """In a field, Enter presses the form's first button."""
    she = reporter().walk([{"aman": "ya"}, {"tujuan": "lapor"}, {"tentang": "saya"}, {}])
    assert she.step == "izin"
    she.form.locator('[value="uptd_kebutuhan"]').check()
    enter(she.page)
    assert she.step == "kapan"
    she.go_on()
    she.go_on()
    she.form.locator('[value="telepon"]').check()
    she.form.locator('[name="nomor"]').fill("0812 3456 7890")
    she.form.locator('[name="nomor"]').focus()
    enter(she.page)
    assert she.step == "periksa"


def test_the_first_tab_leads_past_the_header(reporter: Any) -> None:
    page = reporter().goto("/lapor/").page
    page.keyboard.press("Tab")
    assert matches(page, ".govuk-skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "utama"
    page.keyboard.press("Tab")
    assert matches(page, '[name="aman"]')


def test_the_way_out_is_the_first_thing_after_the_name(reporter: Any, elsewhere: str) -> None:
    page = reporter().goto("/lapor/").page
    for _ in range(3):
        page.keyboard.press("Tab")
    assert matches(page, "[data-exit]")
    enter(page)
    assert page.url == elsewhere


def test_a_fault_is_a_link_to_its_field(reporter: Any) -> None:
    she = reporter().goto("/lapor/")
    she.go_on()
    she.go_on()
    tab_to(she.page, ".govuk-error-summary a")
    she.page.keyboard.press("Enter")
    she.page.keyboard.press("Space")
    assert she.page.locator('[name="tujuan"]:checked').count() == 1


def test_a_case_worker_answers(worker: Any, reporter: Any) -> None:
    maria: Worker = worker("maria")
    page = maria.page
    maria.goto("/masuk/")
    answer(page, "login", maria.account["username"])
    answer(page, "password", maria.account["password"])
    enter(page)
    maria.goto("/kasus/")
    answer(page, "passphrase", maria.account["passphrase"])
    enter(page)
    tab_to(page, 'main table a, main [href^="/kasus/"]:not([href*="?"])')
    enter(page)
    assert NUMBER.search(page.url)
    tab_to(page, 'form[action$="/buka/"] button')
    enter(page)
    tab_to(page, '[name="teks"]')
    page.keyboard.type("Dari papan ketik.")
    tab_to(page, "form .govuk-button")
    enter(page)
    assert page.locator(".app-message, .govuk-notification-banner").count()
    assert "Dari papan ketik." in maria.text()
