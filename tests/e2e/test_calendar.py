"""The pages about days that matter, in both languages."""

from __future__ import annotations

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser


def test_days_that_matter(colleague: Begin, look: Look) -> None:
    somebody = colleague("koordinator", look.prefix, script=True)
    somebody.goto("/jejaring/minggu/")
    look(somebody.page, "network/week.html")
    somebody.goto("/jejaring/jadwal/")
    look(somebody.page, "network/calendar.html")
    press(somebody.page.locator("main form button").first)
    assert "/kalender/" in somebody.page.locator(".app-address").inner_text()
    look(somebody.page, "network/calendar.html")
