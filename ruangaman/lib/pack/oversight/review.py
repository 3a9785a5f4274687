"""review.toml: what the annual management review looks at, and what is asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL, SOURCE
from ruangaman.lib.pack.training.forms import distinct
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table

FILE = "review.toml"
SHAPE = {
    "section": table(
        "key title_id title_en ask_id ask_en facts source source_en mark reviewed_by reviewed_on"
    )
}
FACTS = (
    *("earlier", "units", "rules", "indicators", "consistency", "assessments", "actions"),
    *("training", "briefings", "surveys", "releases", "network", "unverified"),
)
"""What the software can put together of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Taught):
    """A part of the review: facts of the year, and questions to decide about."""

    key: str
    title_id: str
    title_en: str
    ask_id: tuple[str, ...]
    ask_en: tuple[str, ...]
    facts: tuple[str, ...]
    source_en: str


def sections(found: Mapping[str, tuple[Node, ...]]) -> tuple[Section, ...]:
    """The sections in the order of the file."""
    distinct(found["section"])
    return tuple(_section(node.line) for node in found["section"])


def _section(line: Line) -> Section:
    title_id, title_en = line.pair("title", limit=LABEL)
    ask_id, ask_en = line.paragraphs("ask")
    return Section(
        key=line.slug("key"),
        title_id=title_id,
        title_en=title_en,
        ask_id=ask_id,
        ask_en=ask_en,
        facts=line.choices("facts", FACTS, required=False),
        source_en=line.reference("source_en", limit=SOURCE, required=False),
        **line.review(),
    )
