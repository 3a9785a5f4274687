"""events.toml: events that were, as a report tells them, without any person's name."""

from __future__ import annotations

from datetime import date

from ruangaman.lib.pack.cells import LABEL, NAME, SOURCE, TEXT
from ruangaman.lib.pack.training import vocabulary
from ruangaman.lib.pack.training.forms_model import CountedKind, PackEvent
from ruangaman.lib.pack.training.items import no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.tree import Node, table
from ruangaman.lib.pack.vocabulary import MARKS

SHAPE = {
    "event": table(
        "key title_id title_en course first last venue organiser funding note_id note_en declared"
        " explanation_id explanation_en support_name support_way opt_out source mark",
        counted=table("kind_id kind_en number", optional=True),
    )
}
_PEOPLE = 100_000


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
    itemised = sum(one.number for one in counted)
    if counted and declared is not None and declared != itemised and not explanation_id:
        line.fault("explanation_id", "no-explanation", value=itemised, limit=declared)
    return PackEvent(
        key=line.slug("key"),
        title_id=title_id,
        title_en=title_en,
        course=line.choice("course", vocabulary.COURSES),
        first=first or date.min,
        last=last or date.min,
        note_id=note_id,
        note_en=note_en,
        declared=declared,
        explanation_id=explanation_id,
        explanation_en=explanation_en,
        counted=counted,
        source=line.reference("source", limit=SOURCE),
        mark=line.choice("mark", MARKS),
        **_plain(line),
    )


def _plain(line: Line) -> dict[str, str]:
    """Names of places and offices, which may be empty."""
    limits = {"venue": NAME, "organiser": NAME, "funding": NAME, "support_name": LABEL}
    limits |= {"support_way": NAME, "opt_out": TEXT}
    return {name: line.text(name, limit=limit, required=False) for name, limit in limits.items()}


def _counted(line: Line) -> CountedKind:
    kind_id, kind_en = line.pair("kind", limit=LABEL)
    return CountedKind(
        kind_id=kind_id, kind_en=kind_en, number=line.number("number", most=_PEOPLE) or 0
    )


def events(nodes: tuple[Node, ...]) -> tuple[PackEvent, ...]:
    found = tuple(event(node) for node in nodes)
    no_twins([(node.line, one.key) for node, one in zip(nodes, found, strict=True)], "key")
    return found
