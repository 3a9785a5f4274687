"""Rows of casework.toml."""

from ruangaman.lib.pack import case_model, vocabulary
from ruangaman.lib.pack.cells import LABEL, TEXT, Row


def group(row: Row) -> case_model.CaseGroup:
    title_id, title_en = row.pair("title", limit=LABEL)
    hers_id, hers_en = row.pair("hers", limit=TEXT)
    text_id, text_en = row.pair("text", limit=TEXT)
    receivers_id, receivers_en = row.pair("receivers", limit=TEXT)
    return case_model.CaseGroup(
        key=row.choice("key", vocabulary.CASE_GROUPS),
        title_id=title_id,
        title_en=title_en,
        hers_id=hers_id,
        hers_en=hers_en,
        text_id=text_id,
        text_en=text_en,
        receivers_id=receivers_id,
        receivers_en=receivers_en,
        services=row.codes("services", required=False),
        **row.origin(),
    )


def line(row: Row) -> case_model.SheetLine:
    title_id, title_en = row.pair("title", limit=LABEL)
    choices_id, choices_en = row.pair("choices", limit=TEXT, required=False)
    return case_model.SheetLine(
        key=row.key("key"),
        title_id=title_id,
        title_en=title_en,
        choices_id=choices_id,
        choices_en=choices_en,
        known=row.choice("known", vocabulary.SHEET_ANSWERS, required=False),
        **row.origin(),
    )
