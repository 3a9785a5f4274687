"""What a caller asks for, and what it gets."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Kind(enum.Enum):
    """What a column holds.

    ``DIGITS`` are numbers that nobody calculates with (NIP, telephone). ``DAYS`` may be a span
    ("21-22 Oktober 2025"); its value is the last day.
    """

    TEXT = "text"
    DIGITS = "digits"
    DAY = "day"
    DAYS = "days"


class Code:
    """What can be wrong with a cell, a row, a column or a sheet."""

    EMPTY = "empty"
    FORMULA = "formula"
    ERROR = "error"
    NUMBER = "number"
    DAY = "day"
    HEADING_MISSING = "heading_missing"
    HEADING_TWICE = "heading_twice"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_SHEET = "hidden_sheet"
    LONG_ROW = "long_row"
    SHORT_ROW = "short_row"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that the caller knows, by the names that people give it in any language."""

    key: str
    names: tuple[str, ...]
    required: bool = False
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where. ``row`` is 0 and ``column`` empty where it is about neither.

    ``key`` is the heading's. ``text`` is what stands there, shortened; the name of a sheet for
    ``HIDDEN_SHEET``, the heading's title for faults of headings. ``LONG_ROW`` and ``SHORT_ROW`` are
    lines of CSV with more cells than the headings, or without one that is required: a separator
    stands in a cell, or is missing. What stands in a long row is not read, so no cell is taken for
    the one beside it.
    """

    row: int
    column: str
    code: str
    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``number`` as in the file. What is empty or faulty has no value."""

    number: int
    values: Mapping[str, str | dt.date]

    def text(self, key: str) -> str:
        """Return the text under a heading, without spaces around it."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else value.isoformat()

    def day(self, key: str) -> dt.date | None:
        """Return the day under a heading of days."""
        value = self.values.get(key)
        return value if isinstance(value, dt.date) else None


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is no row of the table: its number, and the texts in it from left to right."""

    number: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with everything that stood around it.

    ``columns`` are the letters by key, ``unread`` the titles of other columns by letter.
    ``heading_row`` is the last row of the headings.
    """

    sheet: str
    heading_row: int
    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    aside: tuple[Aside, ...] = ()
    unread: Mapping[str, str] | None = None
    other_sheets: tuple[str, ...] = ()
