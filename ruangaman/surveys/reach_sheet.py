"""Reach of units as a spreadsheet: numbers, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.network.labels import kind_label
from ruangaman.network.models import Unit
from ruangaman.surveys.selectors.reach import Reach


def reach_sheet(
    units: Iterable[Unit], found: Mapping[str, Reach], regions: Mapping[str, str]
) -> bytes:
    """Return an XLSX file of the last twelve months."""
    rows = ([*_cells(unit, found.get(unit.code, Reach()), regions)] for unit in units)
    return sheet_bytes(_("Jangkauan"), _columns(), rows)


def _columns() -> list[tuple[str, int]]:
    return [
        *((_("Kode"), 26), (_("Nama"), 48), (_("Jenis"), 18), (_("Wilayah"), 26)),
        *((_("Pegawai"), 10), (_("Sosialisasi"), 12), (_("Orang yang ikut"), 16)),
        *((_("Di antaranya perempuan"), 24), (_("Dihitung dari"), 14)),
        *((_("Per 100 pegawai (T3)"), 22), (_("Catatan"), 34)),
        *((_("Kegiatan kampanye"), 20), (_("Orang di kegiatan"), 18)),
        (_("Sosialisasi terakhir"), 20),
    ]


def _cells(unit: Unit, one: Reach, regions: Mapping[str, str]) -> Iterator[Any]:
    yield from (unit.code, unit.name, kind_label(unit.kind))
    yield regions.get(unit.region) or _("Provinsi")
    yield from (one.staff, one.briefings, one.briefed)
    yield from (one.women, one.women_of) if one.women_of else (None, None)
    yield one.percent
    yield _("Orang bisa dihitung dua kali") if one.above else ""
    yield from (one.activities, one.activity_reached, one.last)
