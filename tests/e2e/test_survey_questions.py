"""A coordinator begins a survey, changes what it asks, and walks through it as people will."""

from __future__ import annotations

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press

pytestmark = pytest.mark.browser


def sent(somebody: Worker, **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = somebody.page.locator("main form")
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator(".govuk-button").last)


def test_questions_from_the_pack_to_the_preview(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto("/survei/baru/")
    sent(dewi)
    look(page, "surveys/survey_new.html")
    sent(dewi, asal="paket:a2")
    look(page, "surveys/questions.html")
    here = page.url
    page.goto(f"{here}judul/")
    sent(dewi, warning_en="")
    look(page, "surveys/questions_head.html")
    page.goto(f"{here}etik/")
    sent(dewi, lembaga="KEPK Contoh", silang="1")
    look(page, "surveys/questions_ethics.html")
    page.goto(f"{here}bagian/")
    sent(dewi, title_id="", title_en="")
    look(page, "surveys/questions_section.html")
    sent(dewi, title_id="Tambahan", title_en="More")
    written(dewi, look, f"{here}bagian/tambahan/")
    page.goto(f"{here}hapus/bagian/tambahan/")
    look(page, "surveys/questions_remove.html")
    press(page.locator("main form .govuk-button"))
    page.goto(f"{here}pratinjau/")
    walked(dewi, look)


def written(dewi: Worker, look: Look, section: str) -> None:
    """Take a question of the bank, write one, and take a sensitive sentence."""
    page = dewi.page
    page.goto(f"{section}pilih/")
    sent(dewi)
    look(page, "surveys/item_choose.html")
    sent(dewi, pertanyaan="bank:poster")
    page.goto(f"{section}tulis/?jenis=choice")
    page.locator('button[name="baris_lagi"]').click()
    assert page.locator('[name="jawaban_5_id"]').count() == 1
    sent(dewi, text_id="Apakah 0812 3456 7890 terlihat?", jawaban_0_id="Ya")
    look(page, "surveys/item.html")
    page.goto(f"{section}tulis/?dari=silang-pesan")
    sent(dewi)
    look(page, "surveys/item.html")


def walked(dewi: Worker, look: Look) -> None:
    """Answer one question, leave out the rest, go back, and find the answer at the check."""
    page = dewi.page
    for _page in range(2):
        press(page.locator('button[name="lanjut"]'))
    page.get_by_role("radio").nth(1).check()
    press(page.locator('button[name="lanjut"]'))
    press(page.locator('button[name="kembali"]'))
    assert page.get_by_role("radio").nth(1).is_checked()
    while page.locator('button[name="kirim"]').count() == 0:
        press(page.locator('button[name="lanjut"]'))
    assert page.locator(".govuk-summary-list__value", has_text="Setuju").count() == (
        0 if look.prefix else 1
    )
    press(page.locator('button[name="kirim"]'))
    look(page, "surveys/preview_end.html")
