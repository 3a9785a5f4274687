"""Indicators that exist in releases only, computed of published counts and nothing else.

The only place that computes them: when a draft is written, so that they are signed with the tables.
Which codes they are made of says the pack (``tables.toml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ruangaman.lib.suppression import At, value_of
from ruangaman.oversight.grid import Body, Grid
from ruangaman.oversight.released_values import FEW, PROTECTED
from ruangaman.oversight.selectors.releases import cells_of

_TEXTS, _LANGS = ("title", "definition", "formula"), ("id", "en")


def values_made(grid: Grid, tables: Sequence[Body]) -> list[dict[str, Any]]:
    """Return the indicators of a grid as they are published, of tables as they are published."""
    cells = {one["key"]: cells_of(one) for one in tables}
    return [
        {**_told(grid.indicators[value["indicator"]], value), **_counted(table, value, cells)}
        for table in grid.tables
        for value in table.get("value", ())
        if value["indicator"] in grid.indicators
    ]


def _told(indicator: Body, value: Body) -> dict[str, Any]:
    """Return what it is: a part has its own title."""
    part = next((one for one in indicator["part"] if one["key"] == value["part"]), None)
    texts = {f"{name}_{lang}": indicator[f"{name}_{lang}"] for name in _TEXTS for lang in _LANGS}
    if part:
        texts |= {f"title_{lang}": part[f"title_{lang}"] for lang in _LANGS}
    return {"code": value["indicator"], "part": value["part"], **texts}


def _counted(table: Body, value: Body, cells: Mapping[str, Mapping[At, Any]]) -> dict[str, Any]:
    """Return where it comes from, and its number or why there is none."""
    some, of = [[one] for one in value["some"]], [[one] for one in value["of"]]
    source = {"table": table["key"], "some": some, "of": of}
    if table["key"] not in cells:
        return {**source, "hidden": FEW}
    found = value_of(cells[table["key"]], *([tuple(at) for at in one] for one in (some, of)))
    if found is None:
        return {**source, "hidden": PROTECTED}
    if found.of is None:
        return {**source, "count": found.count}
    return {**source, "count": found.count, "of_count": found.of, "percent": found.percent}
