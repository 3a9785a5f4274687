"""Released tables as people read them, on both surfaces, in the language of the page.

Only a released document is read here, so nothing can be shown that was not published. A cell
that was hidden says so in a word, never why: the reason would narrow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ruangaman.core.charts import Bar, Chart
from ruangaman.core.pack_content import said
from ruangaman.oversight.released_values import tables_of
from ruangaman.oversight.selectors.releases import cells_of

TOTAL = "*"
_COLUMNS = 2
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure below its column, or None where it was hidden."""

    column: str
    count: int | None

    @property
    def words(self) -> str:
        """The figure as it is read."""
        return _("disembunyikan") if self.count is None else number_format(self.count)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it is about, and its cells."""

    label: str
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A table: its title, what it counts, heads of columns, rows; ``chart`` where it has one axis.

    ``many``: a line may stand in several rows, so that they do not add up.
    """

    key: str
    title: str
    counts: str
    side: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: Chart | None = None
    many: bool = False

    @property
    def wide(self) -> bool:
        """Say whether it has columns enough to need a box of its own."""
        return len(self.columns) > _COLUMNS

    @property
    def hides(self) -> bool:
        """Say whether any cell was hidden."""
        return any(cell.count is None for row in self.rows for cell in row.cells)


def tables_shown(document: Mapping[str, Any]) -> list[Shown]:
    """Return the tables of a document in its order."""
    return [table_shown(one) for one in document["tables"]]


def tables_about(document: Mapping[str, Any], indicator: str) -> list[Shown]:
    """Return the tables of a document that tell of an indicator."""
    about = tables_of(document, indicator)
    return [table_shown(one) for one in document["tables"] if one["key"] in about]


def few_shown(document: Mapping[str, Any]) -> list[str]:
    """Return what was counted too seldom to say anything."""
    return [counts_words(kind) for kind in document["too_few"]]


def table_shown(table: Table) -> Shown:
    """Return one table: the last axis as columns, the others as rows."""
    *sides, across = table["axes"] if len(table["axes"]) > 1 else [*table["axes"], None]
    counts = counts_words(table["counts"])
    columns = _codes(across) if across else [((), counts)]
    cells = cells_of(table)
    rows = tuple(_rows(cells, sides, columns))
    shown = Shown(
        key=table["key"],
        title=said(table, "title"),
        counts=counts,
        side=", ".join(said(one, "title") for one in sides),
        columns=tuple(label for _code, label in columns),
        rows=rows,
        many=any(one.get("many") for one in table["axes"]),
    )
    return shown if across else _with_chart(shown)


def counts_words(kind: str) -> str:
    """Return what a table counts, in words."""
    return {
        "records": _("Laporan yang boleh dihitung"),
        "contacts": _("Pertemuan dengan fokal point"),
        "answers": _("Umpan balik"),
        "incidents": _("Insiden kerahasiaan"),
    }.get(kind, _("Jumlah"))


def _rows(
    cells: Mapping[tuple[str, ...], Any],
    sides: Sequence[Mapping[str, Any]],
    columns: Sequence[tuple[tuple[str, ...], str]],
) -> Iterator[Row]:
    for found in product(*(_codes(one) for one in sides)):
        place = tuple(code for codes, _label in found for code in codes)
        wanted = [(label, cells.get((*place, *code), "")) for code, label in columns]
        shown = (Cell(label, one if isinstance(one, int) else None) for label, one in wanted)
        label = ", ".join(dict.fromkeys(label for _codes_, label in found))
        yield Row(label, tuple(shown), total=TOTAL in place)


def _codes(axis: Mapping[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    found = [((str(one["code"]),), str(said(one, "label"))) for one in axis["codes"]]
    return [*found, ((TOTAL,), _("Semua"))]


def _with_chart(shown: Shown) -> Shown:
    """Add bars."""
    rows = [row for row in shown.rows if not row.total]
    most = max((row.cells[0].count or 0 for row in rows), default=0)
    bars = tuple(Bar(row.label, row.cells[0].count or 0, row.cells[0].words) for row in rows)
    chart = Chart(shown.title, bars, most=most, names=(shown.counts, "")) if most else None
    return replace(shown, chart=chart)
