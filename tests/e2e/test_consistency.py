"""Strips of months and the management review, as the coordinator and a head of unit see them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser


def test_gaps_are_seen_and_the_year_is_reviewed(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto("/pantau/konsistensi/")
    look(page, "oversight/consistency.html")
    page.locator(".app-strip caption a").first.click()
    look(page, "oversight/unit_strips.html")
    dewi.goto("/pantau/tinjauan/")
    look(page, "oversight/reviews.html")
    year = timezone.localdate().year - bool(look.prefix)
    page.select_option('[name="tahun"]', str(year))
    press(page.locator("main form .govuk-button"))
    look(page, "oversight/review.html")
    press(page.locator('a[href*="/bagian/"][href$="/catatan/"]').first)
    page.fill('[name="catatan"]', "Sosialisasi terputus di tengah tahun.")
    look(page, "oversight/review_note.html")
    press(page.locator("main form .govuk-button").last)
    press(page.locator('a[href*="/bagian/"][href$="/keputusan/"]').first)
    press(page.locator("main form .govuk-button").last)
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "oversight/review_decision.html")
    page.fill('[name="apa"]', "Pelatihan tambahan")
    page.fill('[name="siapa"]', "Kepala bidang")
    page.fill('[name="kapan"]', f"{timezone.localdate().year + 1}-06-30")
    press(page.locator("main form .govuk-button").last)
    press(page.locator('a[href$="/tutup/"]'))
    look(page, "oversight/review_close.html")
    page.fill('[name="hari"]', timezone.localdate().isoformat())
    page.fill('[name="pimpinan"]', "Kepala dinas")
    page.fill('[name="hadir"]', "Sekretaris Dinas")
    page.locator('[name="yakin"]').check()
    press(page.locator("main form .govuk-button").last)
    look(page, "oversight/review.html")
    assert page.locator("text=Pelatihan tambahan").count() >= 1
    head = colleague("kepala-unit", look.prefix, script=True)
    head.goto("/pantau/unit/")
    assert head.page.locator(".app-strip").count() >= 1
