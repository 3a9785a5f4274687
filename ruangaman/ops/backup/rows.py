"""Rows of SQLite as bytes: each value with its type, several rows in one record."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence

from ruangaman.lib.archive import ArchiveError

Value = int | float | str | bytes | None

_RECORD = 128 * 1024
_WIDTH, _WHOLE, _REAL, _LENGTH = (struct.Struct(form) for form in (">H", ">q", ">d", ">I"))


def records_of(rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Pack rows into records of about 128 KB, each of whole rows."""
    record = bytearray()
    for row in rows:
        record += _WIDTH.pack(len(row))
        for value in row:
            record += _packed(value)
        if len(record) >= _RECORD:
            yield bytes(record)
            record.clear()
    if record:
        yield bytes(record)


def rows_of(record: bytes) -> Iterator[list[Value]]:
    """Unpack a record; raises ``ArchiveError`` if it is none."""
    place = 0
    try:
        while place < len(record):
            (width,) = _WIDTH.unpack_from(record, place)
            place += _WIDTH.size
            row: list[Value] = []
            for _column in range(width):
                value, place = _unpacked(record, place)
                row.append(value)
            yield row
    except (struct.error, UnicodeDecodeError) as fault:
        raise ArchiveError("rows that cannot be read") from fault


def _packed(value: Value) -> bytes:
    if value is None:
        return b"N"
    if isinstance(value, int):
        return b"I" + _WHOLE.pack(value)
    if isinstance(value, float):
        return b"F" + _REAL.pack(value)
    body = value.encode() if isinstance(value, str) else value
    return (b"S" if isinstance(value, str) else b"B") + _LENGTH.pack(len(body)) + body


def _unpacked(record: bytes, place: int) -> tuple[Value, int]:
    kind, place = record[place : place + 1], place + 1
    if kind == b"N":
        return None, place
    if kind in (b"I", b"F"):
        form = _WHOLE if kind == b"I" else _REAL
        return form.unpack_from(record, place)[0], place + form.size
    (length,) = _LENGTH.unpack_from(record, place)
    start, end = place + _LENGTH.size, place + _LENGTH.size + length
    if kind not in (b"S", b"B") or end > len(record):
        raise ArchiveError("rows that cannot be read")
    body = record[start:end]
    return (body.decode() if kind == b"S" else body), end
