"""SDMX-CSV 2.0: one observation a row, codes of SDMX where there are some (docs/exchange.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from ruangaman.core.regions import regions
from ruangaman.oversight.selectors.indicators import Indicator
from ruangaman.oversight.selectors.series import Observed

AGENCY = "RUANGAMAN"
TOTAL, NONE = "_T", "_Z"
"""Over all codes of a dimension; the dimension is none of this table's."""

_UNITS = {
    "percent": "PT",
    "number": "NUMBER",
    "days": "DAYS",
    "hours": "HOURS",
    "per_thousand": "PER_1000",
    "points": "POINTS",
    "gain": "RATIO",
}
_SERIES = (
    *("FREQ", "REF_AREA", "INDICATOR", "PART", "TIME_PERIOD", "OBS_VALUE"),
    *("UNIT_MEASURE", "OBS_STATUS", "NUMERATOR", "DENOMINATOR", "REASON"),
)
_START = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
Row = tuple[Any, ...]


def area() -> str:
    """Return the Kemendagri code of the province: the first part of its regions' codes."""
    first = regions().values_list("code", flat=True).first()
    return first.partition(".")[0] if first else NONE


def series_csv(indicators: Iterable[Indicator], months: Mapping[str, list[Observed]]) -> str:
    """Return the months of indicators; a part of one has a row of its own."""
    place = area()
    rows = (row for one in indicators for row in _series(one, place, months[one.code]))
    return _csv("INDICATORS", _SERIES, rows)


def _series(one: Indicator, place: str, months: list[Observed]) -> Iterable[Row]:
    units = {part.key: part.value for part in one.parts}
    for month in months:
        at = f"{month.month:%Y-%m}"
        status = "P" if month.running else "A"
        start = ("M", place, one.code)
        whole = (month.numerator, month.denominator, month.why)
        if month.value is not None or not month.parts:
            said = status if month.value is not None else "O"
            yield (*start, TOTAL, at, month.value, _UNITS[one.value], said, *whole)
        for key, value in month.parts.items():
            yield (*start, key.upper(), at, value, _UNITS[units[key]], status, None, None, "")


def release_csv(document: Mapping[str, Any]) -> str:
    """Return the cells of a release and its indicators; what is hidden has the status ``Q``."""
    tables = document["tables"]
    axes = list(dict.fromkeys(axis["key"] for table in tables for axis in table["axes"]))
    columns = [axis.upper() for axis in axes]
    head = ("FREQ", "REF_AREA", "TABLE", "INDICATOR", "PART", *columns, "TIME_PERIOD")
    tail = ("OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "COUNTS", "NUMERATOR", "DENOMINATOR")
    place, semester = area(), document["semester"]
    cells = (
        (table["key"], NONE, NONE, *_codes(axes, table, cell["at"]), semester, *_cell(cell, table))
        for table in tables
        for cell in table["cells"]
    )
    kinds = {table["key"]: table["counts"] for table in tables}
    no_axis = (NONE,) * len(axes)
    values = (
        (*_named(one), *no_axis, semester, *_value(one, kinds.get(one["table"], NONE)))
        for one in document.get("indicators", ())
    )
    rows = (("S", place, *row) for row in (*cells, *values))
    return _csv("RELEASES", (*head, *tail), rows)


def _codes(axes: list[str], table: Mapping[str, Any], at: list[str]) -> Iterable[str]:
    given = dict(zip((axis["key"] for axis in table["axes"]), at, strict=True))
    for axis in axes:
        code = given.get(axis, NONE)
        yield TOTAL if code == "*" else code


def _cell(cell: Mapping[str, Any], table: Mapping[str, Any]) -> Row:
    status = "A" if "count" in cell else "Q"
    return (cell.get("count"), "NUMBER", status, table["counts"], None, None)


def _named(one: Mapping[str, Any]) -> Row:
    return (one["table"], one["code"], one["part"].upper() or TOTAL)


def _value(one: Mapping[str, Any], counts: str) -> Row:
    if "hidden" in one:
        return (None, "PT" if one["of"] else "NUMBER", "Q", counts, None, None)
    if "percent" in one:
        return (one["percent"], "PT", "A", counts, one["count"], one["of_count"])
    return (one["count"], "NUMBER", "A", counts, None, None)


def _csv(flow: str, columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow((*_START, *columns))
    for row in rows:
        writer.writerow(("dataflow", f"{AGENCY}:{flow}(1.0)", "I", *row))
    return page.getvalue()
