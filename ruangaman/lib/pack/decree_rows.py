"""Rows about decrees of appointment: their form, their sentences, and the laws they rest on."""

import re
from collections import Counter
from collections.abc import Sequence

from ruangaman.lib.pack import decree_model, vocabulary
from ruangaman.lib.pack.cells import LABEL, NAME, SHORT, SOURCE, TEXT, Row
from ruangaman.lib.pack.faults import FaultList

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FIRST_YEAR, _LAST_YEAR = 1945, 2999


def decree(row: Row) -> decree_model.DecreeForm:
    title = row.reference("title", limit=NAME)
    _check_placeholders(row, "title", title, ("unit",))
    return decree_model.DecreeForm(
        letterhead=row.text("letterhead", limit=LABEL),
        place=row.text("place", limit=SHORT),
        title=title,
        budget=row.text("budget", limit=NAME),
        **row.origin(),
    )


def decree_text(row: Row) -> decree_model.DecreeText:
    text = row.text("text", limit=TEXT)
    _check_placeholders(row, "text", text, vocabulary.DECREE_PLACEHOLDERS)
    return decree_model.DecreeText(
        key=row.key("key"),
        part=row.choice("part", vocabulary.DECREE_PARTS),
        text=text,
        **row.origin(),
    )


def law(row: Row) -> decree_model.Law:
    number = row.reference("number", limit=SHORT, required=False)
    return decree_model.Law(
        key=row.key("key"),
        rank=row.choice("rank", vocabulary.LAW_RANKS),
        number=number,
        year=row.number("year", least=_FIRST_YEAR, most=_LAST_YEAR, required=bool(number)),
        title=row.reference("title", limit=NAME),
        gazette=row.reference("gazette", limit=SOURCE, required=False),
        **row.origin(),
    )


def rank(row: Row) -> decree_model.Rank:
    kind = row.choice("kind", vocabulary.RANK_KINDS)
    return decree_model.Rank(
        key=row.key("key"),
        kind=kind,
        grade=row.text("grade", limit=vocabulary.GRADE),
        title=row.text("title", limit=SHORT, required=kind == "pns"),
        **row.origin(),
    )


def check_texts(texts: Sequence[tuple[Row, decree_model.DecreeText]], faults: FaultList) -> None:
    """A decree needs each part, one sentence that begins it, and not more rulings than words."""
    parts = Counter(text.part for _, text in texts)
    for part in vocabulary.DECREE_PARTS if texts else ():
        if not parts[part]:
            faults.add(file="decree.toml", field="part", code="missing-row", value=part)
    if parts["decision"] > vocabulary.MOST_RULINGS:
        faults.add(
            file="decree.toml",
            field="part",
            code="too-many",
            value=parts["decision"],
            limit=vocabulary.MOST_RULINGS,
        )


def _check_placeholders(row: Row, field: str, text: str, known: Sequence[str]) -> None:
    for name in _PLACEHOLDER.findall(text):
        if name not in known:
            row.fault(field, "unknown-placeholder", value=name, limit=", ".join(known))
