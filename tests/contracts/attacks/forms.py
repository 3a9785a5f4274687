"""The forms of a page as a browser finds them, and ways to fill them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Values = dict[str, list[str]]
_TEXT = {"text", "search", "tel", "email", "url", "password", "number", "date", "textarea", ""}
_BUTTONS = {"submit", "button", "image"}


@dataclass
class Control:
    """One control: its kind, what it holds now, and what can be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form."""

    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: list[tuple[str, Values]] = field(default_factory=list)
    """Where buttons with an address of their own lead, and what they add."""

    @property
    def texts(self) -> list[str]:
        """Names of the controls somebody writes into."""
        return [one.name for one in self.controls.values() if one.kind in _TEXT]

    @property
    def files(self) -> list[str]:
        """Names of the controls that take files."""
        return [one.name for one in self.controls.values() if one.kind == "file"]

    def filled(self, text: str | None, *, valid: bool = False) -> Values:
        """Write ``text`` into every text; ``valid`` keeps fields of a strict shape in shape."""
        values: Values = {}
        for one in self.controls.values():
            if one.kind in _TEXT:
                values[one.name] = [one.value if text is None else _shaped(one, text, valid)]
            elif one.choices:
                values[one.name] = one.chosen or [next((c for c in one.choices if c), "")]
            else:
                values[one.name] = [one.value]
        return values

    def ways(self) -> Iterator[Values]:
        """Yield what each button adds, and each choice of the first group of choices."""
        groups = [one for one in self.controls.values() if one.choices]
        buttons = [{name: [value]} for name, value in self.buttons if name] or [{}]
        for button in buttons:
            yield dict(button)
        for one in groups[:1]:
            yield from ({**buttons[0], one.name: [choice]} for choice in one.choices)


def _shaped(one: Control, text: str, valid: bool) -> str:
    if not valid:
        return text
    if one.kind == "email" or "email" in one.name:
        return '"<kenari>"@contoh.id'
    shapes = {"tel": "081234567890", "date": "2026-11-25", "number": "1"}
    return "081234567890" if one.name == "nomor" else shapes.get(one.kind, text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.loose: list[tuple[str, str]] = []
        self._form: Form | None = None
        self._area: Control | None = None
        self._select: Control | None = None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in pairs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "button" or (tag == "input" and given.get("type") in _BUTTONS):
            self._form.buttons.append((given.get("name", ""), given.get("value", "")))
            if place := given.get("formaction"):
                self._form.elsewhere.append(
                    (place, {given.get("name", ""): [given.get("value", "")]})
                )
        elif tag in ("input", "textarea", "select") and given.get("name"):
            self._control(self._form, tag, given)
        elif tag == "option" and self._select:
            self._choice(self._select, given.get("value", ""), "selected" in given)

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        one = form.controls.setdefault(given["name"], Control(given["name"], kind))
        if kind in ("radio", "checkbox"):
            self._choice(one, given.get("value", "on"), "checked" in given)
        else:
            one.value = given.get("value", "")
        self._area = one if tag == "textarea" else None
        self._select = one if tag == "select" else None

    @staticmethod
    def _choice(one: Control, value: str, chosen: bool) -> None:
        one.choices.append(value)
        if chosen:
            one.chosen.append(value)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None


def forms_of(response: Any) -> list[Form]:
    """Return the forms of a page; none of an answer that is no page."""
    if "html" not in response.get("Content-Type", "") or getattr(response, "streaming", False):
        return []
    reader = _Reader()
    reader.feed(response.content.decode(errors="replace"))
    return reader.forms
