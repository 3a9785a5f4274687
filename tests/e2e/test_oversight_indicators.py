"""Indicators: the list of all, one with its history, the units that lack it, back in time."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser


def test_the_coordinator_reads_what_is_measured_and_where_it_lacks(
    colleague: Begin, look: Look
) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto("/pantau/indikator/")
    look(page, "oversight/indicators.html")
    assert page.locator("main tbody tr").count() == 23
    months = page.locator('[name="bulan"] option')
    assert months.count() == 12
    page.locator('[name="bulan"]').select_option(index=3)
    press(page.locator("main form .govuk-button"))
    look(page, "oversight/indicators.html")
    page.locator("main tbody a").first.click()
    look(page, "oversight/indicator.html")
    assert page.locator("main svg[role=img]").count() == 1
    page.locator('main a[href*="/c1/unit/"]').click()
    look(page, "oversight/indicator_units.html")
    page.locator('[name="q"]').fill("tidak ada unit begini")
    press(page.locator("main form .govuk-button"))
    look(page, "oversight/indicator_units.html")
    assert page.locator("main tbody tr").count() == 0
    dewi.goto("/pantau/indikator/p3/")
    page.locator('main a[href$="/kontrak/"]').click()
    press(page.locator("main form .govuk-button"))
    look(page, "oversight/contracts.html")
    page.locator('[name="hari"]').fill(timezone.localdate().isoformat())
    for name, value in (("diperiksa", "40"), ("memuat", "30"), ("surat", "12/2026")):
        page.locator(f'[name="{name}"]').fill(value)
    press(page.locator("main form .govuk-button"))
    look(page, "oversight/contracts.html")
    assert page.locator("main tbody tr").count() >= 1
    dewi.goto("/pantau/indikator/r1/")
    look(page, "oversight/indicator.html")
    assert page.locator("main svg").count() == 0


def test_the_head_of_the_dinas_reads_them_without_scripts(colleague: Begin) -> None:
    head = colleague("kepala-dinas", "", script=False)
    head.goto("/pantau/indikator/")
    head.page.locator("main tbody a").first.click()
    assert "Cara menghitungnya" in head.text()
    assert head.page.locator("main table").count() >= 1
