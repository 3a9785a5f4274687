"""What a row of training can say beside the cells of other files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from ruangaman.lib.pack.cells import LABEL, SOURCE, TEXT, Row
from ruangaman.lib.pack.vocabulary import MARKS

PARAGRAPHS = 12
"""Most paragraphs of one page, outcomes of one module."""

KEY = 10
"""Longest key of a choice, in characters: answers are kept by it."""


class Told(TypedDict):
    """Where something comes from."""

    source: str
    mark: str


class Review(TypedDict):
    """The fields of ``model.Taught``."""

    source: str
    mark: str
    reviewed_by: str
    reviewed_on: date | None


class Line(Row):
    """A row of a file of training."""

    @property
    def cells(self) -> Mapping[str, object]:
        """The cells as the file has them, for a reader of their own."""
        return self._raw.cells

    def flag(self, field: str) -> bool:
        """``true`` or ``false``; absent means false."""
        value = self._raw.cells.get(field, False)
        if not isinstance(value, bool):
            self.fault(field, "wrong-type", limit="true or false")
            return False
        return value

    def short_key(self, field: str = "key") -> str:
        """The key of a choice."""
        value = self.slug(field)
        if len(value) > KEY:
            self.fault(field, "too-long", value=len(value), limit=KEY)
        return value

    def numbers(self, field: str, allowed: range) -> tuple[int, ...]:
        """A list of whole numbers, each one of ``allowed``, at least one."""
        value = self._raw.cells.get(field, [])
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            self.fault(field, "wrong-type", limit="a list of whole numbers")
            return ()
        if not value:
            self.fault(field, "missing-value")
        for one in value:
            if one not in allowed:
                limit = f"{allowed.start} … {allowed.stop - 1}"
                self.fault(field, "unknown-choice", value=one, limit=limit)
        return tuple(value)

    def paragraphs(self, stem: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Lists of texts in both languages, equally many."""
        indonesian, english = self._list(f"{stem}_id"), self._list(f"{stem}_en")
        if indonesian and len(indonesian) != len(english):
            self.fault(f"{stem}_en", "missing-translation")
        return indonesian, english

    def _list(self, field: str) -> tuple[str, ...]:
        value = self._raw.cells.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(field, "wrong-type", limit="a list of texts")
            return ()
        if field.endswith("_id") and not value:
            self.fault(field, "missing-value")
        if len(value) > PARAGRAPHS:
            self.fault(field, "too-many", value=len(value), limit=PARAGRAPHS)
        if not all(one.strip() for one in value):
            self.fault(field, "missing-value")
        return tuple(self._said(field, one.strip(), TEXT) for one in value)

    def review(self) -> Review:
        """Source, mark and review; the two reviewed fields go together."""
        by = self.reference("reviewed_by", limit=LABEL, required=False)
        on = self.day("reviewed_on")
        given = self._string("reviewed_on", required=False)
        if bool(by) != bool(given):
            self.fault("reviewed_by" if given else "reviewed_on", "half-reviewed")
        return {**self.told(), "reviewed_by": by, "reviewed_on": on}

    def told(self) -> Told:
        """Source and mark."""
        return {
            "source": self.reference("source", limit=SOURCE),
            "mark": self.choice("mark", MARKS),
        }

    def settled(self, mark: str, allowed: tuple[str, ...]) -> None:
        """Notes a mark too weak for something that is taught as settled."""
        if mark and mark not in allowed:
            self.fault("mark", "weak-mark", value=mark)
