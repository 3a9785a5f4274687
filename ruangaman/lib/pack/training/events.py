"""events.toml: events that were, as a report tells them, without any person's name."""

from __future__ import annotations

from datetime import date

from ruangaman.lib.pack.cells import LABEL, NAME, TEXT
from ruangaman.lib.pack.training import vocabulary
from ruangaman.lib.pack.training.forms_model import CountedKind, PackEvent
from ruangaman.lib.pack.training.items import no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.tree import Node, table
from ruangaman.lib.pack.vocabulary import UNIT_KINDS

SHAPE = {
    "event": table(
        "key title_id title_en course first last venue organiser funding note_id note_en declared"
        " explanation_id explanation_en jp source mark",
        counted=table("kind label_id label_en count source mark", optional=True),
    )
}
_PEOPLE, _JP = 100_000, 200


def event(node: Node) -> PackEvent:
    line = node.line
    title_id, title_en = line.pair("title", limit=NAME)
    note_id, note_en = line.pair("note", limit=TEXT, required=False)
    explanation_id, explanation_en = line.pair("explanation", limit=TEXT, required=False)
    first, last = line.day("first", required=True), line.day("last", required=True)
    if first and last and last < first:
        line.fault("last", "date-order")
    counted = tuple(_counted(one.line) for one in node.inner["counted"])
    declared = line.number("declared", most=_PEOPLE, required=False)
    itemised = sum(one.count for one in counted)
    if counted and declared is not None and declared != itemised and not explanation_id:
        line.fault("explanation_id", "no-explanation", value=itemised, limit=declared)
    return PackEvent(
        key=line.slug("key"),
        title_id=title_id,
        title_en=title_en,
        course=line.choice("course", vocabulary.COURSES),
        first=first or date.min,
        last=last or date.min,
        venue=line.text("venue", limit=NAME, required=False),
        organiser=line.text("organiser", limit=NAME, required=False),
        funding=line.text("funding", limit=NAME, required=False),
        note_id=note_id,
        note_en=note_en,
        declared=declared,
        explanation_id=explanation_id,
        explanation_en=explanation_en,
        jp=line.number("jp", most=_JP, required=False) or 0,
        counted=counted,
        **line.told(),
    )


def _counted(line: Line) -> CountedKind:
    label_id, label_en = line.pair("label", limit=LABEL)
    return CountedKind(
        kind=line.choice("kind", UNIT_KINDS),
        label_id=label_id,
        label_en=label_en,
        count=line.number("count", most=_PEOPLE) or 0,
        **line.told(),
    )


def events(nodes: tuple[Node, ...]) -> tuple[PackEvent, ...]:
    found = tuple(event(node) for node in nodes)
    no_twins([(node.line, one.key) for node, one in zip(nodes, found, strict=True)], "key")
    return found
