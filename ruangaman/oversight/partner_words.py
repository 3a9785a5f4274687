"""A report to a partner as people read it: sections for page and paper, rows for a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.line_charts import LineChart, Point, line_svg, top_of
from ruangaman.core.sheets import sheet_bytes
from ruangaman.core.templatetags.dates import day
from ruangaman.core.words import words
from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.models import PartnerReport
from ruangaman.oversight.released_values import Value, values_shown
from ruangaman.oversight.semesters import semester_read

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator: its last value in words, what it means, its months, its parts."""

    code: str
    title: str
    said: str
    definition: str
    chart: LineChart | None
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A released table: places in words, and the count or that it is hidden."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; ``values`` are indicators of a release, ``empty`` what nothing means."""

    title: str
    lines: tuple[Line, ...]
    values: tuple[Value, ...]
    tables: tuple[Table, ...]
    empty: str


def semester_said(report: PartnerReport) -> str:
    """Return the semester in words."""
    found = semester_read(report.semester)
    return found.words if found else report.semester


def sections(report: PartnerReport) -> list[Section]:
    """Return the parts of a report, in the language of the page."""
    return [_section(part) for part in report.content["parts"]]


def _section(part: Content) -> Section:
    released = part["key"] == "released"
    documents = [one["document"] for one in part["releases"]]
    tables = [table for one in documents for table in one["tables"]]
    values = [value for one in documents if one["tables"] for value in values_shown(one)]
    empty = _("Belum ada angka pada semester ini.")
    if released:
        empty = _("Angka semester ini belum dirilis, atau tidak dirilis.")
    return Section(
        title=words(part, "title"),
        lines=tuple(_line(one) for one in part["indicators"]),
        values=tuple(values),
        tables=tuple(_table(one) for one in tables),
        empty=empty,
    )


def _line(one: Content) -> Line:
    months = one["months"]
    last = months[-1] if months else None
    parts = {part["key"]: part for part in one["parts"]}
    told = last["parts"] if last else {}
    return Line(
        code=one["code"],
        title=words(one, "title"),
        said=_said(one, last),
        definition=words(one, "definition"),
        chart=_chart(one) if any(row["value"] is not None for row in months) else None,
        parts=tuple(
            (words(parts[key], "title"), figure_said(value, parts[key]["value"]))
            for key, value in told.items()
        ),
    )


def _said(one: Content, month: Content | None) -> str:
    if month is None:
        return _("Tidak ada bulan dalam masa perjanjian.")
    if month["value"] is not None:
        return figure_said(month["value"], one["value"])
    return words(month, "why") or _("Tidak ada angka.")


def _chart(one: Content) -> LineChart:
    values = [row["value"] for row in one["months"]]
    most = 100.0 if one["value"] == "percent" else top_of(values)
    points = tuple(Point(_month(row), row["value"], _said(one, row)) for row in one["months"])
    return LineChart(words(one, "title"), points, most, figure_said(most, one["value"]))


def _month(row: Content) -> str:
    return date_format(dt.date.fromisoformat(f"{row['month']}-01"), "M Y")


def _table(one: Content) -> Table:
    labels = [
        {code["code"]: words(code, "label") for code in axis["codes"]} for axis in one["axes"]
    ]
    rows = []
    for cell in one["cells"]:
        pairs = zip(labels, cell["at"], strict=True)
        named = [of.get(at, at) for of, at in pairs if at != "*"]
        rows.append((" · ".join(named) or _("Semua"), _count(cell)))
    return Table(words(one, "title") or str(one["key"]), tuple(rows))


def _count(cell: Content) -> str:
    return figure_said(cell["count"], "number") if "count" in cell else _("disembunyikan")


def report_paper(report: PartnerReport) -> dict[str, Any]:
    """Return the data of ``partner_report.typ``."""
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": "Ruang Aman",
        "title": _("Laporan untuk mitra"),
        "partner": report.content["partner"],
        "lines": [
            [_("Semester"), semester_said(report)],
            [_("Perjanjian"), report.content["agreement"]],
            [_("Nomor laporan"), str(report.number)],
            [_("Dibuat"), day(report.made_on)],
        ],
        "sections": [_paper(one) for one in sections(report)],
        "note": note(),
        "made": _("Dibuat %(day)s") % {"day": day(report.made_on)},
    }


def note() -> str:
    """Return what such a report does not hold."""
    return _(
        "Laporan ini hanya memuat yang disebut dalam perjanjian. Tidak ada nama orang, dan tidak "
        "ada angka laporan di luar rilis. Lebih banyak laporan bukan berarti lebih buruk."
    )


def _paper(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "empty": section.empty,
        "lines": [_paper_line(one) for one in section.lines],
        "values": [_paper_value(one) for one in section.values],
        "tables": [
            {"title": one.title, "rows": list(map(list, one.rows))} for one in section.tables
        ],
    }


def _paper_value(one: Value) -> dict[str, str]:
    figure = f"{one.said} ({one.share})" if one.share else one.said
    return {"title": f"{one.code} · {one.title}", "said": figure or one.why, "note": one.formula}


def _paper_line(one: Line) -> dict[str, Any]:
    told = (
        "; ".join(f"{point.label}: {point.said}" for point in one.chart.points) if one.chart else ""
    )
    return {
        "title": f"{one.code} · {one.title}",
        "said": one.said,
        "definition": one.definition,
        "svg": line_svg(one.chart) if one.chart else "",
        "alt": f"{one.title}. {told}",
        "months": told,
        "parts": [list(part) for part in one.parts],
    }


def report_sheet(report: PartnerReport) -> bytes:
    """Return the report as a spreadsheet: one figure a row."""
    columns = [
        (_("Bagian"), 30),
        (_("Kode"), 12),
        (_("Angka apa"), 48),
        (_("Waktu"), 10),
        (_("Angka"), 12),
        (_("Pembilang"), 12),
        (_("Penyebut"), 12),
        (_("Keterangan"), 48),
    ]
    rows = [row for part in report.content["parts"] for row in _rows(part)]
    return sheet_bytes(report.semester, columns, rows)


def _rows(part: Content) -> Iterator[tuple[Any, ...]]:
    head = words(part, "title")
    for one in part["indicators"]:
        names = {kept["key"]: words(kept, "title") for kept in one["parts"]}
        title = words(one, "title")
        for row in one["months"]:
            numbers = (row["value"], row["numerator"], row["denominator"], words(row, "why"))
            yield (head, one["code"], title, row["month"], *numbers)
            for key, value in row["parts"].items():
                yield (head, one["code"], names[key], row["month"], value, None, None, "")
    for release in part["releases"]:
        yield from _value_rows(head, release)
        for table in release["document"]["tables"]:
            shown = _table(table)
            for cell, (place, said) in zip(table["cells"], shown.rows, strict=True):
                why = "" if "count" in cell else said
                yield (
                    *(head, table["key"], f"{shown.title}: {place}", release["semester"]),
                    *(cell.get("count"), None, None, why),
                )


def _value_rows(head: str, release: Content) -> Iterator[tuple[Any, ...]]:
    told = release["document"]
    for one in told.get("indicators", ()) if told["tables"] else ():
        share = (one.get("percent"), one.get("count"), one.get("of_count"))
        number = share if "of_count" in one else (one.get("count"), None, None)
        title, why = words(one, "title"), _("disembunyikan") if "hidden" in one else ""
        yield (head, one["code"], title, release["semester"], *number, why)
