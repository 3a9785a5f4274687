"""A list as a spreadsheet (XLSX)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet_bytes(
    name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> bytes:
    """Return an XLSX file with one sheet; ``columns`` are titles and widths.

    What begins like a formula is text, and says so to the spreadsheet.
    """
    import xlsxwriter  # read with the first sheet

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name)
        bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, bold)
        line = 0
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, (line, column), value, quoted, day)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(line, 1), len(columns) - 1)
    return stream.getvalue()


def sheet_answer(body: bytes, name: str) -> HttpResponse:
    """Return a spreadsheet to save, called ``name`` and the day."""
    response = HttpResponse(body, content_type=XLSX)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.xlsx"'
    return response


def _write(sheet: Any, place: tuple[int, int], value: Any, quoted: Any, day: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(*place, value, quoted if value.startswith(_FORMULA) else None)
    elif isinstance(value, dt.date):
        sheet.write_datetime(*place, value, day)
    elif value is not None:
        sheet.write_number(*place, value)
