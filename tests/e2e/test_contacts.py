"""A contact from the first word to her own mailbox: on a small phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from ruangaman.casework.contacts.tests.walk import CHILD, HAND_OVER, INFORMATION, REFERRAL, YES
from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press
from tests.e2e.watch import widest
from tests.house import House

pytestmark = pytest.mark.browser

WAYS = {"referral": REFERRAL, "information": INFORMATION, "child": CHILD, "together": HAND_OVER}


def form(somebody: Worker) -> Any:
    """Return the form that goes on."""
    return somebody.page.locator('main form[action$="/kontak/baru/"]')


def go_on(somebody: Worker, answers: dict[str, Any]) -> None:
    """Fill in the page and press its first button."""
    for name, value in answers.items():
        fill(form(somebody), name, value)
    press(form(somebody).locator("button").first)


def begin(somebody: Worker) -> None:
    """Start from the list, as she would."""
    somebody.goto("/kontak/")
    press(somebody.page.locator('main a[href$="/kontak/baru/"]'))


def walk(somebody: Worker, pages: Iterable[dict[str, Any]], look: Look | None = None) -> None:
    """Answer page after page, and look at each."""
    begin(somebody)
    for answers in pages:
        if look:
            look(somebody.page, "casework/contacts/step.html")
        go_on(somebody, answers)


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["id", "en"])
def test_she_reports_together_with_a_focal_point(
    reader: Begin, reporter: Any, house: House, prefix: str
) -> None:
    known = house.numbers()
    rina = reader("rina", prefix)
    walk(rina, HAND_OVER)
    go_on(rina, YES)
    code = " ".join(rina.page.locator("#kode li").all_inner_texts())
    assert widest(rina.page) <= 0
    press(rina.page.locator('main button[name="selesai"]'))
    assert code.split()[0] not in rina.text()
    assert rina.page.locator("#kode").count() == 0

    (number,) = house.numbers() - known
    maria = reader("maria", prefix).open(number)
    maria.write("jawab", teks="Kami membaca pesan Anda.")
    she = reporter(prefix).come_back(code)
    assert "Kami membaca pesan Anda." in she.text()
    assert rina.goto(f"/kasus/{number}/") == 404


@pytest.mark.parametrize("way", WAYS)
def test_every_way(reader: Begin, look: Look, way: str) -> None:
    rina = reader("rina", look.prefix, script=True)
    walk(rina, WAYS[way], look)
    if way in ("child", "together"):
        go_on(rina, {})
        assert rina.page.locator(".govuk-error-summary").count() == 1
        look(rina.page, "casework/contacts/step.html")
        go_on(rina, YES)
        look(rina.page, "casework/contacts/code.html")
        press(rina.page.locator('main button[name="selesai"]'))
    look(rina.page, "casework/contacts/list.html")


def test_a_record_is_opened_asked_about_and_closed(reader: Begin, look: Look) -> None:
    rina = reader("rina", look.prefix, script=True)
    walk(rina, REFERRAL)
    press(rina.page.locator("main table a").first)
    look(rina.page, "casework/contacts/sealed.html")
    press(rina.page.locator('form[action$="/buka/"] button'))
    look(rina.page, "casework/contacts/opened.html")
    press(rina.page.locator('form[action$="/tanya/"] button'))
    assert rina.page.locator(".govuk-error-summary").count() == 1
    look(rina.page, "casework/contacts/opened.html")
    rina.page.context.clear_cookies(name="kunci")
    fill(rina.page.locator('form[action$="/tanya/"]'), "hasil", "ya")
    press(rina.page.locator('form[action$="/tanya/"] button'))
    look(rina.page, "casework/contacts/locked.html")
