"""What a closed survey says, and what another one could teach, on a phone and on a desk."""

from __future__ import annotations

import uuid

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, press
from tests.house import House

pytestmark = pytest.mark.browser


def test_results_are_read_in_whole_by_group_and_before_there_are_any(
    colleague: Begin, look: Look, house: House
) -> None:
    known = house.query("SELECT measures, state, id FROM surveys_survey")
    ids = {(measures, state): uuid.UUID(str(pk)) for measures, state, pk in known}
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto(f"/survei/{ids['A2', 'closed']}/")
    press(page.locator("main .govuk-button"))
    look(page, "surveys/results.html")
    assert page.locator("figure svg path").count() > 10
    assert page.locator("[data-print]").is_visible()
    with page.expect_download() as loaded:
        page.locator('a[href$="/unduh/"]').click()
    assert loaded.value.suggested_filename.endswith(".xlsx")
    press(page.locator('a[href*="/hasil/butir/"]').first)
    look(page, "surveys/results_item.html")
    dewi.goto(f"/survei/{ids['A1', 'closed']}/hasil/")
    look(page, "surveys/results.html")
    dewi.goto(f"/survei/{ids['A1', 'open']}/hasil/")
    look(page, "surveys/results_none.html")
    dewi.goto(f"/survei/{ids['A2', 'closed']}/sampel/")
    page.fill('[name="jawaban"]', "3")
    press(page.locator("main form .govuk-button"))
    assert page.locator(".govuk-error-summary").count() == 1
    page.fill('[name="jawaban"]', "1200")
    press(page.locator("main form .govuk-button"))
    look(page, "surveys/sample.html")
