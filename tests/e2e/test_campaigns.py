"""Campaigns, the briefing kit, and numbers of people reached: from the calendar to the overview."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser


def test_a_briefing_is_prepared_held_noted_and_counted(colleague: Begin, look: Look) -> None:
    rina = colleague("rina", look.prefix, script=True)
    page = rina.page
    rina.goto("/survei/kampanye/")
    look(page, "surveys/campaigns.html")
    page.locator("main tbody a").last.click()
    look(page, "surveys/campaign.html")
    rina.goto("/survei/sosialisasi/")
    look(page, "surveys/briefing.html")
    rina.goto("/survei/jangkauan/")
    page.locator("main .govuk-button").click()
    page.locator('[name="jenis"][value="briefing"]').check()
    page.locator('[name="hari"]').fill(timezone.localdate().isoformat())
    page.locator('[name="orang"]').fill("12")
    page.locator('[name="perempuan"]').fill("13")
    press(page.locator("main form .govuk-button").last)
    look(page, "surveys/briefing_form.html")
    page.locator('[name="perempuan"]').fill("7")
    press(page.locator("main form .govuk-button").last)
    if page.locator('[name="lain"]').count():  # the other language noted one on the same day
        page.locator('[name="lain"]').check()
        press(page.locator("main form .govuk-button").last)
    look(page, "surveys/reach_unit.html")
    assert page.locator("main tbody tr").count() >= 1
    dewi = colleague("koordinator", look.prefix, script=True)
    dewi.goto("/survei/jangkauan/?keadaan=ada")
    look(dewi.page, "surveys/reach.html")
    assert "12" in dewi.text()
