"""What units kept up, month by month, as a spreadsheet: one line for a duty of a unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ruangaman.core.pack_content import said
from ruangaman.core.sheets import sheet_bytes
from ruangaman.network.labels import kind_label
from ruangaman.network.models import Unit
from ruangaman.oversight.models import Content
from ruangaman.oversight.selectors.strips import Told
from ruangaman.oversight.strips import Box


def consistency_sheet(
    units: Iterable[Unit], duties: Sequence[Content], months: Sequence[dt.date], told: Told
) -> bytes:
    """Return an XLSX file."""
    words = {
        Box.KEPT: pgettext("tugas bulanan", "ya"),
        Box.GAP: pgettext("tugas bulanan", "tidak"),
        Box.UNKNOWN: "?",
        Box.ABSENT: "–",
        Box.LATER: "",
    }
    columns = [
        *((_("Kode"), 26), (_("Nama"), 48), (_("Jenis"), 18), (_("Wilayah"), 12)),
        (_("Tugas unit"), 30),
        *((format_date(month, "M Y"), 10) for month in months),
        (_("Bulan terpenuhi"), 16),
        (_("Bulan diketahui"), 16),
    ]
    rows = (
        [*_cells(unit, duty), *_months(told, unit, duty, months, words)]
        for unit in units
        for duty in duties
    )
    return sheet_bytes(_("Konsistensi"), columns, rows)


def _cells(unit: Unit, duty: Content) -> Iterator[str]:
    yield from (unit.code, unit.name, kind_label(unit.kind), unit.region)
    yield str(said(duty.body, "title"))


def _months(
    told: Told, unit: Unit, duty: Content, months: Sequence[dt.date], words: dict[Box, str]
) -> Iterator[Any]:
    boxes = [told.box(unit.code, month, duty.key)[0] for month in months]
    yield from (words[box] for box in boxes)
    yield boxes.count(Box.KEPT)
    yield boxes.count(Box.KEPT) + boxes.count(Box.GAP)
