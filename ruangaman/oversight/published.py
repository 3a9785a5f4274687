"""The published document: its shape, in one place (docs/releases.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ruangaman.lib.suppression import Protected
from ruangaman.oversight.computed_values import values_made
from ruangaman.oversight.grid import FORMAT, Body, Grid
from ruangaman.oversight.semesters import Semester

Document = dict[str, Any]


def body_of(semester: Semester, grid: Grid, protected: Protected) -> Document:
    """Return what a draft holds: the document without number and day.

    A kind of which nothing may be told (fewer than the floor in all) has no table, only its name
    in ``too_few``.
    """
    few = [kind for kind in grid.kinds() if not _anything(grid, kind, protected)]
    tables = [
        _table(one, protected.cells(one["key"])) for one in grid.tables if one["counts"] not in few
    ]
    return {
        "format": FORMAT,
        "grid": grid.version,
        "semester": semester.key,
        "from": semester.months[0],
        "until": semester.months[-1],
        "too_few": few,
        "indicators": values_made(grid, tables),
        "tables": tables,
    }


def report_of(grid: Grid, protected: Protected) -> Document:
    """Return what was hidden and why, for those who release: no count but of cells."""
    found = protected.report
    titles = {one["key"]: one for one in grid.tables}
    return {
        "share": round(found.share, 4),
        "narrowest": found.narrowest,
        "tables": [
            {
                "key": one.table,
                "title_id": titles[one.table]["title_id"],
                "title_en": titles[one.table]["title_en"],
                "cells": one.cells,
                "hidden": dict(one.hidden),
            }
            for one in found.tables
        ],
    }


def _anything(grid: Grid, kind: str, protected: Protected) -> bool:
    tables = [one["key"] for one in grid.tables if one["counts"] == kind]
    return any("count" in cell for key in tables for cell in protected.cells(key))


def _table(body: Body, cells: Iterable[Mapping[str, Any]]) -> Document:
    return {
        "key": body["key"],
        "counts": body["counts"],
        "title_id": body["title_id"],
        "title_en": body["title_en"],
        "axes": [_axis(one) for one in body["axes"]],
        "cells": list(cells),
    }


def _axis(axis: Body) -> Document:
    return {
        "key": axis["key"],
        "many": axis["many"],
        "title_id": axis["title_id"],
        "title_en": axis["title_en"],
        "codes": _codes(axis["codes"]),
    }


def _codes(codes: Sequence[Body]) -> list[Document]:
    return [{name: one[name] for name in ("code", "label_id", "label_en")} for one in codes]
