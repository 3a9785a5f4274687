"""The fixed grid: its tables as the pack has them, lines counted into them, and the document.

Pure but for ``grid``, which reads the pack's content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from ruangaman.lib.suppression import TOTAL, Axis, Counts, tally
from ruangaman.oversight.facts import Fields
from ruangaman.oversight.models import Content

FORMAT = "ruangaman release 1"

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Grid:
    """The tables of the pack in their order, with the version of the whole.

    ``indicators`` are those that exist in releases only, by code.
    """

    version: int
    tables: Sequence[Body]
    indicators: Mapping[str, Body] = field(default_factory=dict)

    def kinds(self) -> list[str]:
        """Return what its tables count, each kind once."""
        return list(dict.fromkeys(str(one["counts"]) for one in self.tables))


def grid() -> Grid:
    """Return the grid of the pack in use; one query."""
    kinds = (Content.Kind.TABLE, Content.Kind.INDICATOR)
    rows = Content.objects.filter(kind__in=kinds, current=True).order_by("position")
    bodies = {kind: [row.body for row in rows if row.kind == kind] for kind in kinds}
    tables = bodies[Content.Kind.TABLE]
    return Grid(
        int(tables[0]["grid"]) if tables else 1,
        tables,
        {one["code"]: one for one in bodies[Content.Kind.INDICATOR] if one["released"]},
    )


def counted(grid: Grid, kind: str, lines: Sequence[Fields]) -> list[Counts]:
    """Count all lines of a kind into the tables of the grid that count it.

    Each axis is read once of every line, however many tables have it.
    """
    bodies = [body for body in grid.tables if body["counts"] == kind]
    axes = {axis["key"]: axis for body in bodies for axis in body["axes"]}
    columns = {key: list(map(_reader(axis), lines)) for key, axis in axes.items()}
    return [_counted(body, columns) for body in bodies]


def axes_of(body: Body) -> tuple[Axis, ...]:
    """Return the axes of a table of the grid."""
    return tuple(
        Axis(one["key"], tuple(code["code"] for code in one["codes"]), many=one["many"])
        for one in body["axes"]
    )


def places_of(body: Body) -> Iterable[tuple[str, ...]]:
    """Return every place of a table, totals too."""
    return product(*((*axis.codes, TOTAL) for axis in axes_of(body)))


def _counted(body: Body, columns: Mapping[str, Sequence[Any]]) -> Counts:
    axes = axes_of(body)
    found = [columns[axis.key] for axis in axes]
    if any(axis.many for axis in axes):
        keys = [axis.key for axis in axes]
        records = (dict(zip(keys, one, strict=True)) for one in zip(*found, strict=True))
        return tally(body["key"], body["counts"], axes, records)
    cells = Counter(zip(*found, strict=True))
    return Counts(body["key"], body["counts"], axes, dict(cells))


def _reader(axis: Body) -> Callable[[Fields], Any]:
    """Return what reads an axis' code (several for ``many``) out of the fields of a line."""
    field, rest = axis["field"], axis["codes"][-1]["code"]
    codes = {value: code["code"] for code in axis["codes"] for value in code["of"]}

    def one(fields: Fields) -> str:
        value = fields.get(field)
        return str(codes.get(value, rest)) if isinstance(value, str) else str(rest)

    def several(fields: Fields) -> list[str]:
        given = fields.get(field)
        values = given if isinstance(given, list) else [given]
        return sorted({codes[one] for one in values if one in codes}) or [rest]

    return several if axis["many"] else one
