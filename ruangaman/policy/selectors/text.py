"""The text of a document: a template with its blanks filled in, as plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.core.models import RuleValue
from ruangaman.core.pack_content import said
from ruangaman.core.rules import rules_in_force, weak
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words
from ruangaman.directory.models import Hotline
from ruangaman.lib.pack.policy.templates import PLACE
from ruangaman.policy.models import Content, Document
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.templates import template_of
from ruangaman.policy.selectors.units import unit_name

BLANK = "…………"
_SPACES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text; ``form`` says how its lines stand (``lib.pack.policy.templates.FORMS``)."""

    heading: str
    lead: str
    form: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text to read or print, and where it comes from."""

    parts: list[Part]
    signed: str
    values: Mapping[str, str]
    template: Content


def document_text(document: Document) -> Text | None:
    """Return the text of a document in the language of the page; None for one made by hand."""
    template = template_of(document)
    if template is None:
        return None
    return template_text(template, document.unit_code, document.fields)


def template_text(template: Content, unit_code: str, fields: Mapping[str, str]) -> Text:
    """Return a template with these blanks filled in; an empty one is a dotted line."""
    given = {
        "unit": place_name(unit_code),
        "address": settings.PUBLIC_ADDRESS.partition("://")[2].rstrip("/"),
    }
    values = {**{key: _SPACES.sub("; ", text) for key, text in fields.items()}, **given}
    fill = _Filler(values)
    parts = [
        Part(
            fill(said(part, "heading")),
            fill(said(part, "lead")),
            part["form"],
            [fill(line) for line in said(part, "lines")],
        )
        for part in template.body["part"]
    ]
    return Text(parts, template.body["signed"], values, template)


def default_title(template: Content, unit_code: str) -> str:
    """Return what a new document of a template is called."""
    text = _Filler({"unit": place_name(unit_code), "address": ""})(said(template.body, "subject"))
    return text[: Document._meta.get_field("title").max_length or 200]


def place_name(unit_code: str) -> str:
    """Return whose a document is: a unit by its name, the province by its own."""
    if unit_code != PROVINCE:
        return unit_name(unit_code)
    title = next((words(one.body, "title") for one in pack_texts("info")), "")
    return _("Pemerintah %(province)s") % {"province": title} if title else _("Provinsi")


class _Filler:
    """Puts values into their places, each once: what a value holds is never a placeholder."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._rules: dict[str, RuleValue] | None = None
        self._hotlines: dict[str, str] | None = None

    def __call__(self, text: str) -> str:
        return PLACE.sub(lambda found: self._value(found[1] or "", found[2]), text)

    def _value(self, kind: str, name: str) -> str:
        if kind == "rule:":
            if self._rules is None:
                self._rules = rules_in_force()
            return rule_words(self._rules.get(name))
        if kind == "hotline:":
            if self._hotlines is None:
                self._hotlines = dict(Hotline.objects.values_list("code", "display"))
            return self._hotlines.get(name) or BLANK
        return self._values.get(name) or BLANK


def rule_words(value: RuleValue | None) -> str:
    """Return a rule's length as a text says it; one that nobody verified says so."""
    if value is None or value.value is None:
        return BLANK
    told = _length(int(value.value), value.unit, working=value.clock == "working")
    return _("%(value)s (belum diverifikasi)") % {"value": told} if weak(value) else told


def _length(many: int, unit: str, *, working: bool) -> str:
    if unit == "hours":
        if many > 24 and many % 24 == 0:
            return _("%(days)d × 24 jam") % {"days": many // 24}
        return ngettext("%(n)d jam", "%(n)d jam", many) % {"n": many}
    if unit == "days" and many == 0:
        return _("hari yang sama")
    if unit == "days" and working:
        return ngettext("%(n)d hari kerja", "%(n)d hari kerja", many) % {"n": many}
    lengths: dict[str, Any] = {
        "days": ngettext("%(n)d hari", "%(n)d hari", many),
        "weeks": ngettext("%(n)d minggu", "%(n)d minggu", many),
        "months": ngettext("%(n)d bulan", "%(n)d bulan", many),
        "years": ngettext("%(n)d tahun", "%(n)d tahun", many),
    }
    return str(lengths.get(unit, "%(n)d")) % {"n": many}
