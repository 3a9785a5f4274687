"""<survey>.toml: one survey, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ruangaman.lib.pack.surveys.places import note, texts_checked
from ruangaman.lib.pack.training.forms import one
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table
from ruangaman.lib.questionnaire import definition_of, faults_of, questionnaire_read

_HEAD = (
    "key measures title_id title_en intro_id intro_en warning_id warning_en"
    " source mark reviewed_by reviewed_on"
)
OPTION = table("code text_id text_en positive", optional=True)
_ITEM = table(
    "key kind text_id text_en help_id help_en months period_id period_en statement_id"
    " statement_en harmless anchor",
    option=OPTION,
)
SHAPE = {
    "survey": table(_HEAD),
    "section": table("key title_id title_en intro_id intro_en", item=_ITEM),
}
_ORIGIN = {"source", "mark", "reviewed_by", "reviewed_on"}
Harmless = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSurvey(Taught):
    """A survey; all fields but its origin are those of a definition (``lib.questionnaire``)."""

    key: str
    measures: str
    minutes: int
    title_id: str
    title_en: str
    intro_id: str
    intro_en: str
    warning_id: str
    warning_en: str
    sections: tuple[dict[str, Any], ...]


def survey(found: Mapping[str, tuple[Node, ...]], harmless: Harmless) -> list[PackSurvey]:
    """The survey of one file, all its faults noted; none where it has any."""
    heads = [node.line for node in one(found["survey"])]
    if not heads:
        return []
    head = heads[0]
    definition = {name: value for name, value in head.cells.items() if name not in _ORIGIN}
    definition["sections"] = [_section(node, harmless) for node in found["section"]]
    origin = head.review()
    faults = faults_of(definition)
    texts_checked([head, *_lines(found["section"])])
    for fault in faults:
        line = _line(fault.place, head, found["section"])
        note(line, fault)
    if faults:
        return []
    whole: dict[str, Any] = dict.fromkeys(("measures", "warning_id", "warning_en"), "")
    whole |= definition_of(questionnaire_read(definition))
    whole["sections"] = tuple(whole["sections"])
    return [PackSurvey(**whole, **origin)]


def _section(node: Node, harmless: Harmless) -> dict[str, object]:
    section = {name: value for name, value in node.line.cells.items() if name != "item"}
    return section | {"items": [item_of(inner, harmless) for inner in node.inner["item"]]}


def item_of(node: Node, harmless: Harmless) -> dict[str, Any]:
    """An item as a definition has it: with its options, and its harmless sentence by name."""
    item: dict[str, Any] = {
        name: value for name, value in node.line.cells.items() if name not in ("option", "harmless")
    }
    if options := node.inner.get("option"):
        item["options"] = [dict(inner.line.cells) for inner in options]
    if name := node.line.slug("harmless", required=False):
        if name not in harmless:
            node.line.fault("harmless", "unknown-harmless", value=name)
        item |= harmless.get(name, {})
    return item


def _lines(sections: tuple[Node, ...]) -> list[Line]:
    items = [item for section in sections for item in section.inner["item"]]
    options = [option.line for item in items for option in item.inner.get("option", ())]
    return [node.line for node in (*sections, *items)] + options


def _line(place: tuple[str | int, ...], head: Line, sections: tuple[Node, ...]) -> Line:
    """The line of the file where something of a definition stands."""
    line, nodes = head, {"sections": sections}
    for name, at in pairwise(place):
        if isinstance(name, str) and isinstance(at, int):
            node = nodes[name][at]
            line = node.line
            nodes = {"items": node.inner.get("item", ()), "options": node.inner.get("option", ())}
    return line
