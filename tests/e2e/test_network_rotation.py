"""Officials who moved, in both languages: the list, what it would do, and what is vacant."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.e2e.look import Look
from tests.e2e.people import Begin, press
from tests.rosters import nip, workbook

pytestmark = pytest.mark.browser
HERE = "/jejaring/mutasi/"
HEAD = ("Nama", "NIP", "Unit Lama", "Unit Baru", "Jabatan Baru", "TMT", "Nomor SK")
WHO = {"": ("Paul Contoh", "Dinas Sosial"), "/en": ("Sinta Contoh", "Biro Umum")}


def uploaded(page: Page, raw: bytes) -> None:
    """Choose a file and send it."""
    form = page.locator("main form").first
    file = {"name": "mutasi.xlsx", "mimeType": "application/octet-stream", "buffer": raw}
    form.locator('[name="file"]').set_input_files(file)
    press(form.locator("button").first)


def test_a_list_of_moves(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page, today = dewi.page, f"{timezone.localdate():%d/%m/%Y}"
    name, unit = WHO[look.prefix]
    dewi.goto(HERE)
    look(page, "network/rotation.html")
    uploaded(page, b"%PDF-1.7")
    look(page, "network/rotation.html")
    moved = (name, "", unit, "Bapeda Entah", "Analis", today, "821/1")
    uploaded(
        page, workbook([HEAD, ("Orang Luar", nip(1), "", "x"), (name, "1", unit, "x", "", "")])
    )
    look(page, "network/rotation_check.html")
    dewi.goto(HERE)
    uploaded(page, workbook([HEAD, moved, ("Orang Luar", "123", "BKN", "BKN")]))
    look(page, "network/rotation_check.html")
    press(page.locator("main form button"))
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "network/rotation_check.html")
    page.locator('main [value="ya"]').check()
    page.locator("main select").select_option(index=1)
    press(page.locator("main form button"))
    look(page, "network/rotation.html")
    dewi.goto(HERE)
    uploaded(page, workbook([HEAD, ("Orang Luar", nip(1), "", "BKN", "", today)]))
    look(page, "network/rotation_check.html")
    if not look.prefix:  # the decree of the other language's unit has run out in the demo
        dewi.goto(HERE)
        press(page.locator('main form[action*="/draf/"] button').first)
        look(page, "network/decree_person_add.html")
