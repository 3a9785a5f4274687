"""The table of a grid: which sheet, which rows, what each cell says and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ruangaman.lib.table.cells import shortened, value_of
from ruangaman.lib.table.grid import FORMULA, Cell, Grid, Line, Sheet, letters
from ruangaman.lib.table.headings import Found, Names, find_headings, squeezed
from ruangaman.lib.table.limits import TableRefused
from ruangaman.lib.table.model import Aside, Code, Fault, Heading, Row, Table

_TOTALS = ("jumlah", "total", "grandtotal", "subtotal", "jml")


def table_of(grid: Grid, headings: Sequence[Heading]) -> Table:
    """Return the one table of a grid, or raise ``TableRefused``."""
    if not grid.sheets:
        raise TableRefused("empty")
    names = Names(headings)
    sheet, found = _one_sheet(grid, names)
    reader = _Body(sheet, found, headings, names, grid.from_1904)
    reader.read()
    hidden = [one for one in grid.sheets if one.hidden and one is not sheet]
    faults = [Fault(0, "", Code.HIDDEN_SHEET, "", one.name) for one in hidden]
    return Table(
        sheet.name,
        found.last,
        {key: letters(column) for key, column in found.columns.items()},
        tuple(reader.rows),
        (*faults, *reader.faults),
        tuple(reader.aside),
        {letters(column): title for column, title in sorted(reader.unread().items())},
        tuple(one.name for one in grid.sheets if one is not sheet and not one.hidden),
    )


def _one_sheet(grid: Grid, names: Names) -> tuple[Sheet, Found]:
    """Return the only sheet that looks like a table; a hidden one is none to choose."""
    shown = [sheet for sheet in grid.sheets if not sheet.hidden]
    likely = [(sheet, found) for sheet in shown if (found := find_headings(sheet, names))]
    if len(likely) > 1:
        raise TableRefused("sheets", ", ".join(sheet.name for sheet, _ in likely))
    if not likely:
        hidden = [one.name for one in grid.sheets if one.hidden and find_headings(one, names)]
        raise TableRefused("hidden" if hidden else "headings", ", ".join(hidden))
    return likely[0]


class _Body:
    """Goes through the lines below the headings."""

    def __init__(
        self,
        sheet: Sheet,
        found: Found,
        headings: Sequence[Heading],
        names: Names,
        from_1904: bool,
    ) -> None:
        self._sheet, self._found, self._names = sheet, found, names
        self._from_1904 = from_1904
        self._headings = [one for one in headings if one.key in found.columns]
        self._tall = {
            (box.top, box.left): box.bottom
            for box in sheet.merged
            if box.bottom > box.top > found.last and box.left == box.right
        }
        tops = [one.width for one in sheet.lines if found.first <= one.number <= found.last]
        self._width = max(tops, default=0)
        self._above: dict[int, tuple[int, Cell]] = {}
        self._across = {(box.top, box.left) for box in sheet.merged if box.right > box.left}
        self.rows: list[Row] = []
        self.faults: list[Fault] = [*self._heading_faults(headings), *self._hidden_columns()]
        self.aside: list[Aside] = []

    def read(self) -> None:
        """Read every line as a row, or keep it as one that is none."""
        before = 0
        for line in self._sheet.lines:
            if line.number <= self._found.last:
                self._aside(line, above=True)
                continue
            gap = bool(self.rows) and line.number > before + 1
            before = line.number
            cells = self._cells(line)
            if self._is_row(line, cells, gap):
                self._row(line, cells)
            elif not self._is_counting(line):
                self._aside(line)

    def _cells(self, line: Line) -> dict[int, Cell]:
        """Return the cells of a line; one merged over rows holds for each of them."""
        cells = {cell.column: cell for cell in line.cells}
        for column, (bottom, cell) in list(self._above.items()):
            if line.number > bottom:
                del self._above[column]
            elif column not in cells:
                cells[column] = cell
        for cell in line.cells if self._tall else ():
            if bottom := self._tall.get((line.number, cell.column), 0):
                self._above[cell.column] = bottom, cell
        return cells

    def unread(self) -> Mapping[int, str]:
        """Return the titles of columns that no heading knows."""
        read = {*self._found.columns.values(), *self._found.twice}
        return {at: title for at, title in self._found.titles.items() if at not in read}

    def _is_row(self, line: Line, cells: Mapping[int, Cell], gap: bool) -> bool:
        filled = {key for key, column in self._found.columns.items() if column in cells}
        if not filled or self._is_counting(line):
            return False
        first = line.cells[0]
        if squeezed(first.text).startswith(_TOTALS) or self._is_heading_again(cells, filled):
            return False
        if len(line.cells) == 1 and (line.number, first.column) in self._across:
            return False
        required = set(self._names.required) & set(self._found.columns)
        if not required:
            return True
        if gap:
            return required <= filled
        return bool(required & filled) or len(line.cells) > 1

    def _is_heading_again(self, cells: Mapping[int, Cell], filled: set[str]) -> bool:
        columns = self._found.columns
        if not any(self._names.knows(cells[columns[key]].text) for key in self._required(filled)):
            return False
        return all(self._names.key(cells[columns[key]].text) == key for key in filled)

    def _required(self, filled: set[str]) -> set[str]:
        return filled.intersection(self._names.required) or filled

    def _is_counting(self, line: Line) -> bool:
        """Say whether a line only numbers the columns, as below headings of offices."""
        if self.rows:
            return False
        texts = [squeezed(cell.text) for cell in line.cells]
        numbers = [str(number) for number in range(1, len(texts) + 1)]
        return len(texts) > 1 and texts == numbers

    def _row(self, line: Line, cells: Mapping[int, Cell]) -> None:
        if line.hidden:
            self.faults.append(Fault(line.number, "", Code.HIDDEN_ROW))
        if self._is_long(line):
            self.faults.append(Fault(line.number, "", Code.LONG_ROW))
            self.rows.append(Row(line.number, {}))
            return
        values = {}
        for heading in self._headings:
            column = self._found.columns[heading.key]
            cell = cells.get(column)
            value, code = value_of(cell, heading, from_1904=self._from_1904)
            if value is not None:
                values[heading.key] = value
            if code == Code.EMPTY and 0 < line.width < column:
                code = Code.SHORT_ROW
            if code:
                text = shortened(cell.text) if cell else ""
                self.faults.append(Fault(line.number, letters(column), code, heading.key, text))
        self.rows.append(Row(line.number, values))

    def _is_long(self, line: Line) -> bool:
        """Say whether a line of CSV has more cells than the headings, or one beyond the last."""
        return 0 < self._width < line.width or bool(
            line.width and line.cells[-1].column > max(self._found.titles, default=0)
        )

    def _aside(self, line: Line, *, above: bool = False) -> None:
        """Keep a line that is no row; the headings themselves are not kept."""
        if above and line.number >= self._found.first:
            return
        texts = tuple(shortened(cell.text) for cell in line.cells if cell.text)
        if texts:
            self.aside.append(Aside(line.number, texts))
        if line.hidden:
            self.faults.append(Fault(line.number, "", Code.HIDDEN_ROW))
        self.faults += [
            Fault(line.number, letters(cell.column), Code.FORMULA, "", shortened(cell.text))
            for cell in line.cells
            if cell.kind == FORMULA
        ]

    def _heading_faults(self, headings: Sequence[Heading]) -> Iterator[Fault]:
        row = self._found.last
        for column, key in self._found.twice.items():
            title = shortened(self._found.titles[column])
            yield Fault(row, letters(column), Code.HEADING_TWICE, key, title)
        for one in headings:
            if one.required and one.key not in self._found.columns:
                yield Fault(row, "", Code.HEADING_MISSING, one.key, one.names[0])

    def _hidden_columns(self) -> Iterator[Fault]:
        used = {cell.column for line in self._sheet.lines for cell in line.cells}
        for first, last in self._sheet.hidden_columns:
            for column in sorted(one for one in used if first <= one <= last):
                title = shortened(self._found.titles.get(column, ""))
                yield Fault(self._found.last, letters(column), Code.HIDDEN_COLUMN, "", title)
