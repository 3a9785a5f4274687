"""Agreements, reports to partners, and keys of their programs: coordinator and partner."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, fill, press

pytestmark = pytest.mark.browser
SENDS = "main form .govuk-button"


def test_a_partner_gets_what_was_agreed(colleague: Begin, look: Look) -> None:
    today = timezone.localdate()
    name = f"UNPX {look.prefix or 'id'}"
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto("/pantau/mitra/")
    fill(page.locator("main form"), "nama", name)
    press(page.locator(SENDS))
    page.locator("main a.govuk-button").click()
    press(page.locator(SENDS))
    look(page, "oversight/agreement_form.html")
    form = page.locator("main form")
    fill(form, "judul", "PKS 12/2026")
    fill(form, "mulai", (today - dt.timedelta(days=500)).isoformat())
    fill(form, "akhir", (today + dt.timedelta(days=100)).isoformat())
    fill(form, "isi", ["readiness", "training", "released"])
    press(page.locator(SENDS))
    look(page, "oversight/partner.html")
    press(page.locator('main form[action$="/laporan/"] .govuk-button'))
    look(page, "oversight/partner_report.html")
    dewi.goto("/pantau/mitra/")
    look(page, "oversight/partners.html")
    assert name in dewi.text()
    wim = colleague("mitra", look.prefix, script=True)
    wim.goto("/pantau/mitra/")
    wim.page.locator("main tbody a").first.click()
    wim.page.locator('main a[href*="/laporan/"]').first.click()
    assert "Perjanjian kerja sama pencegahan (contoh)" in wim.text()
    wim.goto("/pantau/mitra/")
    assert name not in wim.text()


def test_a_key_is_made_and_revoked(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto("/pantau/mitra/")
    fill(page.locator("main form"), "nama", f"UNPK {look.prefix or 'id'}")
    press(page.locator(SENDS))
    dewi.goto("/api/kunci/baru/")
    press(page.locator(SENDS))
    look(page, "api/key_new.html")
    form = page.locator("main form")
    page.locator('[name="mitra"]').select_option(index=0)
    fill(form, "program", "Dasbor kantor Kupang")
    fill(form, "bagian", ["indicators", "releases"])
    fill(form, "sampai", (timezone.localdate() + dt.timedelta(days=90)).isoformat())
    press(page.locator(SENDS))
    look(page, "api/key_made.html")
    secret = page.locator("main code").inner_text()
    told = page.request.get(
        f"{dewi.address}/api/v1/indicators", headers={"Authorization": f"Bearer {secret}"}
    )
    assert told.status == 200
    page.locator("main a.govuk-link").last.click()
    look(page, "api/key.html")
    assert "indicators" in dewi.text()
    press(page.locator("main .govuk-button--warning"))
    refused = page.request.get(
        f"{dewi.address}/api/v1/indicators", headers={"Authorization": f"Bearer {secret}"}
    )
    assert refused.status == 401
    dewi.goto("/api/kunci/")
    look(page, "api/keys.html")
    dewi.goto("/api/")
    look(page, "api/reference.html")
