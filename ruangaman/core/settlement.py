"""Words of a settlement in what somebody writes, and why nothing is settled outside a court.

UU 12/2022 Art. 23: no settlement outside a court, except where the offender is a child. The words
are the pack's (``legal_notes.toml``, ``[[settlement]]``).
"""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.core.models import PackText
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words
from ruangaman.lib.pack.settlement import settlement_pattern


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was found in a text: the words as typed, the reason why not, and its source."""

    words: tuple[str, ...]
    why: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def named(self) -> str:
        """The words, as a sentence names them."""
        return ", ".join(f"“{word}”" for word in self.words)


def settlement_in(text: str) -> Settlement | None:
    """Return which words of a settlement stand in ``text``, or None."""
    if not text.strip():
        return None
    hits: dict[str, None] = {}
    rows: list[PackText] = []
    for row in pack_texts("settlements"):
        found = settlement_pattern(row.body["words"]).findall(text)
        if found:
            hits.update(dict.fromkeys(word.lower() for word in found))
            rows.append(row)
    if not rows:
        return None
    why = tuple(words(row.body, "text") for row in rows)
    return Settlement(tuple(hits), why, tuple(str(row.body["source"]) for row in rows))
