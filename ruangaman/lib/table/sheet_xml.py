"""One sheet of an XLSX file, read as it goes by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ruangaman.lib.days import excel_day
from ruangaman.lib.table.grid import DAY, ERROR, FORMULA, NUMBER, TEXT, Box, Cell, Line, Sheet
from ruangaman.lib.table.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    TableRefused,
)
from ruangaman.lib.table.parts import Parts
from ruangaman.lib.table.strings import unescaped

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_TAKEN = frozenset({"v", "t"})


class SheetReader:
    """Fill a ``Sheet`` with the cells that have content. ``count`` is shared between sheets."""

    def __init__(
        self,
        sheet: Sheet,
        strings: Sequence[str],
        dates: frozenset[int],
        from_1904: bool,
        count: list[int],
    ) -> None:
        """Take what the cells of this sheet point to."""
        self._sheet, self._strings, self._dates = sheet, strings, dates
        self._from_1904, self._count = from_1904, count
        self._line = Line(0, False, [])
        self._column, self._style, self._type = 0, 0, "n"
        self._pieces: list[str] = []
        self._taking, self._formula, self._spoken = False, False, False
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "row": self._row,
            "c": self._cell,
            "f": self._has_formula,
            "col": self._hidden_column,
            "mergeCell": self._merged,
        }

    def read(self, parts: Parts, name: str) -> None:
        """Read one part."""
        parts.parse(name, self._start, self._end, self._text)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _TAKEN:
            self._taking = not self._spoken
        elif tag == "rPh":
            self._spoken = True
        elif handler := self._starts.get(tag):
            handler(attributes)

    def _end(self, tag: str) -> None:
        if tag in _TAKEN:
            self._taking = False
        elif tag == "rPh":
            self._spoken = False
        elif tag == "c":
            self._cell_end()
        elif tag == "row" and self._line.cells:
            self._sheet.lines.append(self._line)
            if len(self._sheet.lines) > MOST_ROWS:
                raise TableRefused("rows")

    def _text(self, data: str) -> None:
        if self._taking:
            self._pieces.append(data)
            if len(data) > MOST_TEXT or len(self._pieces) > MOST_TEXT:
                raise TableRefused("text", f"{self._line.number}")

    def _row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r", "")
        following = self._line.number + 1
        flat = attributes.get("ht") in ("0", "0.0")
        hidden = flat or attributes.get("hidden") in ("1", "true")
        self._line = Line(int(number) if number else following, hidden, [])
        if self._line.number < following:
            raise TableRefused("broken", number)
        self._column = 0

    def _cell(self, attributes: Mapping[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        column = column_of(place[1]) if place else self._column + 1
        if column <= self._column or (place and int(place[2]) != self._line.number):
            raise TableRefused("broken", str(self._line.number))
        self._column = column
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdigit() and len(style) < 7 else 0
        self._type = attributes.get("t", "n")
        self._pieces, self._formula = [], False

    def _has_formula(self, _: Mapping[str, str]) -> None:
        self._formula = True

    def _cell_end(self) -> None:
        kind, text = self._content("".join(self._pieces))
        if not text and not self._formula:
            return
        if len(text) > MOST_TEXT:
            raise TableRefused("text", str(self._line.number))
        if self._column > MOST_COLUMNS:
            raise TableRefused("columns")
        self._count[0] += 1
        if self._count[0] > MOST_CELLS:
            raise TableRefused("cells")
        self._line.cells.append(Cell(self._column, FORMULA if self._formula else kind, text))

    def _content(self, raw: str) -> tuple[str, str]:
        """Return kind and text of the cell that ends (ECMA-376 part 1, 18.18.11)."""
        if self._type == "s":
            return TEXT, self._strings[int(raw)].strip() if raw.strip() else ""
        if self._type in ("str", "inlineStr"):
            return TEXT, unescaped(raw).strip()
        if self._type == "e":
            return ERROR, raw.strip()
        if self._type == "b":
            return TEXT, "TRUE" if raw.strip() == "1" else "FALSE"
        if self._type == "d":
            return DAY, raw.strip()[:10]
        day = excel_day(raw, from_1904=self._from_1904) if self._style in self._dates else None
        return (DAY, day.isoformat()) if day else (NUMBER, raw.strip())

    def _hidden_column(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true") or attributes.get("width") in ("0", "0.0"):
            span = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
            self._sheet.hidden_columns.append(span)

    def _merged(self, attributes: Mapping[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        one, other = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if one and other:
            box = Box(int(one[2]), column_of(one[1]), int(other[2]), column_of(other[1]))
            self._sheet.merged.append(box)
        if len(self._sheet.merged) > MOST_ROWS:
            raise TableRefused("cells")


def column_of(letters: str) -> int:
    """Return which column letters mean: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
