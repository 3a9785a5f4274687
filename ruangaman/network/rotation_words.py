"""What pages say about a list of officials who moved, and the empty list."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ruangaman.lib.table import Code, Fault
from ruangaman.network.roster_words import LONG_ROW, SHORT_ROW, place_words, roster_refused_words
from ruangaman.network.rotation_list import HEADINGS, LABELS
from ruangaman.network.selectors.rotation import Moves, Reading

_BY_KEY = {heading.key: label for heading, label in zip(HEADINGS, LABELS, strict=True)}
_AS_TEXT = frozenset({"nip"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in the way of a list, and where."""

    place: str
    words: str


def rotation_refused_words(reason: str, text: str) -> str:
    """Say why a file was not read, and what to do."""
    if reason == "many":
        return _("Terlalu banyak orang jejaring dalam satu daftar. Bagi menjadi beberapa berkas.")
    if reason == "headings":
        return _("Judul kolom tidak ditemukan. Perlu paling sedikit kolom Nama dan Unit baru.")
    return roster_refused_words(reason, text)


def rotation_faults(reading: Reading | None, moves: Moves) -> list[Trouble]:
    """Return what must be mended in the file before it can be recorded."""
    found = [Trouble(place_words(one.row, one.column), _said(one)) for one in _of(reading)]
    rows = {one.row for one in _of(reading)}
    for one in moves.moving:
        place = place_words(one.line.row, "")
        if one.done or one.line.row in rows:
            continue
        if one.twice:
            words = _("%(name)s ada di lebih dari satu baris. Sisakan satu.") % {"name": one.name}
            found.append(Trouble(place, words))
        if not one.line.day:
            found.append(Trouble(place, _("TMT belum diisi.")))
    return found


def rotation_sample() -> bytes:
    """Return an XLSX file with headings only."""
    import xlsxwriter  # read with the first sheet

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Mutasi")
        bold, kept = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for column, (key, label) in enumerate(_BY_KEY.items()):
            sheet.set_column(column, column, 28, kept if key in _AS_TEXT else None)
            sheet.write_string(0, column, label, bold)
        sheet.freeze_panes(1, 1)
    return stream.getvalue()


def _of(reading: Reading | None) -> Iterator[Fault]:
    yield from reading.faults if reading else ()


def _said(fault: Fault) -> str:
    words = {"label": _BY_KEY.get(fault.key, fault.key), "text": fault.text}
    said = {
        Code.EMPTY: _("%(label)s belum diisi."),
        Code.HEADING_MISSING: _("Kolom %(label)s tidak ada."),
        Code.HEADING_TWICE: _("Kolom %(label)s ada dua. Hapus salah satu."),
        Code.HIDDEN_ROW: _("Baris ini tersembunyi. Tampilkan atau hapus barisnya."),
        Code.HIDDEN_COLUMN: _("Kolom ini tersembunyi. Tampilkan atau hapus kolomnya."),
        Code.HIDDEN_SHEET: _(
            "Lembar “%(text)s” tersembunyi dan ada isinya. Tampilkan atau hapus lembarnya."
        ),
        Code.FORMULA: _("Sel ini berisi rumus. Salin, lalu tempel sebagai nilai."),
        Code.ERROR: _("Sel ini berisi galat Excel. Tulis isinya."),
        Code.LONG_ROW: LONG_ROW,
        Code.SHORT_ROW: SHORT_ROW,
        Code.DAY: _("Bukan tanggal yang ada di kalender. Tulis seperti 21/10/2025."),
    }
    return str(said.get(fault.code, _("Isi sel ini tidak terbaca."))) % words
