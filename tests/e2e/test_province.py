"""The province month by month, as each role meets it, on a phone and on a desk."""

from __future__ import annotations

import pytest

from tests.e2e.look import PHONE, Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser


def test_the_province_is_read_narrowed_and_printed(colleague: Begin, look: Look) -> None:
    kadis = colleague("kepala-dinas", look.prefix, script=True)
    page = kadis.page
    assert kadis.goto("/pantau/") == 200
    look(page, "oversight/province.html")
    assert page.locator(".app-heat__table tbody td").count() >= 42 * 5
    page.select_option('[name="jenis"]', "biro")
    page.select_option('[name="susun"]', "unit")
    press(page.locator(".app-filter .govuk-button"))
    assert page.locator('.app-heat__table th[scope="row"]').count() == 7
    look(page, "oversight/province.html")
    page.set_viewport_size(PHONE)
    kadis.goto("/pantau/lembar/")
    look(page, "oversight/sheet.html")
    kadis.goto("/pantau/lembar/?bulan=2026-13")
    look(page, "oversight/odd_value.html")


def test_others_meet_their_own_part(colleague: Begin, look: Look) -> None:
    partner = colleague("mitra", look.prefix, script=True)
    partner.goto("/pantau/")
    look(partner.page, "oversight/home.html")
    assert partner.page.locator(".app-heat").count() == 0
    head = colleague("kepala-unit", look.prefix)
    head.goto("/pantau/")
    assert "/pantau/unit/" in head.page.url
