"""Lists of participants: the first training as the press itemised it, large ones, and bad ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

from ruangaman.lib.pack import read_pack
from ruangaman.settings import PACKS_DIR

FIRST_TRAINING = {"dinas": 21, "satpol_pp": 1, "rumah_sakit": 2, "badan": 9, "biro": 7}
"""22 + 2 + 9 + 7 = 40 participants of 42 units; the report says 41."""

HEADINGS = ("No", "Nama", "NIP", "Unit Kerja", "Jabatan", "Gol.", "L/P", "Status", "No. HP")
_GIVEN = ("Maria", "Yohanes", "Rambu", "Agustinus", "Yuliana", "Petrus", "Fransiska", "Markus")
_FAMILY = ("Contoh", "Umpama", "Misal", "Andai", "Tamsil", "Ibarat", "Teladan", "Rekaan")


def nip(number: int, *, woman: bool = True) -> str:
    """Return a sound number of nobody."""
    month, day = 1 + number % 12, 1 + number % 28
    born, begun = f"{1965 + number % 25}{month:02}{day:02}", f"{2010 + number % 10}{month:02}"
    return f"{born}{begun}{2 if woman else 1}{number % 1000:03}"


def person(number: int) -> str:
    """Return an invented name, another for each number."""
    given, family = _GIVEN[number % 8], _FAMILY[number // 8 % 8]
    return f"{given} {family}" + (f" {_roman(number // 64)}" if number >= 64 else "")


def participant(number: int, unit: str) -> list[Any]:
    """Return a line for ``HEADINGS``."""
    woman = number % 2 == 0
    return [
        number + 1,
        f"{person(number)}, S.Sos",
        nip(number, woman=woman),
        unit,
        "Analis Kebijakan",
        "",
        "P" if woman else "L",
        "PNS",
        f"0812{number:08}",
    ]


def first_training() -> list[Sequence[Any]]:
    """Return the attendance list of the first training: 40 lines that say they are 41."""
    units = read_pack(PACKS_DIR / "ntt").units
    chosen = []
    for kind, count in FIRST_TRAINING.items():
        chosen += [unit.name for unit in units if unit.kind == kind][:count]
    lines: list[Sequence[Any]] = [
        ("DAFTAR HADIR PELATIHAN FOKAL POINT",),
        ("Kupang, 21-22 Oktober 2025",),
        (),
        HEADINGS,
    ]
    lines += [participant(number, unit) for number, unit in enumerate(chosen)]
    return [*lines, (), (None, "Jumlah peserta: 41")]


def large(count: int, units: Sequence[str]) -> list[Sequence[Any]]:
    """Return ``count`` participants, spread over ``units``, each with a number of her own."""
    lines: list[Sequence[Any]] = [HEADINGS]
    for number in range(count):
        line = participant(number, units[number % len(units)])
        line[2] = f"{line[2][:8]}{2010 + number // 1000 % 10}{line[2][12:]}"
        lines.append(line)
    return lines


def workbook(
    lines: Iterable[Sequence[Any]], *, more: Callable[[Any, Any], None] | None = None
) -> bytes:
    """Return lines as XLSX."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Peserta")
        for row, cells in enumerate(lines):
            for column, value in enumerate(cells):
                if value not in (None, ""):
                    sheet.write(row, column, value)
        if more:
            more(book, sheet)
    return stream.getvalue()


def text(lines: Iterable[Sequence[Any]], *, between: str = ";", encoding: str = "utf-8") -> bytes:
    """Return lines as CSV."""
    rows = (between.join(f'"{"" if one is None else one}"' for one in cells) for cells in lines)
    return "\r\n".join(rows).encode(encoding)


def _roman(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = chr(97 + rest) + letters
    return letters.title()
