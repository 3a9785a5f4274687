"""Why nothing is settled outside a court: ``[[settlement]]`` of legal_notes.toml."""

import re
from collections.abc import Iterable
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


def settlement_pattern(said: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words; ``*`` is further letters, a blank any white space."""
    each = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in said)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each) or '(?!)'})(?!\w)", re.IGNORECASE)
