"""Which units have which documents, as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ruangaman.core.sheets import sheet_bytes
from ruangaman.network.labels import kind_label
from ruangaman.policy.models import Document
from ruangaman.policy.selectors.register import OVERVIEW, Cell, UnitRow


def register_sheet(rows: Iterable[UnitRow]) -> bytes:
    """Return the list as XLSX: units and documents, nobody's name."""
    columns = (
        (_("Unit"), 48),
        (_("Kode"), 26),
        (_("Jenis"), 16),
        *((str(kind.label), 24) for kind in OVERVIEW),
        (_("Tempat poster direncanakan"), 14),
        (_("Tempat poster dengan foto"), 14),
        (_("Tinjauan berikutnya"), 14),
    )
    return sheet_bytes(_("Register"), columns, (_cells(row) for row in rows))


def cell_words(cell: Cell) -> str:
    """Say what a unit has of a kind."""
    if cell.held is None:
        return pgettext("hal", "belum ada")
    if cell.held.inherited:
        return _("dari provinsi")
    return cell.held.document.number or _("milik sendiri")


def _cells(row: UnitRow) -> tuple[object, ...]:
    poster = next(one for one in row.cells if one.kind == Document.Kind.POSTER)
    return (
        row.unit.name,
        row.unit.code,
        kind_label(row.unit.kind),
        *(cell_words(one) for one in row.cells),
        poster.places or None,
        poster.seen,
        row.review_on,
    )
