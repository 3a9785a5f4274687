"""Why nothing is settled outside a court: ``[[settlement]]`` of legal_notes.toml."""

from dataclasses import dataclass

from ruangaman.lib.pack.cells import TEXT, Row
from ruangaman.lib.pack.sourced import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement(Sourced):
    """legal_notes.toml ``[[settlement]]``: why nothing is settled outside a court, and its words.

    ``words`` are written in small letters; ``*`` stands for further letters of the same word.
    """

    key: str
    text_id: str
    text_en: str
    words: tuple[str, ...]


def settlement(row: Row) -> Settlement:
    text_id, text_en = row.pair("text", limit=TEXT)
    return Settlement(
        key=row.key("key"),
        text_id=text_id,
        text_en=text_en,
        words=row.codes("words"),
        **row.origin(),
    )
