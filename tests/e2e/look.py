"""Looks at a page as people of all kinds would: on a phone, on a desk, with a screen reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import polib
from playwright.sync_api import Page

from tests.contracts.sources import PACKAGE
from tests.e2e.watch import widest
from tests.house import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
NEUTRAL = {"": "Layanan Informasi", "/en": "Information service"}
PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 800}

_RUN = """async () => (await axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(" ; ")}`)"""
_WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const from = walker.currentNode.parentElement;
        if (!from.closest("script, textarea, [lang]:not(html)"))
            found.push(walker.currentNode.data.trim().replace(/\\s+/g, " "));
    }
    for (const one of document.querySelectorAll("[aria-label], [title], [alt]"))
        found.push(one.ariaLabel || one.title || one.alt || "");
    return found;
}"""


@dataclass
class Look:
    """Collects what is wrong with pages in one language."""

    prefix: str = ""
    faults: list[str] = field(default_factory=list)

    def __call__(self, page: Page, template: str) -> None:
        """Look at ``page``, which comes from ``template``."""
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            if widest(page) > 0:
                self._note(template, f"{widest(page)} px too wide at {size['width']} px")
            if self.prefix == "" or size is PHONE:
                self._axe(page, template, size["width"])
        self._words(page, template)
        self._head(page, template)

    def _axe(self, page: Page, template: str, width: int) -> None:
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(_axe())
        for violation in page.evaluate(_RUN):
            self._note(template, f"axe at {width} px: {violation}")

    def _words(self, page: Page, template: str) -> None:
        other = wrong_words(self.prefix)
        for words in page.evaluate(_WORDS):
            if words in other:
                self._note(template, f"in the other language: {words}")

    def _head(self, page: Page, template: str) -> None:
        language = "en" if self.prefix else "id"
        if page.locator("html").get_attribute("lang") != language:
            self._note(template, "lang is wrong")
        if page.locator("h1").count() != 1:
            self._note(template, f"{page.locator('h1').count()} headings of the first level")
        if template.startswith("public/") and page.title() != NEUTRAL[self.prefix]:
            self._note(template, f"title: {page.title()}")

    def _note(self, template: str, fault: str) -> None:
        self.faults.append(f"{self.prefix or '/id'} {template}: {fault}"[:600])


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


@cache
def wrong_words(prefix: str) -> frozenset[str]:
    """Return the whole sentences that only the other language has."""
    catalogue = polib.pofile(str(PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    pairs = [(entry.msgid, entry.msgstr) for entry in catalogue if not entry.msgid_plural]
    indonesian, english = ({pair[side] for pair in pairs} for side in (0, 1))
    return frozenset(indonesian - english if prefix else english - indonesian)
