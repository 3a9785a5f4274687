"""What a course brought, in figures: read by the coordinator and by the partner."""

from __future__ import annotations

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser


def test_reports_and_hours(colleague: Begin, look: Look) -> None:
    partner = colleague("mitra", look.prefix, script=True)
    partner.goto("/pelatihan/laporan/")
    look(partner.page, "training/reports.html")
    partner.page.locator("main li a").last.click()
    look(partner.page, "training/report.html")
    partner.goto("/pelatihan/laporan/")
    partner.page.locator("main li a").first.click()
    look(partner.page, "training/report.html")
    assert "Contoh" not in partner.page.locator("main svg").all_inner_texts()
    with partner.page.expect_download() as coming:
        partner.page.locator('main a[href$="/pdf/"]').click()
    assert coming.value.suggested_filename == "laporan-pelatihan.pdf"
    dewi = colleague("koordinator", look.prefix, script=True)
    dewi.goto("/pelatihan/jam/")
    look(dewi.page, "training/hours.html")
    with dewi.page.expect_download():
        dewi.page.locator("main form .govuk-button").click()
    dewi.page.locator('[name="tahun"]').evaluate("one => one.options[0].value = '1999'")
    press(dewi.page.locator("main form .govuk-button"))
    look(dewi.page, "training/hours.html")
