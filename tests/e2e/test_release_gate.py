"""The figures of a semester from two holders to a release, looked at on a phone and on a desk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.look import Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser
BUTTON = "main form .govuk-button"
HOLDERS = ("statistik-1", "statistik-2")
LIST = "/pantau/rilis/"
RELEASED = re.compile("Rilis nomor|Release number")


def test_from_two_holders_to_a_release(
    colleague: Begin, reader: Begin, reporter: Any, look: Look
) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto(LIST)
    look(page, "oversight/releases.html")
    waiting = page.locator("tbody tr", has_not_text=RELEASED)  # one for each language
    here = waiting.locator("a").first.get_attribute("href")
    assert here
    for name in HOLDERS:
        holder = reader(name, look.prefix, script=True)
        holder.page.goto(_whole(holder, f"{here}bagian/"))
        look(holder.page, "oversight/release_half.html")
        agreed(holder.page)
    kadis = colleague("kepala-dinas", look.prefix, script=True)
    kadis.page.goto(_whole(kadis, f"{here}terbitkan/"))
    look(kadis.page, "oversight/gate_closed.html")
    page.goto(_whole(dewi, here))
    page.locator('main a[href$="/usulkan/"]').wait_for(timeout=60_000)
    look(page, "oversight/release.html")
    page.goto(_whole(dewi, f"{here}buang/"))
    look(page, "oversight/discard.html")
    page.goto(_whole(dewi, f"{here}usulkan/"))
    press(page.locator(BUTTON).last)
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "oversight/propose.html")
    agreed(page)
    kadis.page.goto(_whole(kadis, f"{here}kembalikan/"))
    look(kadis.page, "oversight/give_back.html")
    kadis.page.goto(_whole(kadis, f"{here}terbitkan/"))
    look(kadis.page, "oversight/publish.html")
    agreed(kadis.page)
    look(kadis.page, "oversight/release.html")
    wim = colleague("mitra", look.prefix, script=True)
    wim.page.goto(_whole(wim, here))
    look(wim.page, "oversight/release.html")
    assert wim.page.locator("main table").count() > 10
    she = reporter(look.prefix, script=True).goto("/statistik/")
    look(she.page, "public/statistics/list.html")
    press(she.page.locator('main ul a[href*="/statistik/"]').first)
    look(she.page, "public/statistics/semester.html")
    assert she.page.locator("main table").count() > 10


def agreed(page: Page) -> None:
    """Say that it is meant, and send."""
    page.locator('main [name="yakin"]').check()
    press(page.locator(BUTTON).last)


def _whole(somebody: Any, path: str) -> str:
    return f"{somebody.address}{path}"
