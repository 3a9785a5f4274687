"""Which units have assessed themselves, as a spreadsheet: states and days, no points."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.policy.selectors.overview import Row


def overview_sheet(rows: Iterable[Row]) -> bytes:
    """Return the list as XLSX."""
    columns = (
        (_("Unit"), 48),
        (_("Kode"), 30),
        (_("Keadaan"), 18),
        (_("Dikirim"), 14),
        (_("Diverifikasi"), 14),
    )
    cells = (
        (row.name, row.code, str(row.standing.label), row.submitted_on, row.verified_on)
        for row in rows
    )
    return sheet_bytes(_("Penilaian mandiri"), columns, cells)
