"""A list of participants from the upload to its record, on a phone and a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.look import Look
from tests.e2e.people import Begin, fill, press
from tests.rosters import nip, text, workbook

pytestmark = pytest.mark.browser
HEAD = ("No", "Nama", "NIP", "Unit Kerja", "Status", "L/P", "Paraf")


def uploaded(page: Page, raw: bytes, **answers: str) -> None:
    """Choose a file, fill in the form and send it."""
    form = page.locator("main form")
    file = {"name": "daftar.xlsx", "mimeType": "application/octet-stream", "buffer": raw}
    form.locator('[name="file"]').set_input_files(file)
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator("button"))


def test_a_list_is_looked_at_and_recorded(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page, mark = dewi.page, "En" if look.prefix else "Id"
    dewi.goto("/jejaring/")
    press(page.locator('main a[href$="/jejaring/impor/"]').first)
    look(page, "network/roster_upload.html")
    uploaded(page, b"%PDF-1.7", total="banyak")
    look(page, "network/roster_upload.html")
    uploaded(page, b"%PDF-1.7")
    look(page, "network/roster_upload.html")
    lines = [
        ("DAFTAR HADIR",),
        HEAD,
        (1, f"Contoh Satu {mark}", nip(1), "Dinas Kesehtan", "PNS", "P"),
        (2, f"Contoh Dua {mark}", "", "Badan Penghubung", "honorer", "L"),
        (3, f"Contoh Dua {mark}", "", "Badan Penghubung", "", "L"),
        (4, f"Contoh Tiga {mark}", "19860312", "Zzqx", "PNS", "?"),
        (None, "Jumlah peserta: 5"),
    ]
    uploaded(page, workbook(lines), total="6")
    look(page, "network/roster_preview.html")
    assert page.locator("main button[value=catat]").count() == 0
    page.locator("main select").select_option("dinas-kesehatan")
    page.locator('main [value="skip"]').check()
    press(page.locator("main button[value=periksa]"))
    look(page, "network/roster_preview.html")
    dewi.goto("/jejaring/impor/")
    look(page, "network/roster_upload.html")
    uploaded(
        page, text([*lines[1:4], (None, "Jumlah peserta: 3")]).replace(b"Kesehtan", b"Kesehatan")
    )
    page.locator("main textarea").fill("Seorang tidak hadir pada hari kedua.")
    look(page, "network/roster_preview.html")
    press(page.locator("main button[value=catat]"))
    look(page, "network/roster_outcome.html")
    dewi.goto("/jejaring/impor/")
    uploaded(page, text(lines[1:4]).replace(b"Kesehtan", b"Kesehatan"))
    look(page, "network/roster_preview.html")
    press(page.locator("main button[value=batal]"))
    look(page, "network/roster_upload.html")
