"""Reads published documents: every cell, which records it counts, and the count if it is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Document = Mapping[str, Any]
Pairs = frozenset[tuple[str, str]]
TOTAL, YES, NO = "*", "yes", "no"


@dataclass(slots=True)
class Cell:
    """A cell as it was read: which records it counts, and the count where it is told."""

    document: str
    table: str
    at: tuple[str, ...]
    population: str
    months: tuple[str, str]
    pairs: Pairs
    count: int | None


def read(folder: Path) -> list[Document]:
    """Return the documents in a folder."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("20*.json"))]


def cells_of(documents: Iterable[Document]) -> Iterator[Cell]:
    """Read every cell of every table."""
    for one in documents:
        name = f"{one['semester']} {one['number']}"
        for table in one["tables"]:
            population = f"{table['counts']}/{table.get('among', '')}"
            for cell in table["cells"]:
                yield Cell(
                    document=name,
                    table=table["key"],
                    at=tuple(cell["at"]),
                    population=population,
                    months=(one["from"], one["until"]),
                    pairs=frozenset(_pairs(table["axes"], cell["at"])),
                    count=cell.get("count"),
                )


def _pairs(axes: Iterable[Mapping[str, Any]], at: Iterable[str]) -> Iterator[tuple[str, str]]:
    for axis, code in zip(axes, at, strict=True):
        if code != TOTAL:
            yield (f"{axis['key']}={code}", YES) if axis.get("many") else (axis["key"], code)
