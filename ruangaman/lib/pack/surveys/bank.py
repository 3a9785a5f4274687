"""bank.toml: questions to choose from, and harmless sentences for crosswise items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.pack.surveys.places import note, texts_checked
from ruangaman.lib.pack.surveys.survey import OPTION, item_of
from ruangaman.lib.pack.training.forms import one
from ruangaman.lib.pack.training.items import no_twins
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table
from ruangaman.lib.questionnaire import ABOUT, item_faults

FILE = "bank.toml"


def _both(*stems: str) -> list[str]:
    return [f"{stem}_{language}" for stem in stems for language in ("id", "en")]


SHAPE = {
    "bank": table("key source mark reviewed_by reviewed_on"),
    "item": table(
        "key kind text_id text_en help_id help_en months period_id period_en",
        optional=True,
        option=OPTION,
    ),
    "sensitive": table("key text_id text_en statement_id statement_en anchor", optional=True),
    "harmless": table(
        "about harmless_id harmless_en harmless_why_id harmless_why_en p p_source p_mark",
        optional=True,
    ),
}
_CROSSWISE = {"kind": "crosswise"}
_SENSITIVE = dict.fromkeys(("key", *_both("text", "statement")), "lengkap")
_HARMLESS = dict.fromkeys(_both("harmless", "harmless_why"), "lengkap") | {
    "about": ABOUT[0],
    "p": 0.25,
    "p_source": "lengkap",
    "p_mark": "D",
}
"""What makes half an item whole, so that it can be checked as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank(Taught):
    """What a coordinator chooses from; entries have the names of an item of a definition."""

    key: str
    items: tuple[dict[str, Any], ...]
    sensitive: tuple[dict[str, Any], ...]
    harmless: tuple[dict[str, Any], ...]


def bank(found: Mapping[str, tuple[Node, ...]]) -> tuple[Bank, ...]:
    """The bank of the pack."""
    items = tuple(_checked(node, {}) for node in found["item"])
    sensitive = tuple(_checked(node, _CROSSWISE | _HARMLESS) for node in found["sensitive"])
    harmless = tuple(_checked(node, _CROSSWISE | _SENSITIVE) for node in found["harmless"])
    no_twins([(node.line, str(node.line.cells.get("key"))) for node in found["item"]], "key")
    abouts = [(node.line, str(node.line.cells.get("about"))) for node in found["harmless"]]
    no_twins(abouts, "about")
    return tuple(
        Bank(
            key=node.line.slug("key"),
            items=items,
            sensitive=sensitive,
            harmless=harmless,
            **node.line.review(),
        )
        for node in one(found["bank"])
    )


def _checked(node: Node, rest: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of the bank; ``rest`` makes it a whole item, which is checked."""
    entry = item_of(node, {})
    texts_checked([node.line])
    for fault in item_faults({**rest, **entry}):
        note(node.line, fault)
    return entry
