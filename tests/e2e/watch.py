"""Watches what a browser does: nothing may be complained of, asked elsewhere, or kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

_OWN_STATUS = "Failed to load resource: the server responded with a status of 4"
"""Chromium says so of a page with a form that was refused. That is no fault."""


@dataclass
class Watch:
    """Collects faults of one browser context."""

    allowed: set[str]
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def begin(self, context: BrowserContext) -> None:
        """Look at every page of ``context`` from now on."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda fault: self.faults.append(f"script: {fault.error}"))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(request.url))
        if origin not in self.allowed:
            self.faults.append(f"another origin: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_OWN_STATUS):
            self.faults.append(f"console: {message.text}")


def kept_by(page: Page) -> dict[str, Any]:
    """Return what the browser keeps of this origin: cookies and every kind of storage."""
    kept = page.evaluate(
        """async () => ({
            local: localStorage.length, session: sessionStorage.length,
            caches: (await caches.keys()).length, databases: (await indexedDB.databases()).length,
            workers: (await navigator.serviceWorker.getRegistrations()).length,
        })"""
    )
    return {"cookies": len(page.context.cookies()), **kept}


def widest(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
