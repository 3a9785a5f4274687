"""Finding the headings of a table: in any order, in one line or two, under whatever title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ruangaman.lib.table.grid import Box, Line, Sheet
from ruangaman.lib.table.model import Heading

_LOOKED_AT = 60
"""Lines with content among which headings are looked for."""

_TALLEST = 5
"""Rows that a heading may be merged over."""

_MOST_BOXES = 1_000
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(slots=True)
class Found:
    """Headings that were found, from row ``first`` to ``last``.

    ``titles`` are all titles by column, ``twice`` columns whose heading another one has already.
    """

    first: int
    last: int
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    twice: dict[int, str] = field(default_factory=dict)


class Names:
    """The names of all headings a caller knows."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        """Fold the names."""
        self._keys = {squeezed(name): one.key for one in headings for name in one.names}
        self.required = tuple(one.key for one in headings if one.required)
        self.least = min(2, max(len(headings) - 1, 1))

    def knows(self, title: str) -> bool:
        """Say whether this is just a name of a heading."""
        return squeezed(title) in self._keys

    def key(self, title: str) -> str:
        """Return the heading of a title, or nothing. "Pangkat/Gol." is found by either part."""
        for text in (title, _BRACKETS.sub(" ", title)):
            if key := self._keys.get(squeezed(text)):
                return key
        parts = {self._keys.get(squeezed(part), "") for part in re.split(r"[/|(),&]", title)}
        parts.discard("")
        return parts.pop() if len(parts) == 1 else ""


def squeezed(text: str) -> str:
    """Return the letters and digits of a title: no case, accent, space or punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _NOT_A_WORD.sub("", plain.encode("ascii", "ignore").decode("ascii"))


def find_headings(sheet: Sheet, names: Names) -> Found | None:
    """Return the headings of a sheet: where most are found, the upper of two that are alike.

    None where fewer than two are found (one, where a caller knows but two), or none of those that
    a caller requires.
    """
    best: Found | None = None
    lines = sheet.lines[: _LOOKED_AT + 1]
    top = _Top(lines, _boxes(sheet, lines), _width(sheet), names)
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        one = top.match(line)
        if below and below.number == line.number + 1:
            two, lower = top.match(line, below), top.match(below)
            if len(two.columns) > max(len(one.columns), len(lower.columns)):
                one = two
        if best is None or len(one.columns) > len(best.columns):
            best = one
    if best is None or len(best.columns) < names.least:
        return None
    required = set(names.required)
    return best if not required or required & set(best.columns) else None


@dataclass(frozen=True, slots=True)
class _Top:
    """The lines among which headings are looked for, with the boxes that begin there."""

    lines: Sequence[Line]
    boxes: Sequence[Box]
    width: int
    names: Names

    def match(self, line: Line, below: Line | None = None) -> Found:
        """Take one line, or two, for headings."""
        upper, lower = self._titles(line), self._titles(below) if below else {}
        found = Found(line.number, self._last(line, below))
        for column in sorted({*upper, *lower}):
            top, under = upper.get(column, ""), lower.get(column, "")
            title = " ".join(dict.fromkeys(part for part in (top, under) if part))
            found.titles[column] = title
            key = self.names.key(title) or (self.names.key(under) if under else "")
            if key and key in found.columns:
                found.twice[column] = key
            elif key:
                found.columns[key] = column
        return found

    def _titles(self, line: Line) -> Mapping[int, str]:
        """Return the titles of a line by column; one merged across several stands over each."""
        titles = {cell.column: " ".join(cell.text.split()) for cell in line.cells}
        for box in self.boxes:
            if box.top <= line.number <= box.bottom and box.left in titles:
                for column in range(box.left + 1, min(box.right, self.width) + 1):
                    titles.setdefault(column, titles[box.left])
        return titles

    def _last(self, line: Line, below: Line | None) -> int:
        """Return the last row of the headings: titles may be merged over rows."""
        lowest = below.number if below else line.number
        bottoms = (box.bottom for box in self.boxes if box.top == line.number)
        return max([lowest, *(bottom for bottom in bottoms if bottom <= line.number + _TALLEST)])


def _boxes(sheet: Sheet, lines: Sequence[Line]) -> list[Box]:
    """Return the merged cells at the top of a sheet; a sound file has few of them."""
    numbers = {line.number for line in lines}
    return [box for box in sheet.merged if box.top in numbers][:_MOST_BOXES]


def _width(sheet: Sheet) -> int:
    return max((line.cells[-1].column for line in sheet.lines if line.cells), default=0)
