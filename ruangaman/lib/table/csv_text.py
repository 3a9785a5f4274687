"""CSV as programs and people write it: whatever letters, whatever stands between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ruangaman.lib.table.grid import FORMULA, TEXT, Cell, Grid, Line, Sheet
from ruangaman.lib.table.kinds import looks_wide
from ruangaman.lib.table.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    TableRefused,
)

_BETWEEN = (";", "\t", ",")
_LOOKED_AT = 60
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'="([^"]*)"')
"""How Excel is told to keep zeros: no formula, but the text in it."""


def read_csv(raw: bytes) -> Grid:
    """Return the file as one sheet; rows count as a spreadsheet counts them."""
    text = decoded(raw)
    said = _SAID.match(text)
    between = said[1] if said else _guessed(text)
    csv.field_size_limit(MOST_TEXT)
    sheet, cells = Sheet(""), 0
    for number, record in _records(text, between):
        if said and number == 1:
            continue
        if len(record) > MOST_COLUMNS and any(map(str.strip, record[MOST_COLUMNS:])):
            raise TableRefused("columns")
        line = Line(number, False, _cells(record), len(record))
        cells += len(line.cells)
        if line.cells:
            sheet.lines.append(line)
        if len(sheet.lines) > MOST_ROWS:
            raise TableRefused("rows")
        if cells > MOST_CELLS:
            raise TableRefused("cells")
    return Grid([sheet] if sheet.lines else [])


def decoded(raw: bytes) -> str:
    """Return the text: UTF-16 or UTF-8 by its mark, UTF-8 where it is sound, else Windows-1252."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(raw, "utf-16")
    if wide := looks_wide(raw):
        return _decode(raw, wide)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(raw, "cp1252")


def _decode(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as fault:
        raise TableRefused("encoding") from fault


def _guessed(text: str) -> str:
    """Return what stands between cells: what gives the most lines the same number of them."""
    scores = {between: _evenness(text, between) for between in _BETWEEN}
    return max(_BETWEEN, key=scores.__getitem__)


def _evenness(text: str, between: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(record) for record in islice(reader, _LOOKED_AT))
    except csv.Error:
        return 0, 0
    return max(((seen, width) for width, seen in widths.items() if width > 1), default=(0, 0))


def _records(text: str, between: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield number, record
    except csv.Error as fault:
        reason = "text" if "field limit" in str(fault) else "quotes"
        raise TableRefused(reason, str(number + 1)) from fault


def _cells(record: list[str]) -> list[Cell]:
    cells = []
    for column, text in enumerate(record, start=1):
        if kept := text.strip():
            as_text = _AS_TEXT.fullmatch(kept)
            kind = FORMULA if kept.startswith("=") and not as_text else TEXT
            cells.append(Cell(column, kind, as_text[1] if as_text else kept))
    return cells
