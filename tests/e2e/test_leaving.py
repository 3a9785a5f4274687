"""Leaving in a hurry: what the next person at this phone sees with Back, reload and a new tab."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from ruangaman.reporting.tests.ways import report
from tests.e2e.people import Reporter
from tests.house import House

pytestmark = pytest.mark.browser

STORY = "Petugas meminta saya datang malam hari."
ASKED_AGAIN = "chrome-error://chromewebdata/"
"""Where Chromium asks whether a form shall be sent again."""

Way = Callable[[Reporter], str]


def typed(she: Reporter) -> str:
    """Her story stands in the field, not sent."""
    she.walk(report()[:-1]).answer({"cerita": STORY})
    return STORY


def checked(she: Reporter) -> str:
    """Her story stands on the check page."""
    she.walk(report(cerita=STORY))
    assert STORY in she.text()
    return STORY


def sent(she: Reporter) -> str:
    """The eight words are on the screen."""
    return she.walk(report(cerita=STORY)).send().split()[0]


def read(she: Reporter) -> str:
    """Her mailbox is open, with a message of hers."""
    code = she.walk(report(cerita=STORY)).send()
    she.come_back(code).answer({"pesan": STORY})
    she.press("kirim")
    assert STORY in she.text()
    return STORY


def ways(*chosen: Way) -> pytest.MarkDecorator:
    """Run a test from each of these places."""
    return pytest.mark.parametrize("way", chosen, ids=[way.__name__ for way in chosen])


def seen_going_back(page: Page, steps: int) -> Iterator[tuple[str, str]]:
    """Press Back ``steps`` times; yield the address and everything the page shows or holds."""
    for _ in range(steps):
        with page.expect_event("framenavigated"), suppress(Error):
            page.go_back()
        page.wait_for_load_state()
        values = page.locator("input, textarea").evaluate_all("all => all.map(one => one.value)")
        yield page.url, " ".join([page.locator("body").inner_text(), *values])


@pytest.fixture(scope="module")
def browser(browsers: Callable[[str], Browser]) -> Browser:
    """The one with windows: the other has no cache for Back."""
    found = shutil.which("chromium")
    assert found, "chromium is not installed; bin/test installs it"
    return browsers(found)


def test_these_tests_have_the_cache_that_makes_back_instant(reporter: Any, elsewhere: str) -> None:
    page = reporter(script=True).page
    page.goto(elsewhere)
    page.evaluate("window.kept = true")
    page.goto(f"{elsewhere}another")
    page.go_back(wait_until="commit")
    assert page.evaluate("window.kept") is True


@ways(typed, checked, sent, read)
def test_after_the_plain_link_back_shows_no_answer(reporter: Any, elsewhere: str, way: Way) -> None:
    she = reporter()
    secret = way(she)
    she.page.locator("[data-exit]").first.click()
    she.page.wait_for_url(elsewhere)
    for address, shown in seen_going_back(she.page, 3):
        assert secret not in shown
        assert address in (ASKED_AGAIN, f"{she.address}/pesan/", f"{she.address}/lapor/")


@ways(checked, read)
def test_after_a_click_with_script_back_shows_no_answer(
    reporter: Any, elsewhere: str, way: Way
) -> None:
    she = reporter(script=True)
    secret = way(she)
    before = she.page.evaluate("history.length")
    she.page.locator("[data-exit]").first.click()
    she.page.wait_for_url(elsewhere)
    assert she.page.evaluate("history.length") == before
    for _, shown in seen_going_back(she.page, 3):
        assert secret not in shown


@ways(typed, sent)
def test_shift_three_times_leaves_and_back_shows_no_answer(
    reporter: Any, elsewhere: str, way: Way
) -> None:
    she = reporter(script=True)
    secret = way(she)
    for _ in range(2):
        she.page.keyboard.press("Shift")
    assert she.page.url != elsewhere
    assert she.page.get_by_role("status").last.inner_text()
    she.page.keyboard.press("Shift")
    she.page.wait_for_url(elsewhere)
    for _, shown in seen_going_back(she.page, 3):
        assert secret not in shown


def test_shift_for_a_capital_letter_does_not_leave(reporter: Any) -> None:
    she = reporter(script=True).walk(report()[:-1])
    she.form.locator('[name="cerita"]').focus()
    for letter in "ABCD":
        she.page.keyboard.press(f"Shift+{letter}")
    assert she.form.locator('[name="cerita"]').input_value() == "ABCD"
    assert she.step == "apa"


def test_the_page_is_empty_before_the_other_site_answers(reporter: Any) -> None:
    """A slow network does not leave her story on the screen."""
    page = reporter(script=True).walk(report(cerita=STORY)).page
    left = page.evaluate("document.querySelector('[data-exit]').click(), document.body.textContent")
    assert left == ""


@pytest.mark.parametrize("script", [False, True], ids=["plain", "script"])
def test_reloading_the_words_shows_the_same_words_and_sends_nothing_new(
    reporter: Any, house: House, script: bool
) -> None:
    she = reporter(script=script).walk(report(cerita=STORY))
    code = she.send()
    before = house.query("SELECT count(*) FROM reporting_report")
    she.page.reload()
    assert she.code() == code
    assert house.query("SELECT count(*) FROM reporting_report") == before


def test_reloading_a_sent_message_sends_it_once(reporter: Any) -> None:
    she = reporter()
    read(she)
    she.page.reload()
    assert she.text().count(STORY) == 1


@ways(sent, read)
def test_a_tab_that_was_thrown_away_comes_back_empty(reporter: Any, way: Way) -> None:
    """A phone short of memory, or a copied address: all it can ask for is the address."""
    she = reporter()
    secret = way(she)
    other = she.page.context.new_page()
    other.goto(she.page.url)
    values = other.locator("input, textarea").evaluate_all("all => all.map(one => one.value)")
    assert secret not in " ".join([other.locator("body").inner_text(), *values])
    assert other.url == she.page.url
    assert "?" not in other.url


def test_the_words_typed_at_the_door_are_not_offered_again(reporter: Any) -> None:
    code = reporter().walk(report()).send()
    she = reporter().come_back(code)
    she.page.go_back()
    assert she.form.locator('[name="kode"]').input_value() == ""
    assert she.form.locator('[name="kode"]').get_attribute("autocomplete") == "off"
