"""The scripts of a page, stopped and run again. Playwright itself can only stop them for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

_RUN = """async () => {
    for (const old of document.querySelectorAll("script[src]")) {
        const fresh = document.createElement("script");
        for (const one of old.attributes) fresh.setAttribute(one.name, one.value);
        await new Promise(done => { fresh.onload = done; old.replaceWith(fresh); });
    }
}"""


class Scripts:
    """Stops the scripts of ``page``, on every page it goes to from now on."""

    def __init__(self, page: Page) -> None:
        """Stop them."""
        self.page = page
        self._session = page.context.new_cdp_session(page)
        self._stop(True)

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Let scripts work on the page as it was loaded without them."""
        self._stop(False)
        yield
        self._stop(True)

    def run(self) -> None:
        """Load the page's own scripts, as a slow network would: last of all."""
        self.page.evaluate(_RUN)

    def _stop(self, stopped: bool) -> None:
        self._session.send("Emulation.setScriptExecutionDisabled", {"value": stopped})
