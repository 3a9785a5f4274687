"""Reads a definition into a questionnaire, or says everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ruangaman.lib.questionnaire import duration
from ruangaman.lib.questionnaire.cells import LABEL, PROSE, TEXT, TITLE, Cells
from ruangaman.lib.questionnaire.crosswise import check_crosswise, crosswise
from ruangaman.lib.questionnaire.faults import DefinitionError, DefinitionFault
from ruangaman.lib.questionnaire.model import KINDS, Item, Kind, Option, Questionnaire, Section

SECTIONS, ITEMS, SECTION_ITEMS, OPTIONS, MONTHS = 12, 40, 8, (2, 10), 24
"""Most sections, items, items on one page; fewest and most options; longest period."""

CODE = 8
"""Longest code of an option, in characters: ballots have one size."""

_WARNED = (Kind.BEHAVIOUR, Kind.CROSSWISE)


def questionnaire_read(definition: object) -> Questionnaire:
    """The questionnaire of a definition that may be asked. Raises DefinitionError."""
    found, faults = _read(definition)
    if faults:
        raise DefinitionError(faults)
    return found


def faults_of(definition: object) -> list[DefinitionFault]:
    """Everything that is wrong with a definition, in its order."""
    return _read(definition)[1]


def item_faults(item: object) -> list[DefinitionFault]:
    """Everything that is wrong with one item by itself."""
    faults: list[DefinitionFault] = []
    item_read(Cells(item, (), faults))
    return faults


def questionnaire_draft(definition: object) -> tuple[Questionnaire, list[DefinitionFault]]:
    """What can be read of a definition that is still worked on, and what is wrong with it."""
    return _read(definition)


def questionnaire_known(definition: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire of a definition that was read before and frozen since; not checked again.

    Answering asks for it with every page.
    """
    texts = {n: v for n, v in definition.items() if n not in ("sections", "minutes")}
    return Questionnaire(
        **{"measures": "", **texts},
        sections=tuple(
            Section(**{**one, "items": tuple(_known(item) for item in one["items"])})
            for one in definition["sections"]
        ),
    )


def _known(item: Mapping[str, Any]) -> Item:
    options = tuple(Option(**option) for option in item.get("options", ()))
    return Item(**{**item, "kind": Kind(item["kind"]), "options": options})


def _read(definition: object) -> tuple[Questionnaire, list[DefinitionFault]]:
    faults: list[DefinitionFault] = []
    cells = Cells(definition, (), faults)
    titles, intros = cells.pair("title", limit=TITLE), cells.pair("intro", limit=PROSE)
    warnings = cells.pair("warning", limit=PROSE, required=False)
    sections = cells.objects("sections")
    found = Questionnaire(
        key=cells.key(),
        measures=cells.text("measures", limit=4, required=False),
        title_id=titles[0],
        title_en=titles[1],
        intro_id=intros[0],
        intro_en=intros[1],
        warning_id=warnings[0],
        warning_en=warnings[1],
        sections=tuple(_section(one) for one in sections),
    )
    _check(cells, found)
    cells.strangers()
    return found, faults


def _section(cells: Cells) -> Section:
    titles = cells.pair("title", limit=TITLE)
    intros = cells.pair("intro", limit=PROSE, required=False)
    items = cells.objects("items")
    cells.many("items", len(items), 1, SECTION_ITEMS)
    found = Section(
        key=cells.key(),
        title_id=titles[0],
        title_en=titles[1],
        intro_id=intros[0],
        intro_en=intros[1],
        items=tuple(item_read(one) for one in items),
    )
    cells.strangers()
    return found


def item_read(cells: Cells) -> Item:
    """One item with the fields of its kind; fields of another kind are a fault."""
    if str(cells.fields.get("kind")) in ("text", "free", "open"):
        cells.fault("kind", "free-text")
    kind = Kind(cells.choice("kind", KINDS) or Kind.CHOICE)
    texts = cells.pair("text", limit=TEXT)
    helps = cells.pair("help", limit=TEXT, required=False)
    own = _own(cells, kind)
    found = Item(
        key=cells.key(),
        kind=kind,
        text_id=texts[0],
        text_en=texts[1],
        help_id=helps[0],
        help_en=helps[1],
        **own,  # type: ignore[arg-type]
    )
    cells.strangers()
    return found


def _own(cells: Cells, kind: Kind) -> dict[str, object]:
    """The fields that only this kind has."""
    if kind == Kind.CHOICE:
        return {"options": _options(cells)}
    if kind == Kind.BEHAVIOUR:
        period_id, period_en = cells.pair("period", limit=LABEL)
        months = cells.whole("months", least=1, most=MONTHS)
        return {"months": months, "period_id": period_id, "period_en": period_en}
    return crosswise(cells) if kind == Kind.CROSSWISE else {}


def _options(cells: Cells) -> tuple[Option, ...]:
    entries = cells.objects("options")
    cells.many("options", len(entries), *OPTIONS)
    found = []
    for one in entries:
        text_id, text_en = one.pair("text", limit=LABEL)
        code = one.key("code", limit=CODE)
        positive = one.flag("positive")
        found.append(Option(code=code, text_id=text_id, text_en=text_en, positive=positive))
        one.strangers()
    no_twins(entries, [option.code for option in found], "code")
    no_twins(entries, [option.text_id for option in found], "text_id")
    return tuple(found)


def no_twins(entries: Sequence[Cells], values: Sequence[str], field: str) -> None:
    """Note every value that stood before."""
    seen = set()
    for cells, value in zip(entries, values, strict=True):
        if value and value in seen:
            cells.fault(field, "duplicate", value)
        seen.add(value)


def _check(cells: Cells, found: Questionnaire) -> None:
    """What only the whole shows: keys, numbers, warning, anchor, minutes."""
    faults = cells.faults
    sections = [Cells({}, ("sections", at), faults) for at in range(len(found.sections))]
    no_twins(sections, [section.key for section in found.sections], "key")
    placed = [
        (Cells({}, ("sections", at, "items", within), faults), item)
        for at, section in enumerate(found.sections)
        for within, item in enumerate(section.items)
    ]
    no_twins([one for one, _ in placed], [item.key for _, item in placed], "key")
    cells.many("sections", len(found.sections), 1, SECTIONS)
    if len(placed) > ITEMS:
        cells.fault("sections", "too-many", len(placed), ITEMS)
    if any(item.kind in _WARNED for item in found.items) and not found.warning_id:
        cells.fault("warning_id", "no-warning")
    check_crosswise(cells, placed)
    _check_minutes(cells, found)


def _check_minutes(cells: Cells, found: Questionnaire) -> None:
    promised, needed = cells.take("minutes"), found.minutes
    if needed > duration.MOST:
        cells.fault("minutes", "too-long-survey", needed, duration.MOST)
    elif promised is not None and promised != needed:
        cells.fault("minutes", "minutes", promised, needed)
