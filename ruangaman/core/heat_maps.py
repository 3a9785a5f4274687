"""Rows by columns as a heat map: a table whose cells are drawn by the server as SVG.

The drawing is the table, so that a screen reader, a search in the page and paper have the same
rows. A cell is a mark (a shape of its own for each) or a share (its number, on a darker ground
the higher it is): nothing is told by colour alone. ``components/heat_map.html`` shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import models
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

STEPS = 5
"""Grounds of shares, from white to dark; the last begins at four fifths."""


class Mark(models.TextChoices):
    """What holds, for one thing in one place."""

    FULL = "full", _("terpenuhi")
    PART = "part", _("sebagian")
    NONE = "none", _("belum")
    UNKNOWN = "unknown", _("belum diketahui")
    NOT_MEANT = "na", _("tidak berlaku")


SHAPES: dict[Mark, str] = {
    Mark.FULL: "M1 1h18v18h-18zM8.2 14.9l7.6-7.6-1.8-1.8-5.8 5.8-2.4-2.4-1.8 1.8z",
    Mark.PART: "M1 1h18v18h-18zM2.5 2.5v15h15z",
    Mark.NONE: "M1 1h18v18h-18zM2.5 2.5v15h15v-15zM6.1 4.7l-1.4 1.4 3.9 3.9-3.9 3.9 1.4 1.4 "
    "3.9-3.9 3.9 3.9 1.4-1.4-3.9-3.9 3.9-3.9-1.4-1.4-3.9 3.9z",
    Mark.UNKNOWN: "M8.9 12.2v-1.1q0-1 .9-1.8l1-.9q.6-.6.6-1.3 0-1.2-1.4-1.2-1.6 0-1.9 1.6l-1.7-.4"
    "q.5-3 3.7-3 3.3 0 3.3 2.8 0 1.4-1.1 2.4l-1 .9q-.6.6-.6 1.2v.8zM8.8 15.8v-2.2h2.2v2.2z",
    Mark.NOT_MEANT: "M6 9h8v2h-8z",
}
"""Each mark in a square of twenty by twenty; drawn even-odd, in one colour."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the short code above it, what it is called, where more about it is."""

    code: str
    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a mark or a share (0 to 1), and the figure behind it in words."""

    mark: Mark | None = None
    share: float | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name (in the language ``lang``), where more about it is, one cell a column."""

    name: str
    cells: tuple[Cell, ...]
    href: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong together below a name; the name may be empty."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A title, the columns, what the rows are called, and the rows in their parts."""

    title: str
    columns: tuple[Column, ...]
    head: str
    parts: tuple[Part, ...]

    @property
    def shares(self) -> bool:
        """Say whether any cell is a share: the legend then tells the grounds."""
        return any(cell.share is not None for cell in self._cells())

    @property
    def marks(self) -> list[Mark]:
        """The marks in use, in their order."""
        found = {cell.mark for cell in self._cells() if cell.share is None}
        return [mark for mark in Mark if mark in found]

    @property
    def grounds(self) -> list[dict[str, str]]:
        """Each ground of shares, drawn, with the shares that it stands for in percent."""
        first = (100 * step // STEPS for step in range(STEPS))
        return [
            {"svg": _share_svg(low, place), "label": f"{low}–{high} %"}
            for place, low in enumerate(first)
            for high in [100 if place == STEPS - 1 else low + 100 // STEPS - 1]
        ]

    @property
    def body(self) -> SafeString:
        """The rows, drawn: thousands of cells would be slow in a template."""
        wide = len(self.columns) + 1
        return SafeString("".join(_part(one, wide) for one in self.parts))

    def _cells(self) -> Iterable[Cell]:
        return (cell for part in self.parts for row in part.rows for cell in row.cells)


def step_of(percent: int) -> int:
    """Return which ground whole percent have: 0 to ``STEPS`` - 1."""
    return min(max(percent * STEPS // 100, 0), STEPS - 1)


def percent_of(share: float) -> int:
    """Return whole percent; only nothing is 0 and only all is 100."""
    rounded = round(100 * share)
    if share > 0 and rounded == 0:
        return 1
    return 99 if share < 1 and rounded == 100 else rounded


def mark_svg(mark: Mark) -> SafeString:
    """Return the drawing of a mark, for cells and legends; it says nothing by itself."""
    return _mark_svg(mark)


def share_svg(share: float) -> SafeString:
    """Return the drawing of a share: its number on its ground."""
    percent = percent_of(share)
    return _share_svg(percent, step_of(percent))


def _part(part: Part, wide: int) -> str:
    head = ""
    if part.name:
        head = (
            f'<tr><th class="app-heat__part" colspan="{wide}" scope="rowgroup">'
            f"{escape(part.name)}</th></tr>"
        )
    return f"<tbody>{head}{''.join(map(_row, part.rows))}</tbody>"


def _row(row: Row) -> str:
    lang = f' lang="{escape(row.lang)}"' if row.lang else ""
    name = escape(row.name)
    named = f'<a href="{escape(row.href)}"{lang}>{name}</a>' if row.href else name
    spoken = "" if row.href else lang
    cells = "".join(f"<td>{_cell(one)}</td>" for one in row.cells)
    return f'<tr><th scope="row"{spoken}>{named}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    if cell.share is not None:
        return _told(share_svg(cell.share), cell.said)
    mark = cell.mark or Mark.UNKNOWN
    label = str(mark.label)
    return _told(_mark_svg(mark), f"{label}: {cell.said}" if cell.said else label)


@lru_cache(maxsize=4096)
def _told(drawn: str, said: str) -> str:
    """Return a drawing with its words, which the pointer shows and a screen reader says."""
    words = escape(said)
    return f'<span title="{words}">{drawn}</span><span class="govuk-visually-hidden">{words}</span>'


@lru_cache(maxsize=16)
def _mark_svg(mark: Mark) -> SafeString:
    return format_html(
        '<svg class="app-heat__mark app-heat__mark--{}" viewBox="0 0 20 20" aria-hidden="true">'
        '<path d="{}"/></svg>',
        mark.value,
        SHAPES[mark],
    )


@lru_cache(maxsize=256)
def _share_svg(percent: int, step: int) -> SafeString:
    return mark_safe(  # noqa: S308  two whole numbers
        f'<svg class="app-heat__share app-heat__share--{step}" viewBox="0 0 30 22"'
        ' aria-hidden="true"><rect x="0.5" y="0.5" width="29" height="21"/>'
        f'<text x="15" y="16" text-anchor="middle">{percent}</text></svg>'
    )
