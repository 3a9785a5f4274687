"""People of the network in both languages: recorded, corrected, moved, away, and found again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press

pytestmark = pytest.mark.browser
LIST, NEW = "/jejaring/orang/", "/jejaring/orang/baru/?unit=badan-keuangan-daerah"
NIP = {"": "19880101 201201 2 001", "/en": "19880101 201201 2 002"}


def sent(somebody: Worker, place: str = 'main form[method="post"]', **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = somebody.page.locator(place).first
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator(".govuk-button").last)


def test_somebody_s_way_through_the_network(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page, today = dewi.page, timezone.localdate().isoformat()
    dewi.goto(LIST)
    look(page, "network/people.html")
    dewi.goto(NEW)
    look(page, "network/person_add.html")
    sent(dewi, nama="", unit="tiada", nip="123")
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "network/person_add.html")
    name = f"Orang Contoh Uji {look.prefix[1:]}"
    sent(dewi, nama=name, jenis="pns", kelamin="f", nip="199001012023212003", unit="Biro Umum")
    look(page, "network/person_add.html")  # somebody alike is there, and the number is odd
    for box in ("yakin", "memimpin"):
        page.locator(f'[name="{box}"]').check()
    sent(dewi, nip=NIP[look.prefix], pangkat="iii_a")
    look(page, "network/person.html")
    here = page.url
    page.locator('form[action$="/nip/"] button').click()
    assert NIP[look.prefix] in page.locator("main").inner_text()
    look(page, "network/person.html")
    page.goto(f"{here}ubah/")
    look(page, "network/person_change.html")
    page.locator('[name="terlatih"]').fill("2025-10-21")
    press(page.locator('main form[method="post"] .govuk-button').last)
    for step in ("pindah", "cuti", "sertifikat", "akun", "berhenti", "hapus"):
        page.goto(f"{here}langkah/{step}/")
        look(page, "network/person_step.html")
    page.goto(f"{here}langkah/pindah/")
    sent(dewi, unit="tiada", hari="")
    look(page, "network/person_step.html")
    sent(dewi, unit="Biro Hukum", hari=today, jabatan="Analis")
    look(page, "network/person.html")
    page.goto(f"{here}langkah/cuti/")
    sent(dewi, pertama=today, terakhir=today)
    look(page, "network/person.html")
    dewi.goto(LIST)
    sent(dewi, f'main form[action$="{LIST}"][method="post"]', cari=name)
    assert page.locator("tbody tr").count() == 1
    look(page, "network/people.html")
    sent(dewi, f'main form[action$="{LIST}"][method="post"]', cari="tiada sama sekali")
    look(page, "network/people.html")


def test_what_a_head_reads_of_the_own_unit(colleague: Begin, look: Look) -> None:
    head = colleague("kepala-unit", look.prefix, script=True)
    head.goto(LIST)
    look(head.page, "network/people.html")
    head.page.locator("tbody a").first.click()
    look(head.page, "network/person.html")
    head.page.locator('a[href$="/usul-cuti/"]').click()
    look(head.page, "network/leave_propose.html")
    sent(head, pertama="", terakhir="2000-01-01")
    assert head.page.locator(".govuk-error-summary").count() == 1
    later = (timezone.localdate() + dt.timedelta(days=90)).isoformat()
    sent(head, pertama=later, terakhir=later)
    look(head.page, "network/person.html")
