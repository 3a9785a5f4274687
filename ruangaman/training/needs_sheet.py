"""Who needs what by when, as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.training.selectors.need_rows import NeedRow


def needs_sheet(rows: Iterable[NeedRow]) -> bytes:
    """Return the list as XLSX: names, no numbers of people."""
    columns = (
        (_("Nama"), 30),
        (_("Unit"), 48),
        (_("Kode"), 26),
        (_("Kebutuhan"), 20),
        (_("Jatuh tempo"), 14),
        (_("Hari tersisa"), 12),
        (_("Keadaan"), 16),
        (_("Acara berikutnya"), 40),
        (_("Mulai"), 12),
        (_("Sudah diundang"), 14),
    )
    return sheet_bytes(_("Kebutuhan"), columns, (_cells(row) for row in rows))


def _cells(row: NeedRow) -> tuple[object, ...]:
    event = row.offer.event if row.offer else None
    return (
        row.name,
        row.unit,
        row.need.unit_code,
        str(row.need.course.label),
        row.need.due,
        row.left,
        _("Diusulkan") if row.need.proposed else _("Bertugas"),
        event.title if event else "",
        event.first if event else None,
        _("ya") if row.offer and row.offer.listed else "",
    )
