"""The history of indicators as a list: for a spreadsheet, or as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_answer, sheet_bytes
from ruangaman.oversight.indicator_rows import why_of
from ruangaman.oversight.models import Figure
from ruangaman.oversight.months import months_between
from ruangaman.oversight.selectors.indicators import Indicator, province_series

FORMS = ("xlsx", "csv")
Line = tuple[str | float | int | None, ...]


def history_answer(
    indicators: Sequence[Indicator], since: dt.date, until: dt.date, form: str, name: str
) -> HttpResponse:
    """Return the months of these indicators as a file; one line for each figure of a month."""
    lines = _lines(indicators, since, until)
    if form == "csv":
        return _csv(lines, name)
    return sheet_answer(sheet_bytes(_("Indikator"), _columns(), lines), name)


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Kode"), 8),
        (_("Indikator"), 40),
        (_("Bagian"), 30),
        (_("Bulan"), 10),
        (_("Angka"), 10),
        (_("Satuan"), 20),
        (_("Pembilang"), 11),
        (_("Penyebut"), 11),
        (_("Batas bawah"), 11),
        (_("Batas atas"), 11),
        (_("Target"), 8),
        (_("Mengapa tidak ada angka"), 50),
    ]


def _lines(indicators: Sequence[Indicator], since: dt.date, until: dt.date) -> Iterator[Line]:
    series = province_series([one.code for one in indicators], since, until)
    for one in indicators:
        for month in months_between(since, until):
            yield from _month(one, month, series[one.code].get(month))


def _month(one: Indicator, month: dt.date, figure: Figure | None) -> Iterator[Line]:
    value = figure.value if figure else None
    yield (
        *(one.code, one.title, "", f"{month:%Y-%m}", _near(value), one.value_said),
        figure.numerator if figure else None,
        figure.denominator if figure else None,
        *(None, None),
        one.target,
        "" if value is not None else why_of(one, figure),
    )
    detail = figure.detail if figure else {}
    for part in one.parts:
        if part.key in detail:
            ends = (_near(detail.get(f"{part.key}:{end}")) for end in ("low", "high"))
            told = (_near(detail[part.key]), "", None, None, *ends, None, "")
            yield (one.code, one.title, part.title, f"{month:%Y-%m}", *told)


def _near(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _csv(lines: Iterator[Line], name: str) -> HttpResponse:
    """Return CSV in UTF-8 with its mark, which spreadsheets look for; points in figures.

    Texts come from the pack, which an administrator loads; nobody types into them here.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([title for title, _ in _columns()])
    writer.writerows(lines)
    body = text.getvalue().encode("utf-8-sig")
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    return response
