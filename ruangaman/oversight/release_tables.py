"""Tables of a release as pages show them, in the language of the page. Public pages use it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.words import words
from ruangaman.oversight.selectors.releases import cells_of

TOTAL = "*"
_TOLD_BY = {"R3": "R1"}
"""Indicators that are a share within the table of another one (docs/releases.md)."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its text, whether it is hidden, and the title of its column."""

    text: str
    hidden: bool
    column: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table: columns are the codes of the second axis, or one only. The last row is the total.

    ``note`` says what several choices mean for the sum.
    """

    key: str
    title: str
    counts: str
    head: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[ShownCell]]]
    note: str


def tables_shown(document: Mapping[str, Any]) -> list[ShownTable]:
    """Return every table of a document in its order."""
    return [_shown(one) for one in document["tables"]]


def tables_about(document: Mapping[str, Any], indicator: str) -> list[ShownTable]:
    """Return the tables of a document that tell of an indicator."""
    told_by = {indicator, _TOLD_BY.get(indicator, indicator)}
    return [_shown(one) for one in document["tables"] if one["indicator"] in told_by]


def few_shown(document: Mapping[str, Any]) -> list[str]:
    """Return what was counted too seldom to say anything."""
    return [kind_words(kind) for kind in document["too_few"]]


def kind_words(kind: str) -> str:
    """Return what is counted, in words."""
    return {
        "records": _("Laporan yang boleh dihitung"),
        "contacts": _("Pertemuan dengan fokal point"),
        "answers": _("Umpan balik"),
        "incidents": _("Insiden kerahasiaan"),
    }.get(kind, kind)


def _shown(table: Mapping[str, Any]) -> ShownTable:
    cells, axes = cells_of(table), table["axes"]
    columns = _codes(axes[1]) if len(axes) > 1 else [(None, _("Jumlah"))]
    many = any(axis.get("many") for axis in axes)
    return ShownTable(
        key=table["key"],
        title=words(table, "title"),
        counts=kind_words(table["counts"]),
        head=words(axes[0], "title"),
        columns=[title for _code, title in columns],
        rows=[
            (title, [_cell(cells, code, other, column) for other, column in columns])
            for code, title in _codes(axes[0])
        ],
        note=_("Satu laporan dapat masuk beberapa baris, jadi baris-barisnya tidak dijumlahkan.")
        if many
        else "",
    )


def _codes(axis: Mapping[str, Any]) -> list[tuple[str | None, str]]:
    return [(one["code"], words(one, "label")) for one in axis["codes"]] + [(TOTAL, _("Semua"))]


def _cell(
    cells: Mapping[tuple[str, ...], Any], code: str | None, other: str | None, column: str
) -> ShownCell:
    found = cells[tuple(one for one in (code, other) if one is not None)]
    hidden = not isinstance(found, int)
    return ShownCell(_("disembunyikan") if hidden else str(found), hidden, column)
