"""What people do on the pages, in one line each. Controls are found by their published names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Locator, Page

NUMBER = re.compile(r"/kasus/([A-Z]{3}-\d{4})/")


def press(button: Locator) -> None:
    """Press a button that sends its form, and wait for the answer."""
    with button.page.expect_navigation():
        button.click()


def fill(form: Locator, name: str, value: Any) -> None:
    """Answer a question: several choices, one choice, one of a list, a tick, or a text."""
    if isinstance(value, (list, tuple)):
        for one in value:
            fill(form, name, one)
        return
    field = form.locator(f'[name="{name}"]')
    if value is True:
        field.check()
    elif field.first.get_attribute("type") in ("radio", "checkbox"):
        field.and_(form.page.locator(f'[value="{value}"]')).check()
    elif form.locator(f'select[name="{name}"]').count():
        field.select_option(value)
    else:
        field.fill(value)


class Reporter:
    """Somebody who asks or reports."""

    def __init__(self, page: Page, address: str, prefix: str) -> None:
        """Use ``page``; ``prefix`` is the language's."""
        self.page, self.address, self.prefix = page, address, prefix

    @property
    def form(self) -> Locator:
        """The form that goes on; the check page has another one for changes."""
        return self.page.locator("main form", has=self.page.locator(".govuk-button"))

    @property
    def step(self) -> str:
        """Which page of ``/lapor/`` this is."""
        return self.form.locator('input[name="langkah"]').get_attribute("value") or ""

    def goto(self, path: str) -> Reporter:
        """Open an address."""
        self.page.goto(f"{self.address}{self.prefix}{path}")
        return self

    def text(self) -> str:
        """Return what the page says."""
        return self.page.locator("body").inner_text()

    def answer(self, answers: dict[str, Any]) -> None:
        """Fill in the page."""
        for name, value in answers.items():
            fill(self.form, name, value)

    def go_on(self) -> None:
        """Press the first button."""
        press(self.form.locator("button").first)

    def press(self, name: str, value: str | None = None) -> None:
        """Press the button of this name."""
        chosen = f'[value="{value}"]' if value else ""
        press(self.page.locator(f'main button[name="{name}"]{chosen}').first)

    def walk(self, pages: Iterable[dict[str, Any]]) -> Reporter:
        """Walk from the first page of ``/lapor/`` through ``pages``."""
        self.goto("/lapor/")
        for answers in pages:
            self.answer(answers)
            self.go_on()
        return self

    def send(self) -> str:
        """Press "Kirim" on the check page and return the eight words."""
        assert self.step == "periksa", self.text()
        self.press("kirim")
        return self.code()

    def code(self) -> str:
        """Return the eight words."""
        words = self.page.locator("#kode li").all_inner_texts()
        assert len(words) == 8, self.text()
        return " ".join(words)

    def come_back(self, code: str) -> Reporter:
        """Open the mailbox with the eight words."""
        self.goto("/pesan/")
        self.answer({"kode": code})
        self.go_on()
        return self


class Worker:
    """Somebody with an account."""

    def __init__(self, page: Page, address: str, prefix: str, account: dict[str, str]) -> None:
        """Use ``page`` with the demo account ``account``."""
        self.page, self.address, self.prefix, self.account = page, address, prefix, account

    def goto(self, path: str) -> int:
        """Open an address and return the status."""
        answer = self.page.goto(f"{self.address}{self.prefix}{path}")
        assert answer is not None
        return answer.status

    def text(self) -> str:
        """Return what the page says."""
        return self.page.locator("body").inner_text()

    def sign_in(self) -> Worker:
        """Sign in with user name and password."""
        self.goto("/masuk/")
        self.page.fill('[name="login"]', self.account["username"])
        self.page.fill('[name="password"]', self.account["password"])
        press(self.page.locator("main form button").first)
        assert self.page.locator(".app-header__who").count() == 1, self.text()
        return self

    def unlock(self) -> Worker:
        """Type the pass-phrase."""
        self.goto("/kunci/")
        self.page.fill('[name="passphrase"]', self.account["passphrase"])
        press(self.page.locator("main form button").first)
        assert "/kunci/" not in self.page.url, self.text()
        return self

    def numbers(self) -> set[str]:
        """Return the numbers in the list of cases, page after page."""
        self.goto("/kasus/")
        found = self._numbers_shown()
        while (later := self.page.locator('main a[rel="next"]')).count():
            press(later)
            found |= self._numbers_shown()
        return found

    def _numbers_shown(self) -> set[str]:
        addresses = self.page.locator('main a[href*="/kasus/"]').evaluate_all(
            "all => all.map(one => one.pathname)"
        )
        return {found[1] for address in addresses if (found := NUMBER.search(address))}

    def open(self, number: str) -> Worker:
        """Open needs and messages of a case."""
        assert self.goto(f"/kasus/{number}/") == 200
        press(self.form("buka").first.locator("button"))
        return self

    def open_part(self, part: str) -> Worker:
        """Open one more part on the opened page."""
        press(self.page.locator(f'button[name="bagian"][value="{part}"]').first)
        return self

    def form(self, name: str) -> Locator:
        """Return the forms that post to ``/kasus/…/name/``."""
        return self.page.locator(f'form[action$="/{name}/"]')

    def write(self, name: str, **answers: Any) -> Worker:
        """Fill in a form of the opened case, unfolding it first, and send it."""
        form = self.form(name)
        folded = self.page.locator("details:not([open])", has=form).locator("summary")
        for summary in folded.all():
            summary.click()
        for field, value in answers.items():
            fill(form, field, value)
        press(form.locator("button:not([formaction])").last)
        return self


Open = Callable[..., Page]
"""Opens a page in a browser of its own."""
Begin = Callable[..., Worker]
"""Lets somebody begin, by user name and language."""
