"""Reads the files of a pack into rows of raw cells, and notes what is wrong with the files."""

import csv
import io
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ruangaman.lib.pack.faults import FaultList

MAX_BYTES = 2_000_000
_TOML_HEADER = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}")
_TOML_KEY = re.compile(r"\s*([\w-]+)\s*=")
_OPTIONAL = frozenset({"totals", "holiday"})
Places: TypeAlias = dict[str, list[tuple[int, dict[str, int]]]]
"""By dotted name, where each table begins and where its keys stand (lines from 1)."""

_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class RawRow:
    """One record. ``lines`` gives the line of single fields where the file has them (TOML).

    ``absent`` are columns whose lack was reported once, so that rows stay silent about them.
    """

    file: str
    row: int
    cells: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


def read_text(folder: Path, file: str, faults: FaultList) -> str:
    """The text of a file without a byte order mark; "" where there is nothing to read."""
    path = folder / file
    if not path.is_file():
        faults.add(file=file, code="missing-file")
        return ""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        faults.add(file=file, code="too-large", limit=MAX_BYTES)
        return ""
    if not data.strip():
        faults.add(file=file, code="empty-file")
        return ""
    return _without_nul(_decode(data, file, faults), file, faults)


def _decode(data: bytes, file: str, faults: FaultList) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        faults.add(file=file, row=row, code="not-utf8")
    return "" if b"\0" in data else data.decode("utf-8-sig", errors="replace")


def _without_nul(text: str, file: str, faults: FaultList) -> str:
    if "\0" in text:
        for number, line in enumerate(text.split("\n"), start=1):
            if "\0" in line:
                faults.add(file=file, row=number, code="nul")
    return text.replace("\0", "")


def csv_rows(
    folder: Path,
    file: str,
    columns: tuple[str, ...],
    faults: FaultList,
    optional: frozenset[str] = frozenset(),
) -> list[RawRow]:
    """The rows under the header; empty lines are skipped and counted.

    ``optional`` are columns that a file may leave out.
    """
    text = read_text(folder, file, faults)
    if not text:
        return []
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        faults.add(file=file, code="bad-csv", value=error)
        return []
    header = [name.strip() for name in table[0]]
    if len(header) == 1 and ";" in header[0]:
        faults.add(file=file, row=1, code="semicolons")
        return []
    absent = _check_header(header, file, columns, optional, faults)
    rows = _records(table[1:], header, file, absent, faults)
    if not rows:
        faults.add(file=file, code="empty-file")
    return rows


def _check_header(
    header: list[str],
    file: str,
    columns: tuple[str, ...],
    optional: frozenset[str],
    faults: FaultList,
) -> frozenset[str]:
    absent = frozenset(columns) - set(header)
    for name in sorted(absent - optional):
        faults.add(file=file, row=1, field=name, code="missing-column")
    for position, name in enumerate(header):
        if name not in columns:
            faults.add(file=file, row=1, field=name, code="unknown-column")
        elif name in header[:position]:
            faults.add(file=file, row=1, field=name, code="repeated-column")
    return absent


def _records(
    table: list[list[str]],
    header: list[str],
    file: str,
    absent: frozenset[str],
    faults: FaultList,
) -> list[RawRow]:
    rows = []
    for number, record in enumerate(table, start=2):
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != len(header):
            faults.add(
                file=file, row=number, code="row-length", value=len(record), limit=len(header)
            )
            continue
        cells = dict(zip(header, record, strict=True))
        rows.append(RawRow(file=file, row=number, cells=cells, absent=absent))
    return rows


def toml_tables(
    folder: Path, file: str, expected: Mapping[str, frozenset[str]], faults: FaultList
) -> dict[str, list[RawRow]]:
    """The tables of a TOML file by name; ``expected`` maps each name to its fields."""
    read = toml_document(folder, file, expected, faults)
    if read is None:
        return {name: [] for name in expected}
    document, places = read
    return {
        name: _tables(
            document.get(name),
            name=name,
            file=file,
            fields=fields,
            places=places.get(name, []),
            faults=faults,
        )
        for name, fields in expected.items()
    }


def toml_document(
    folder: Path, file: str, expected: Collection[str], faults: FaultList
) -> tuple[dict[str, object], Places] | None:
    """A TOML file and where its tables stand; None where nothing can be read."""
    text = read_text(folder, file, faults)
    if not text:
        return None
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _AT_LINE.search(str(error))
        row = int(line[1]) if line else 0
        faults.add(file=file, row=row, code="bad-toml", value=error)
        return None
    places = _places(text)
    for name in document.keys() - set(expected):
        row = places.get(name, [(0, {})])[0][0]
        faults.add(file=file, row=row, field=name, code="unknown-field")
    return document, places


def _tables(
    found: object,
    *,
    name: str,
    file: str,
    fields: frozenset[str],
    places: list[tuple[int, dict[str, int]]],
    faults: FaultList,
) -> list[RawRow]:
    entries = found if isinstance(found, list) else [found]
    if not found:
        if name not in _OPTIONAL:
            faults.add(file=file, code="missing-table", value=name)
        return []
    rows = []
    for position, entry in enumerate(entries):
        row, lines = places[position] if position < len(places) else (0, {})
        if not isinstance(entry, dict):
            faults.add(file=file, row=row, field=name, code="wrong-type", limit=f"[[{name}]]")
            continue
        for key in entry.keys() - fields:
            faults.add(file=file, row=lines.get(key, row), field=key, code="unknown-field")
        rows.append(RawRow(file=file, row=row, cells=entry, lines=lines))
    return rows


def _places(text: str) -> Places:
    """Where the tables of a file stand."""
    places: Places = {}
    keys: dict[str, int] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TOML_HEADER.match(line):
            keys = {}
            places.setdefault(header[1], []).append((number, keys))
        elif key := _TOML_KEY.match(line):
            if keys is None:
                places.setdefault(key[1], []).append((number, {}))
            else:
                keys.setdefault(key[1], number)
    return places
