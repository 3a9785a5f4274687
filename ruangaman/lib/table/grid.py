"""The cells of a file as they stood: what the child finds, and what the parent reads from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ruangaman.lib.table.limits import MOST_CELLS, MOST_COLUMNS, TableRefused

TEXT, NUMBER, DAY, FORMULA, ERROR = "s", "n", "d", "f", "e"


class Cell(NamedTuple):
    """``column`` counts from 1; ``text`` of a ``DAY`` is ISO, of a ``NUMBER`` as in the file."""

    column: int
    kind: str
    text: str


class Box(NamedTuple):
    """Merged cells, all four ends among them."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Line:
    """The cells with content of one row; ``number`` as in the file.

    ``width`` is how many cells separators make of a line of CSV, 0 where nothing separates cells.
    """

    number: int
    hidden: bool
    cells: list[Cell]
    width: int = 0


@dataclass(slots=True)
class Sheet:
    """One sheet; ``hidden_columns`` are spans of columns."""

    name: str
    hidden: bool = False
    lines: list[Line] = field(default_factory=list)
    merged: list[Box] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """All sheets with content. ``from_1904`` says where days are counted from."""

    sheets: list[Sheet]
    from_1904: bool = False


def letters(column: int) -> str:
    """Return a column as spreadsheets write it: 1 is A, 27 is AA."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def grid_dump(grid: Grid) -> str:
    """Return the grid as one line of JSON."""
    sheets = [
        {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "lines": [(line.number, line.hidden, line.cells, line.width) for line in sheet.lines],
            "merged": sheet.merged,
            "hidden_columns": sheet.hidden_columns,
        }
        for sheet in grid.sheets
    ]
    told = {"sheets": sheets, "from_1904": grid.from_1904}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def grid_load(answer: bytes) -> Grid:
    """Read what a child wrote, which is worth no more trust than the file.

    Raises ``TableRefused`` with the child's reason, or ``heavy`` for anything but a whole answer.
    """
    try:
        told = json.loads(answer.decode("utf-8", "strict"))
        if refused := told.get("refused"):
            raise TableRefused(str(refused), str(told.get("text", "")))
        grid = Grid([_sheet(one) for one in told["sheets"]], bool(told["from_1904"]))
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise TableRefused("heavy") from fault
    if sum(len(line.cells) for sheet in grid.sheets for line in sheet.lines) > MOST_CELLS:
        raise TableRefused("heavy")
    return grid


def _sheet(told: dict[str, Any]) -> Sheet:
    return Sheet(
        str(told["name"]),
        bool(told["hidden"]),
        [
            Line(int(number), bool(hid), _cells(cells), int(width))
            for number, hid, cells, width in told["lines"]
        ],
        [Box(*map(int, box)) for box in told["merged"]],
        [(int(first), int(last)) for first, last in told["hidden_columns"]],
    )


def _cells(told: list[list[Any]]) -> list[Cell]:
    cells = [Cell(int(column), str(kind), str(text)) for column, kind, text in told]
    if any(not 0 < cell.column <= MOST_COLUMNS for cell in cells):
        raise ValueError("a column that is none")
    return cells
