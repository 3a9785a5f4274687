"""Looks at a page as people of all kinds would: on a phone, on a desk, with a screen reader."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath

from playwright.sync_api import Page, ViewportSize

from tests.e2e.scripts import Scripts
from tests.e2e.templates import own_sentences, wrong_words
from tests.e2e.watch import widest
from tests.house import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
NEUTRAL = {"": "Layanan Informasi", "/en": "Information service"}
PHONE: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}

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
_SAID = """() => [document.querySelector("main").textContent.replace(/\\s+/g, " "),
    document.querySelector("main form input[name=langkah]")?.value]"""
_LINKS = """() => [...document.querySelectorAll('a[href]:not([href^="#"])')]
    .filter(one => one.origin === location.origin).map(one => [one.href, one.hreflang])"""
_NOWHERE = """() => [...document.querySelectorAll('a[href^="#"]')].map(one => one.hash)
    .filter(one => !document.getElementById(one.slice(1)))"""
_CONTENT = """() => document.body.innerHTML.replace(/ value="[^"]*"/g, "")"""
_BUILD = """() => {
    const numbers = new Map();
    const plain = /^(class|style|type|role|rel|autocomplete|aria-(?!label|desc|con))/;
    const number = value => numbers.set(value, numbers.get(value) ?? numbers.size).get(value);
    const told = (element, {name, value}) => ` ${name}=${!value || plain.test(name)
        || /^(link|meta)$/.test(element.localName) ? value : number(value)}`;
    const built = node => node.nodeType === Node.TEXT_NODE ? (node.data.trim() && "a")
        : node.nodeType !== Node.ELEMENT_NODE ? "" : `<${node.localName}`
        + [...node.attributes].map(one => told(node, one)).join("") + ">"
        + (/^(script|style|svg)$/.test(node.localName) ? ""
            : [...node.childNodes].map(built).join(""))
        + "</>";
    return built(document.documentElement);
}"""
"""How a page is built, without its words: which names and addresses are the same, not which."""
_SEEN: set[tuple[str, str, str]] = set()
_BUILT: set[tuple[int, str]] = set()
_ONCE = ("mfa/", "account/passkey")
"""Pages with a challenge that a second page, in the other language, would take the place of."""


@dataclass
class Look:
    """Collects what is wrong with pages in one language."""

    prefix: str = ""
    faults: list[str] = field(default_factory=list)
    stopped: dict[Page, Scripts] = field(default_factory=dict, repr=False)
    """Pages that are loaded without their scripts, and looked at without and with them."""
    _reached: dict[str, int] = field(default_factory=dict, repr=False)

    def __call__(self, page: Page, template: str) -> None:
        """Look at ``page``, which comes from ``template``, unless it was seen just so before."""
        assert getattr(page, "runs_scripts", True), "axe never answers in a browser without scripts"
        page.wait_for_load_state("domcontentloaded")  # a click returns when a page only begins
        seen = (template, page.url, page.evaluate(_CONTENT))
        if seen in _SEEN:
            return
        _SEEN.add(seen)
        scripts = self.stopped.get(page)
        with scripts.allowed() if scripts else nullcontext():
            self._at_every_size(page, template)
            if scripts:
                scripts.run()
                self._at_every_size(page, f"{template} with its scripts")
            self._words(page, template)
            self._head(page, template)
            self._links(page, template)

    def without_scripts(self, page: Page) -> Scripts:
        """Load whatever ``page`` shows from now on without scripts."""
        self.stopped[page] = Scripts(page)
        return self.stopped[page]

    def _at_every_size(self, page: Page, template: str) -> None:
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            if widest(page) > 0:
                self._note(template, f"{widest(page)} px too wide at {size['width']} px")
            for violation in _axe(page) if _is_new(page, size["width"]) else ():
                self._note(template, f"axe at {size['width']} px: {violation}")

    def _words(self, page: Page, template: str) -> None:
        for wrong in wrong_words(self.prefix).intersection(page.evaluate(_WORDS)):
            self._note(template, f"in the other language: {wrong}")
        said, step = page.evaluate(_SAID)
        own = own_sentences(template, self.prefix)
        if step != PurePath(template).stem and not any(sentence in said for sentence in own):
            self._note(template, f"another page stands at {page.url}")

    def _head(self, page: Page, template: str) -> None:
        language = "en" if self.prefix else "id"
        if page.locator("html").get_attribute("lang") != language:
            self._note(template, "lang is wrong")
        if page.locator("h1").count() != 1:
            self._note(template, f"{page.locator('h1').count()} headings of the first level")
        if template.startswith("public/") and page.title() != NEUTRAL[self.prefix]:
            self._note(template, f"title: {page.title()}")

    def _links(self, page: Page, template: str) -> None:
        """Follow every link. To another language, one leads where the page's own address does."""
        for place in page.evaluate(_NOWHERE):
            self._note(template, f"a link to {place}, which is not on the page")
        here = 0 if template.startswith(_ONCE) else self._status(page, page.url)
        for address, language in page.evaluate(_LINKS):
            if language and not here:
                continue
            status = self._status(page, address)
            if status >= 400 and not (language and status == here != 405):
                self._note(template, f"{status} on the link {address}")

    def _status(self, page: Page, address: str) -> int:
        if address not in self._reached:
            self._reached[address] = page.request.get(address).status
        return self._reached[address]

    def _note(self, template: str, fault: str) -> None:
        self.faults.append(f"{self.prefix or '/id'} {template}: {fault}"[:600])


def _is_new(page: Page, width: int) -> bool:
    """Say whether axe has seen no page that was built just so, in whichever language.

    What axe finds depends on how a page is built, and an empty word is part of that.
    """
    built = (width, page.evaluate(_BUILD))
    if built in _BUILT:
        return False
    _BUILT.add(built)
    return True


def _axe(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe_source())
    found: list[str] = page.evaluate(_RUN)
    return found


@cache
def _axe_source() -> str:
    return AXE.read_text("utf-8")
