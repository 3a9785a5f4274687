"""Two receivers sign a third in, each on a phone of 320 px and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, press
from tests.house import House

pytestmark = pytest.mark.browser


def test_two_sign_a_third_whose_key_is_new(worker: Begin, reader: Begin, look: Look) -> None:
    """In a demo there is no delay, so it can be seen that her key then receives."""
    paul = alone(worker("paul", look.prefix, script=True), look).sign_in()
    make_another_key(paul)
    paul.goto("/")
    look(paul.page, "staff/home.html")
    paul.goto("/kunci/")
    look(paul.page, "people/vault/unlock.html")
    told = " ".join(paul.page.locator("#sidik").inner_text().split()[-4:])

    maria, lena = (
        alone(reader(name, look.prefix, script=True), look) for name in ("maria", "lena")
    )
    for somebody in (maria, lena):
        somebody.goto("/penerima/")
        look(somebody.page, "people/receivers/list.html")
        assert told not in somebody.text()
        press(card(somebody).locator("a"))
        look(somebody.page, "people/receivers/sign.html")
        type_in(somebody, "0000 0000 0000 0000")
        assert somebody.page.locator(".govuk-error-summary").count() == 1
        look(somebody.page, "people/receivers/sign.html")
        type_in(somebody, told.upper())
        look(somebody.page, "people/receivers/list.html")

    assert card(somebody).count() == 0
    paul.goto("/kunci/")
    assert paul.page.locator("main .govuk-inset-text, main ol").count() == 0
    lena.goto("/")
    assert "Paul Contoh" in lena.page.locator(".govuk-notification-banner").first.inner_text()
    look(lena.page, "staff/home.html")


def test_a_removal_is_thought_better_of(reader: Begin, look: Look) -> None:
    maria = alone(reader("maria", look.prefix, script=True), look)
    maria.goto("/penerima/")
    press(maria.page.locator('a[href$="/keluarkan/"]').first)
    look(maria.page, "people/receivers/sign.html")
    press(maria.page.locator("main form button").first)
    assert maria.page.locator(".govuk-error-summary").count() == 1
    maria.page.locator('[name="understood"]').check()
    press(maria.page.locator("main form button").first)
    press(maria.page.locator('a[href*="/usulan/"]').first)
    look(maria.page, "people/receivers/sign.html")
    press(maria.page.locator('form[action$="/tolak/"] button'))
    assert maria.page.locator('a[href*="/usulan/"]').count() == 0


def test_two_read_and_sign_what_a_team_is_called(reader: Begin, house: House, look: Look) -> None:
    """A unit got another name; until two have signed, reporters see the old one."""
    name = f"Fokal point Kantor Uji {look.prefix or 'id'}"
    house.change(f"UPDATE people_team SET name = '{name}' WHERE code = 'fp-dinas-sosial'")
    maria, lena = (alone(reader(who, look.prefix, script=True), look) for who in ("maria", "lena"))
    for somebody in (maria, lena):
        somebody.goto("/")
        look(somebody.page, "staff/home.html")
        somebody.goto("/penerima/")
        assert name in somebody.text()
        look(somebody.page, "people/receivers/list.html")
        press(somebody.page.locator('.app-card a[href*="/tim/"], .app-card a[href*="/usulan/"]'))
        look(somebody.page, "people/receivers/sign.html")
        button = somebody.page.locator("main form:has([name=mark]) button")
        press(button)
        assert somebody.page.locator(".govuk-error-summary").count() == 1
        look(somebody.page, "people/receivers/sign.html")
        somebody.page.locator('[name="understood"]').check()
        press(button)
    assert somebody.page.locator('.app-card a[href*="/tim/"]').count() == 0
    assert name in somebody.text(), "the history names it"
    look(somebody.page, "people/receivers/list.html")


def card(somebody: Worker) -> Locator:
    """Return the card about the new key of Paul."""
    return somebody.page.locator(".app-card", has_text="Paul Contoh")


def alone(somebody: Worker, look: Look) -> Worker:
    """Load all her pages without scripts; they are looked at both ways."""
    look.without_scripts(somebody.page)
    return somebody


def make_another_key(somebody: Worker) -> None:
    """Give up the key she has, and make another one."""
    somebody.goto("/kunci/hilang/kunci-baru/")
    words = " ".join(somebody.page.locator(".app-code li").all_inner_texts())
    press(somebody.page.locator("main form button").last)
    somebody.page.fill('[name="passphrase"]', words)
    press(somebody.page.locator("main form button").last)
    assert "/kunci/" not in somebody.page.url, somebody.text()


def type_in(somebody: Worker, groups: str) -> None:
    """Type what was heard, and sign."""
    somebody.page.fill('[name="groups"]', groups)
    press(somebody.page.locator("main form:has([name=groups]) button"))
