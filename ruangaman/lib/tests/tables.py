"""Lists as people send them, and as somebody with bad intentions does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from ruangaman.lib.table import Code, Heading, Kind, Table, TableRefused, read_table

NAME = Heading("name", ("nama", "nama lengkap", "name", "full name"), required=True)
UNIT = Heading("unit", ("unit kerja", "instansi", "unit"), required=True)
NIP = Heading("nip", ("nip", "ni pppk"), kind=Kind.DIGITS)
RANK = Heading("rank", ("pangkat", "golongan", "gol", "rank"))
BORN = Heading("since", ("tmt", "sejak", "since", "tanggal"), kind=Kind.DAY)
TRAINED = Heading("trained", ("tanggal pelatihan", "training date"), kind=Kind.DAYS)
HEADINGS = (NAME, UNIT, NIP, RANK, BORN, TRAINED)


def table(raw: bytes) -> Table:
    return read_table(raw, headings=HEADINGS)


def refused(raw: bytes) -> tuple[str, str]:
    try:
        table(raw)
    except TableRefused as fault:
        return fault.reason, fault.text
    raise AssertionError("it was read")


def faults(one: Table) -> set[tuple[int, str, str]]:
    return {(fault.row, fault.column, fault.code) for fault in one.faults}


def named(one: Table) -> list[str]:
    return [row.text("name") for row in one.rows]


def xlsx(
    lines: Iterable[Sequence[Any]] = (),
    *,
    more: Callable[[Any, Any], None] | None = None,
    options: Mapping[str, Any] | None = None,
) -> bytes:
    """Return a workbook; ``more`` gets the book and its first sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **(options or {})}) as book:
        sheet = book.add_worksheet("Peserta")
        for row, cells in enumerate(lines):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(row, column, value)
        if more:
            more(book, sheet)
    return stream.getvalue()


def changed(raw: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return an archive with other parts; None leaves one out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            if entry.filename not in parts:
                after.writestr(entry.filename, before.read(entry))
        for name, content in parts.items():
            if content is not None:
                after.writestr(name, content)
    return stream.getvalue()


def with_zeros(raw: bytes, name: str, size: int, around: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Return an archive in which a part unpacks to ``size`` zeros; it is never whole in memory."""
    stream = io.BytesIO(changed(raw, {name: None}))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as file,
    ):
        file.write(around[0])
        piece = bytes(1_000_000)
        for _ in range(size // len(piece)):
            file.write(piece)
        file.write(around[1])
    return stream.getvalue()


def lying(raw: bytes, name: str) -> bytes:
    """Return an archive whose list says that a part unpacks to 100 bytes."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entry = archive.getinfo(name)
        size = entry.file_size.to_bytes(4, "little")
        crc = entry.CRC.to_bytes(4, "little")
        packed = entry.compress_size.to_bytes(4, "little")
    small = (100).to_bytes(4, "little")
    return raw.replace(crc + packed + size, crc + packed + small)


__all__ = ["Code"]
