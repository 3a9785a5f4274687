"""The pages for posters, in both languages, by a coordinator and by a focal point on a phone."""

from __future__ import annotations

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, fill, press

pytestmark = pytest.mark.browser


def test_a_set_of_posters(colleague: Begin, look: Look) -> None:
    somebody = colleague("koordinator", look.prefix, script=True)
    page = somebody.page
    somebody.goto("/jejaring/poster/")
    look(page, "network/posters.html")
    form = page.locator('main form[action$="/paket/"]')
    for box in reversed(form.locator('input[type="checkbox"]:checked').all()):
        box.uncheck()
    press(form.locator("button"))
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "network/posters.html")
    fill(form, "bahasa_paket", ["id"])
    fill(form, "ukuran_paket", ["A5"])
    press(form.locator("button"))
    ready = page.locator("main .govuk-button")
    ready.wait_for()  # the page looks again by itself while the worker is at it
    look(page, "network/poster_set.html")
    with page.expect_download() as download:
        ready.click()
    assert download.value.suggested_filename == "poster.zip"
