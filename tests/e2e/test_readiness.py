"""Who needs what, forms without a name, the board and the sessions: from writing to reading."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.e2e.look import Look
from tests.e2e.people import Begin, press

pytestmark = pytest.mark.browser
BOARD, PEERS, NEEDS = "/pelatihan/papan/", "/pelatihan/sebaya/", "/pelatihan/kebutuhan/"


def test_what_is_needed_and_planned(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    page = dewi.page
    dewi.goto(f"{NEEDS}?dalam=semua")
    look(page, "training/needs.html")
    dewi.goto(f"{NEEDS}modul/")
    look(page, "training/module_needs.html")
    dewi.goto("/pelatihan/acara/")
    page.locator("main tbody a").last.click()
    event = page.url.rstrip("/").rsplit("/", 1)[1]
    dewi.goto(f"/pelatihan/evaluasi/{event}/hasil/")
    look(page, "training/evaluation_results.html")
    dewi.goto(f"{PEERS}baru/")
    press(page.locator("main form .govuk-button").last)
    look(page, "training/peer_form.html")
    page.locator('[name="judul"]').fill("Triwulan uji")
    page.locator('[name="hari"]').fill((timezone.localdate() - dt.timedelta(days=1)).isoformat())
    page.locator('[name="jam"]').fill("09:00")
    page.locator('[name="pemandu"]').select_option(index=1)
    page.locator('[name="jp"]').fill("3")
    press(page.locator("main form .govuk-button").last)
    look(page, "training/peers.html")
    page.locator('main a[href$="/hadir/"]').first.click()
    look(page, "training/peer_attendance.html")
    page.locator('[name="hadir"]').first.check()
    press(page.locator("main form .govuk-button").last)
    assert page.locator('[name="hadir"]:checked').count() == 1


def test_asked_seen_first_and_answered(colleague: Begin, look: Look) -> None:
    rina, asked = colleague("rina", look.prefix), f"Bagaimana menolak dengan sopan {look.prefix}?"
    page = rina.page
    rina.goto(f"{BOARD}tulis/")
    page.locator("textarea").fill("Telepon saya 0812 3456 7890")
    press(page.locator("main form .govuk-button").last)
    look(page, "training/board_write.html")
    assert page.locator("textarea").input_value() == "Telepon saya 0812 3456 7890"
    page.locator("textarea").fill(asked)
    press(page.locator("main form .govuk-button").last)
    look(page, "training/board.html")
    maria = colleague("maria", look.prefix)
    maria.goto(f"{BOARD}periksa/")
    look(maria.page, "training/board_moderation.html")
    assert asked in maria.text()
    press(maria.page.locator('main [value="tampilkan"]').last)
    rina.goto(BOARD)
    page.locator("main .app-post + p a").first.click()
    look(page, "training/board_question.html")
    rina.goto("/pelatihan/periksa-diri/")
    look(page, "training/self_check.html")
    page.locator('[name="sleep"]').first.check()
    press(page.locator("main form .govuk-button").last)
    look(page, "training/self_check_words.html")
