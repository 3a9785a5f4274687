"""Markup that somebody writes, in a real browser with scripts on: shown as text, nothing runs."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from ruangaman.reporting.tests.ways import report
from tests.e2e.test_journey import new_case

pytestmark = pytest.mark.browser

RUNS = "document.documentElement.dataset.kenari = 1; alert(1)"
WRITTEN = (
    f"\"'><script>{RUNS}</script><img src=x onerror=\"{RUNS}\"><svg onload=\"{RUNS}\">"
    f"</textarea><a href=\"javascript:{RUNS}\">kenari</a><style>*{{display:none}}</style>"
    "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>"
    "<meta http-equiv=refresh content=0>"
)  # fmt: skip


def watched(page: Page) -> list[str]:
    """Collect the dialogs that a page opens."""
    dialogs: list[str] = []

    def seen(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", seen)
    return dialogs


def nothing_ran(page: Page, dialogs: list[str]) -> None:
    """It is shown, and no script of it ran. A violation of the policy fails by itself."""
    assert "onerror=" in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.dataset.kenari") is None
    assert page.locator("iframe, main img, main svg, a[href^=javascript]").count() == 0
    assert dialogs == []


def test_nothing_that_was_written_runs(reporter: Any, reader: Any) -> None:
    maria = reader("maria", script=True)
    at_the_desk = watched(maria.page)
    before = maria.numbers()
    she = reporter(script=True)
    on_the_phone = watched(she.page)
    she.walk(report(cerita=WRITTEN))
    nothing_ran(she.page, on_the_phone)
    code = she.send()

    number = new_case(maria, before)
    maria.open(number).open_part("account")
    nothing_ran(maria.page, at_the_desk)
    maria.write("jawab", teks=WRITTEN)
    nothing_ran(maria.page, at_the_desk)

    later = reporter(script=True)
    in_the_mailbox = watched(later.page)
    later.come_back(code)
    nothing_ran(later.page, in_the_mailbox)
