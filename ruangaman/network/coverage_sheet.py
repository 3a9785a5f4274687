"""The coverage list as a spreadsheet: units only, nobody's name."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.network.labels import kind_label
from ruangaman.network.next_steps import next_step
from ruangaman.network.selectors.coverage import UnitState

_WIDTHS = (26, 48, 26, 16, 22, 26, 8, 10, 10, 12, 14, 40, 50)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def coverage_sheet(states: Sequence[UnitState], regions: Mapping[str, str]) -> bytes:
    """Return an XLSX file. What begins like a formula is text, and says so to the spreadsheet."""
    import xlsxwriter  # read with the first sheet

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Jejaring"))
        bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, (title, width) in enumerate(zip(_titles(), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, bold)
        for line, one in enumerate(states, start=1):
            for column, value in enumerate(_cells(one, regions)):
                _write(sheet, (line, column), value, quoted, day)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(states), 1), len(_WIDTHS) - 1)
    return stream.getvalue()


def _titles() -> tuple[str, ...]:
    return (
        *(_("Kode"), _("Nama"), _("Nama pendek"), _("Jenis"), _("Wilayah"), _("Keadaan")),
        *(_("Siap"), _("Ditunjuk"), _("Terlatih"), _("SK sampai"), _("Kosong sejak")),
        *(_("Yang kurang"), _("Yang perlu dilakukan")),
    )


def _cells(one: UnitState, regions: Mapping[str, str]) -> Iterator[Any]:
    unit = one.unit
    yield from (unit.code, unit.name, unit.short_name, kind_label(unit.kind))
    yield regions.get(unit.region) or _("Provinsi")
    yield from (str(one.state.label), one.ready, one.appointed, one.trained, one.ends, one.ended)
    yield "; ".join(str(lack.label) for lack in one.lacks)
    yield next_step(one).text


def _write(sheet: Any, place: tuple[int, int], value: Any, quoted: Any, day: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(*place, value, quoted if value.startswith(_FORMULA) else None)
    elif isinstance(value, int):
        sheet.write_number(*place, value)
    elif value is not None:
        sheet.write_datetime(*place, value, day)
