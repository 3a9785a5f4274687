"""A conversation is practised on a phone without scripts; a role-play is observed and entered."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press

pytestmark = pytest.mark.browser
TALKS, PLAYS = "/pelatihan/praktik/", "/pelatihan/bermain-peran/"


def answered(page: Page, key: str) -> None:
    """Choose an answer by its key and send it."""
    page.locator(f'[name="jawab"][value="{key}"]').check()
    press(page.locator('[name="langkah"][value="jawab"]'))


def went_on(page: Page) -> None:
    """Press the button that goes on from what an answer does."""
    press(page.locator('.govuk-button[name="langkah"][value="lanjut"]'))


def test_a_conversation_is_played_to_its_end(colleague: Begin, look: Look) -> None:
    rina = colleague("rina", look.prefix, script=True)
    page = rina.page
    look.without_scripts(page)
    rina.goto(TALKS)
    look(page, "training/practice/list.html")
    page.locator('main a[href$="/grup-obrolan/"]').click()
    look(page, "training/practice/scene.html")
    press(page.locator('[name="langkah"][value="mulai"]'))
    look(page, "training/practice/turn.html")
    press(page.locator('[name="langkah"][value="jawab"]'))
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "training/practice/turn.html")
    answered(page, "b")
    went_on(page)
    answered(page, "c")
    assert page.locator(".app-warning").count() == 1
    look(page, "training/practice/answer.html")
    press(page.locator('[name="langkah"][value="kembali"]'))
    answered(page, "a")
    while page.locator(".app-says:not(.app-says--you)").count():
        went_on(page)
        page.locator('[name="jawab"]').first.check()
        press(page.locator('[name="langkah"][value="jawab"]'))
    went_on(page)
    look(page, "training/practice/end.html")
    assert page.locator(".app-walked > li").count() > 2
    dewi = colleague("koordinator", look.prefix, script=True)
    dewi.goto(f"{TALKS}pratinjau/")
    look(dewi.page, "training/practice/previews.html")
    dewi.page.locator('main a[href$="/grup-obrolan/"]').click()
    look(dewi.page, "training/practice/preview.html")


def test_a_role_play_is_observed_at_an_event_and_outside(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    named(dewi, look)
    here = began(dewi)
    tono = colleague("pelatih", look.prefix, script=True)
    tono.goto(PLAYS)
    page = tono.page
    page.locator("tbody a").first.click()
    entered(tono, look, attempt="2" if look.prefix else "1")
    look(page, "training/practice/observers.html")
    page.goto(f"{here}bermain-peran/")
    page.locator("td a").last.click()
    entered(tono, look, attempt="4" if look.prefix else "3")
    look(page, "training/practice/roleplays.html")
    page.locator('main a[href*="/catatan/"]').first.click()
    look(page, "training/practice/roleplay_correct.html")
    dewi.page.goto(f"{here}bermain-peran/")
    look(dewi.page, "training/practice/roleplays.html")
    rina = colleague("rina", look.prefix, script=True)
    rina.goto(f"{PLAYS}saya/")
    look(rina.page, "training/practice/roleplay_mine.html")
    assert rina.page.locator(".app-turn").count() >= 1


def named(dewi: Worker, look: Look) -> None:
    """Ask the trainer to observe Rina."""
    page = dewi.page
    dewi.goto(PLAYS)
    look(page, "training/practice/observers.html")
    dewi.goto(f"{PLAYS}tunjuk/")
    look(page, "training/practice/observer_name.html")
    page.locator('[name="cari"]').fill("Rina")
    press(page.locator('[name="cari_orang"]'))
    look(page, "training/practice/observer_name.html")
    page.locator('[name="orang"]').first.check()
    page.locator('[name="pengamat"]').select_option(index=1)
    press(page.locator('[name="tunjuk"]'))
    look(page, "training/practice/observers.html")


def began(dewi: Worker) -> str:
    """Let the trainer observe at the event of the pack, with Rina on its list."""
    page = dewi.page
    dewi.goto("/pelatihan/acara/?tahun=2025")
    page.locator("tbody a").first.click()
    here = page.url
    page.goto(f"{here}pelatih/")
    page.locator('[name="pelatih"]').first.check()
    press(page.locator("main form .govuk-button").last)
    page.goto(f"{here}peserta/undang/")
    page.locator('[name="cari"]').fill("Rina")
    press(page.locator('[name="cari_orang"]'))
    if page.locator('[name="orang"]').count():
        page.locator('[name="orang"]').first.check()
        press(page.locator('[name="undang"]'))
    return here


def entered(tono: Worker, look: Look, *, attempt: str) -> None:
    """Tick nothing, then some behaviours and an error."""
    page = tono.page
    press(page.locator("main form .govuk-button").last)
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "training/practice/roleplay_enter.html")
    form = page.locator('main form[method="post"]').first
    fill(form, "percakapan", "grup-obrolan")
    fill(form, "hari", timezone.localdate().isoformat())
    fill(form, "percobaan", attempt)
    fill(form, "terlihat", ["prepare", "calm", "listen"])
    fill(form, "keliru", ["promise"])
    press(form.locator(".govuk-button").last)
