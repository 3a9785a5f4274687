"""duties.toml: what units keep up month after month, and what counts as kept up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training.forms import distinct
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table
from ruangaman.lib.pack.vocabulary import REQUIRED_RULES

FILE = "duties.toml"
SHAPE = {
    "duty": table(
        "key title_id title_en short_id short_en what_id what_en lasts_id lasts_en next_id next_en"
        " where_id where_en months rule documents least source mark reviewed_by reviewed_on"
    )
}
DUTIES = ("decree", "pair", "briefing", "policy", "directory", "survey")
"""What the software can look at; a pack may leave some out."""

DOCUMENTS = ("circular", "code", "sop", "pact", "clause", "poster")
"""Kinds of policy that a duty may ask for."""

SHORT = 20
_MONTHS = 60
_PERCENT = 100
_NEEDS = {
    "briefing": ("months",),
    "survey": ("months",),
    "policy": ("documents",),
    "directory": ("rule", "least"),
}
"""What must be said about a duty beside its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Taught):
    """A duty of units: what fulfils it, how long one act counts, where it is read."""

    key: str
    title_id: str
    title_en: str
    short_id: str
    short_en: str
    what_id: str
    what_en: str
    lasts_id: str
    lasts_en: str
    next_id: str
    next_en: str
    where_id: str
    where_en: str
    months: int | None
    rule: str
    documents: tuple[str, ...]
    least: int | None


def duties(found: Mapping[str, tuple[Node, ...]]) -> tuple[Duty, ...]:
    """The duties in the order of the file."""
    distinct(found["duty"])
    return tuple(_duty(node.line) for node in found["duty"])


def _duty(line: Line) -> Duty:
    key = line.choice("key", DUTIES)
    made = Duty(
        key=key,
        **_words(line),
        months=line.number("months", least=1, most=_MONTHS, required=False),
        rule=line.choice("rule", REQUIRED_RULES, required=False),
        documents=line.choices("documents", DOCUMENTS, required=False),
        least=line.number("least", least=1, most=_PERCENT, required=False),
        **line.review(),
    )
    for field in _NEEDS.get(key, ()):
        if not getattr(made, field):
            line.fault(field, "missing-value")
    return made


def _words(line: Line) -> dict[str, str]:
    words: dict[str, str] = {}
    limits = {"title": LABEL, "short": SHORT, "what": TEXT, "lasts": TEXT, "next": TEXT}
    for stem, limit in (*limits.items(), ("where", LABEL)):
        words[f"{stem}_id"], words[f"{stem}_en"] = line.pair(stem, limit=limit)
    return words
