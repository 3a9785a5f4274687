"""The way of a decree in both languages: proposed, declared, signed, shown, asked back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from ruangaman.lib.tests.pictures import jpeg
from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press

pytestmark = pytest.mark.browser
UNIT = {"": "biro-organisasi", "/en": "biro-pemerintahan"}
SAID = ("bersedia", "bukan_kepala", "tanpa_perintah", "tanpa_pelanggaran", "rahasia")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of a signed decree."""
    path = tmp_path / "sk.jpg"
    path.write_bytes(jpeg())
    return path


def sent(somebody: Worker, **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = somebody.page.locator('main form[method="post"]').first
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator(".govuk-button").first)


def test_a_decree_s_way(colleague: Begin, look: Look, photo: Path) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    today = timezone.localdate()
    dewi.goto("/jejaring/sk/")
    look(page, "network/decrees.html")
    dewi.goto("/jejaring/sk/baru/?cari=tiada")
    look(page, "network/decree_unit.html")
    dewi.goto(f"/jejaring/sk/baru/?unit={UNIT[look.prefix]}")
    look(page, "network/decree_new.html")
    sent(dewi, judul="", mulai=today.isoformat(), sampai="2000-01-01")
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "network/decree_new.html")
    sent(
        dewi, judul="Penunjukan Fokal Point", wewenang="governor", jabatan="Gubernur Contoh",
        mulai=today.isoformat(), sampai=(today + dt.timedelta(days=700)).isoformat(),
    )  # fmt: skip
    here = page.url.replace(f"{dewi.address}{look.prefix}", "")
    look(page, "network/decree.html")
    dewi.goto(f"{here}ubah/")
    look(page, "network/decree_edit.html")
    dewi.goto(f"{here}orang/")
    look(page, "network/decree_person_add.html")
    page.locator('[name="orang"]').select_option(index=1)
    sent(dewi, peran="primary")
    page.locator(f'a[href*="{here}orang/"][href$="/pernyataan/"]').first.click()
    look(page, "network/decree_declaration.html")
    line = page.url.removesuffix("pernyataan/")
    page.goto(line)
    look(page, "network/decree_person.html")
    page.goto(f"{line}pernyataan/")
    sent(dewi, **dict.fromkeys(SAID, "ya"), tanggal=today.isoformat())
    dewi.goto(f"{here}langkah/ajukan/")
    look(page, "network/decree_step.html")
    sent(dewi)
    dewi.goto(f"{here}terbitkan/")
    look(page, "network/decree_issue.html")
    sent(dewi, nomor="800/1/UJI/2026", tanggal=today.isoformat(), tempat="Kupang",
         jabatan="Gubernur Contoh", pejabat="Orang Contoh")  # fmt: skip
    dewi.goto(f"{here}pindaian/")
    look(page, "network/decree_scan.html")
    page.set_input_files('[name="file"]', photo)
    page.locator('main [name="unggah"]').click()
    page.locator("h1", has_text="800/1/UJI/2026").wait_for()  # the script sends it, and shows this
    dewi.goto(here)
    look(page, "network/decree.html")


def test_what_a_focal_point_and_a_head_see(colleague: Begin, look: Look) -> None:
    rina = colleague("rina", look.prefix, script=True)
    rina.goto("/jejaring/pernyataan/")
    look(rina.page, "network/own_declarations.html")
    rina.goto("/jejaring/pernyataan/cuti/")
    look(rina.page, "network/own_leave.html")
    later = (timezone.localdate() + dt.timedelta(days=60 if look.prefix else 50)).isoformat()
    sent(rina, pertama=later, terakhir=later)
    look(rina.page, "network/own_declarations.html")
    head = colleague("kepala-unit", look.prefix, script=True)
    head.goto("/jejaring/sk/")
    look(head.page, "network/decrees.html")
    head.page.locator("tbody a").first.click()
    look(head.page, "network/decree.html")
