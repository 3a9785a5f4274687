"""The keyboard alone: Tab, Space, arrows and Enter; wherever the focus goes, one must see it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

STILL = {"reduced_motion": "reduce"}
"""Options of a browser that scrolls to the focus at once."""

FARTHEST = 100
"""Presses of Tab after which something cannot be reached in practice."""

_AT = """() => {
    const at = document.activeElement;
    if (at === document.body) return ["", ""];
    const choice = /radio|checkbox/.test(at.type);
    const shown = choice ? at.nextElementSibling : at;
    const parts = [null, "::before"].map(part => getComputedStyle(shown, part));
    const look = () => parts.map(part => [part.outlineStyle, part.outlineColor, part.boxShadow,
        part.backgroundColor, part.borderColor].join()).join();
    const focused = look();
    at.blur();
    const plain = look();
    at.focus({preventScroll: true});
    const free = [...at.getClientRects()].some(box => {
        const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
        const over = document.elementFromPoint(box.x + box.width / 2, (top + bottom) / 2);
        return bottom - top >= Math.min(box.height / 2, 24)
            && (at.contains(over) || (choice && shown.contains(over)));
    });
    for (const one of at.type === "radio" ? document.getElementsByName(at.name) : [at])
        one.dataset.reached = "";
    return [at.outerHTML.slice(0, 200),
        focused === plain ? "looks as if it had no focus" : free ? "" : "is hidden by something"];
}"""
_LEFT = """() => [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(one => one.checkVisibility() && !("reached" in one.dataset))
    .map(one => one.outerHTML.slice(0, 200))"""


def matches(page: Page, selector: str) -> bool:
    """Say whether the focus is on such an element."""
    return bool(page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector))


def tab(page: Page, key: str = "Tab") -> str:
    """Press Tab once and return what has the focus, if anything has; it must be seen."""
    page.keyboard.press(key)
    where, fault = page.evaluate(_AT)
    assert not fault, f"{where} {fault}"
    return str(where)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(FARTHEST):
        tab(page)
        if matches(page, selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def tab_through(page: Page, key: str = "Tab") -> None:
    """Press Tab from one end of the page to the other: it must lead to everything."""
    assert tab(page, key)
    for _ in range(FARTHEST):
        if not tab(page, key):
            break
    assert page.evaluate(_LEFT) == []


def answer(page: Page, name: str, value: Any) -> None:
    """Answer a question of the page."""
    if isinstance(value, list):
        for one in value:
            answer(page, name, one)
        return
    kind = page.locator(f'main [name="{name}"]').first.get_attribute("type")
    if kind == "checkbox":
        tab_to(page, f'[name="{name}"][value="{value}"]')
        page.keyboard.press("Space")
        assert matches(page, ":checked")
    elif kind == "radio":
        tab_to(page, f'[name="{name}"]')
        page.keyboard.press("Space")
        while not matches(page, f'[value="{value}"]'):
            page.keyboard.press("ArrowDown")
        assert matches(page, ":checked")
    else:
        tab_to(page, f'[name="{name}"]')
        page.keyboard.type(value)


def enter(page: Page) -> None:
    """Press Enter, which sends the form or follows the link."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
