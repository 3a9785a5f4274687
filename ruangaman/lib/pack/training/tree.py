"""Reads TOML files with tables inside tables, each with the line on which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.files import Places, RawRow, toml_document
from ruangaman.lib.pack.training.line import Line


@dataclass(frozen=True)
class Table:
    """Which fields a table has, and which tables stand inside it; an optional one may lack."""

    fields: frozenset[str]
    inner: Mapping[str, Table] = field(default_factory=dict)
    optional: bool = False


def table(fields: str, *, optional: bool = False, **inner: Table) -> Table:
    """A table with these fields, separated by spaces."""
    return Table(frozenset(fields.split()), inner, optional)


@dataclass(frozen=True)
class Node:
    """One table of a file: its cells, and the tables inside it by name."""

    line: Line
    inner: Mapping[str, tuple[Node, ...]]


def toml_tree(
    folder: Path, file: str, expected: Mapping[str, Table], faults: FaultList
) -> dict[str, tuple[Node, ...]]:
    """The tables of a file by name."""
    read = toml_document(folder, file, expected, faults)
    if read is None:
        return dict.fromkeys(expected, ())
    document, places = read
    walk = _Walk(file, places, faults)
    return {name: walk.nodes(document.get(name), name, one, 0) for name, one in expected.items()}


class _Walk:
    """Goes through a document in its order and takes the place of each table on the way."""

    def __init__(self, file: str, places: Places, faults: FaultList) -> None:
        self._file = file
        self._faults = faults
        self._places: dict[str, Iterator[tuple[int, dict[str, int]]]] = {
            name: iter(found) for name, found in places.items()
        }

    def nodes(self, found: object, path: str, shape: Table, above: int) -> tuple[Node, ...]:
        """``path`` is the dotted name, ``above`` the line of the table around."""
        name = path.rpartition(".")[2]
        if not found:
            if not shape.optional:
                self._faults.add(file=self._file, row=above, code="missing-table", value=name)
            return ()
        entries = found if isinstance(found, list) else [found]
        return tuple(
            node for entry in entries if (node := self._node(entry, path, shape, above)) is not None
        )

    def _node(self, entry: object, path: str, shape: Table, above: int) -> Node | None:
        row, lines = next(self._places.get(path, iter(())), (above, {}))
        name = path.rpartition(".")[2]
        if not isinstance(entry, dict):
            self._faults.add(
                file=self._file, row=row, field=name, code="wrong-type", limit=f"[[{name}]]"
            )
            return None
        for key in entry.keys() - shape.fields - shape.inner.keys():
            self._faults.add(
                file=self._file, row=lines.get(key, row), field=key, code="unknown-field"
            )
        raw = RawRow(file=self._file, row=row, cells=entry, lines=lines)
        inner = {
            key: self.nodes(entry.get(key), f"{path}.{key}", one, row)
            for key, one in shape.inner.items()
        }
        return Node(Line(raw, self._faults), inner)
