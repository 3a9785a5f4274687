"""Without a mouse: Tab, Space, arrows and Enter do everything, and one sees where one is."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.reporting.tests.ways import report
from tests.e2e.keys import STILL, answer, enter, matches, tab, tab_through, tab_to
from tests.e2e.people import Begin, Reporter
from tests.e2e.ways import ADULT, QUESTION, Way
from tests.house import House

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize(
    ("way", "script"), [(ADULT, False), (QUESTION, True)], ids=["report", "question with script"]
)
def test_the_whole_way_and_back_to_the_mailbox(reporter: Any, way: Way, script: bool) -> None:
    she = reporter(script=script, **STILL)
    code = type_the_way(she, way)
    page = she.goto("/pesan/").page
    answer(page, "kode", code)
    enter(page)
    answer(page, "pesan", "Pesan dari papan ketik.")
    tab_to(page, 'button[name="kirim"]')
    enter(page)
    assert "Pesan dari papan ketik." in she.text()
    tab_through(page)


@pytest.mark.parametrize("script", [False, True], ids=["plain", "script"])
def test_tab_leads_to_everything_and_one_sees_where(reporter: Any, script: bool) -> None:
    she = reporter(script=script, **STILL)
    for path in ("/", "/bantuan/", "/fokal-point/", "/hak/", "/privasi/", "/tidak-ada/"):
        tab_through(she.goto(path).page)


def test_shift_and_tab_lead_back_and_never_away(reporter: Any) -> None:
    """Shift alone, three times, would leave. Nothing hides below the header that stays in sight."""
    she = reporter(script=True, **STILL).goto("/privasi/")
    tab_through(she.page, "Shift+Tab")
    assert she.page.url == f"{she.address}/privasi/"


def test_enter_goes_on_and_neither_back_nor_away(reporter: Any) -> None:
    """In a field, Enter presses the form's first button."""
    she = reporter(**STILL).walk(report()[:4])
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
    page = reporter(**STILL).goto("/lapor/").page
    tab(page)
    assert matches(page, ".govuk-skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "utama"
    tab(page)
    assert matches(page, '[name="aman"]')


@pytest.mark.parametrize("script", [False, True], ids=["plain", "script"])
def test_the_way_out_is_the_first_thing_after_the_name(
    reporter: Any, elsewhere: str, script: bool
) -> None:
    page = reporter(script=script, **STILL).goto("/hak/").page
    for _ in range(3):
        tab(page)
    assert matches(page, "[data-exit]")
    enter(page)
    assert page.url == elsewhere


def test_a_fault_is_a_link_to_its_field(reporter: Any) -> None:
    she = reporter(**STILL).goto("/lapor/")
    she.go_on()
    she.go_on()
    tab_to(she.page, ".govuk-error-summary a")
    she.page.keyboard.press("Enter")
    she.page.keyboard.press("Space")
    assert she.page.locator('[name="tujuan"]:checked').count() == 1


def test_a_case_worker_answers(worker: Begin, reporter: Any, house: House) -> None:
    known = house.numbers()
    code = reporter().walk(report()).send()
    (number,) = house.numbers() - known
    maria = worker("maria", **STILL)
    page = maria.page
    maria.goto("/masuk/")
    tab_through(page)
    answer(page, "login", maria.account["username"])
    answer(page, "password", maria.account["password"])
    enter(page)
    tab_through(page)
    tab_to(page, 'main a[href="/kunci/"]')
    enter(page)
    answer(page, "passphrase", maria.account["passphrase"])
    enter(page)
    tab_to(page, 'main a[href="/kasus/"]')
    enter(page)
    tab_through(page)
    answer(page, "q", number)
    enter(page)
    tab_to(page, f'main a[href="/kasus/{number}/"]')
    enter(page)
    tab_to(page, 'form[action$="/buka/"] button')
    enter(page)
    tab_through(page)
    tab_to(page, '[name="teks"]')
    page.keyboard.type("Dari papan ketik. ")
    tab_to(page, 'form[action$="/jawab/"] .govuk-button')
    enter(page)
    tab_to(page, 'details:has([name="penerima"]) summary')
    page.keyboard.press("Enter")
    tab_to(page, '[name="penerima"]')
    assert "Dari papan ketik." in reporter().come_back(code).text()
