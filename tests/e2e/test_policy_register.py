"""The register of policy: a head of unit adopts a circular, a coordinator sees all units."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.network.posters import card_pdf
from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, press

pytestmark = pytest.mark.browser
BUTTON = "main form .govuk-button"


def test_a_circular_is_adopted_renewed_and_ended(
    colleague: Begin, look: Look, tmp_path: Path
) -> None:
    head = colleague("kepala-unit", look.prefix, script=True)
    page = head.page
    drafted(head, look)
    document = page.url
    page.goto(f"{document}berlaku/")
    page.locator('[name="tinjau"]').fill("")
    press(page.locator(BUTTON).last)
    look(page, "policy/document_adopt.html")
    page.locator('[name="nomor"]').fill("800/1/2026")
    for name in ("tanggal", "tinjau"):
        page.locator(f'[name="{name}"]').fill("2026-11-02" if name == "tanggal" else "2030-01-02")
    press(page.locator(BUTTON).last)
    look(page, "policy/document.html")
    evidence(head, look, tmp_path)
    press(page.locator('form[action$="versi/"] .govuk-button'))
    look(page, "policy/document.html")
    page.goto(f"{page.url}hapus/")
    look(page, "policy/document_remove.html")
    press(page.locator(BUTTON).last)
    look(page, "policy/register_of.html")
    page.goto(f"{document}akhiri/")
    look(page, "policy/document_end.html")
    press(page.locator(BUTTON).last)
    look(page, "policy/document.html")


def drafted(head: Worker, look: Look) -> None:
    """Begin a circular from the model and complete it, the second time from an old page."""
    page = head.page
    head.goto("/kebijakan/")
    look(page, "policy/home.html")
    head.goto("/kebijakan/register/")
    look(page, "policy/register_of.html")
    press(page.locator('a[href$="/baru/"]'))
    look(page, "policy/document_choose.html")
    press(page.locator('a[href$="/surat-edaran/"]'))
    page.locator('[name="judul"]').fill("")
    press(page.locator(BUTTON).last)
    look(page, "policy/document_add.html")
    page.locator('[name="judul"]').fill("Edaran contoh")
    page.locator('[name="isi_pejabat"]').fill("Kepala Dinas Kesehatan")
    press(page.locator(BUTTON).last)
    look(page, "policy/document.html")
    document = page.url
    page.goto(f"{document}ubah/")
    page.evaluate("document.querySelector('[name=revisi]').value = '1'")
    page.locator('[name="isi_tempat"]').fill("Soe")
    press(page.locator(BUTTON).last)
    look(page, "policy/document_change.html")
    press(page.locator(BUTTON).last)


def evidence(head: Worker, look: Look, folder: Path) -> None:
    """Add a scan, and take it away."""
    page, scan = head.page, folder / "se.pdf"
    scan.write_bytes(card_pdf())
    press(page.locator('a[href*="/bukti/dokumen/"]'))
    look(page, "policy/evidence_add.html")
    page.locator('[name="apa"]').fill("SE bertanda tangan")
    page.locator('[name="file"]').set_input_files(scan)
    page.locator('[name="unggah"]').click()
    page.locator('a[href$="/hapus/"]').wait_for()
    press(page.locator('a[href$="/hapus/"]'))
    look(page, "policy/evidence_remove.html")
    press(page.locator(BUTTON).last)


def test_the_coordinator_sees_every_unit(colleague: Begin, look: Look) -> None:
    coordinator = colleague("koordinator", look.prefix, script=True)
    page = coordinator.page
    coordinator.goto("/kebijakan/register/?belum=circular")
    look(page, "policy/register.html")
    assert page.locator("main tbody tr").count() == 25
    coordinator.goto("/kebijakan/register/di/provinsi/")
    look(page, "policy/register_of.html")
