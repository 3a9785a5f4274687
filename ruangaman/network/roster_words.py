"""What pages and the command say about lists: why one is not read, what is wrong with a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.lib.roster.model import Note, NoteCode, RosterCode
from ruangaman.lib.table import Code, Fault
from ruangaman.network.nip_words import doubt_word, fault_word

LABELS: Mapping[str, Any] = {
    "name": gettext_lazy("Nama"),
    "nip": gettext_lazy("NIP"),
    "unit": gettext_lazy("Unit kerja"),
    "position": gettext_lazy("Jabatan"),
    "rank": gettext_lazy("Pangkat/golongan"),
    "sex": gettext_lazy("Jenis kelamin"),
    "kind": gettext_lazy("Jenis kepegawaian"),
    "phone": gettext_lazy("Nomor HP"),
    "email": gettext_lazy("E-mail"),
    "trained_on": gettext_lazy("Tanggal pelatihan"),
    "remark": gettext_lazy("Keterangan"),
}
"""What the columns are called, in the order of the empty file."""

_REFUSED: Mapping[str, Any] = {
    "none": gettext_lazy("Pilih berkas dulu."),
    "cut": gettext_lazy("Sambungan terputus. Berkas belum sampai utuh. Coba sekali lagi."),
    "empty": gettext_lazy("Berkas ini kosong."),
    "large": gettext_lazy("Berkas ini lebih dari 10 MB. Hapus gambar di dalamnya, atau bagi dua."),
    "busy": gettext_lazy("Sedang banyak berkas masuk. Tunggu sebentar, lalu coba lagi."),
    "kind": gettext_lazy("Isi berkas ini bukan XLSX dan bukan CSV, apa pun nama belakangnya."),
    "old": gettext_lazy("Ini berkas Excel lama (XLS). Simpan sebagai XLSX, lalu unggah lagi."),
    "binary": gettext_lazy("Ini berkas Excel biner (XLSB). Simpan sebagai XLSX, lalu unggah lagi."),
    "open": gettext_lazy("Ini berkas OpenDocument. Simpan sebagai XLSX, lalu unggah lagi."),
    "macros": gettext_lazy(
        "Berkas ini berisi makro, yaitu program yang dapat merusak. Simpan sebagai XLSX biasa."
    ),
    "locked": gettext_lazy("Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu unggah lagi."),
    "broken": gettext_lazy("Berkas ini rusak. Buka di Excel, simpan lagi sebagai XLSX."),
    "entities": gettext_lazy(
        "Isi berkas ini tidak aman dibaca. Buat berkas baru dan salin isinya."
    ),
    "unpacked": gettext_lazy("Isi berkas ini terlalu besar sesudah dibuka. Salin ke berkas baru."),
    "rows": gettext_lazy("Berkas ini lebih dari 50.000 baris. Bagi menjadi beberapa berkas."),
    "columns": gettext_lazy("Berkas ini lebih dari 200 kolom. Hapus kolom yang tidak perlu."),
    "cells": gettext_lazy("Berkas ini berisi terlalu banyak sel. Salin daftarnya ke berkas baru."),
    "text": gettext_lazy("Ada sel yang berisi lebih dari 5.000 huruf: baris %(text)s."),
    "sheets": gettext_lazy(
        "Ada beberapa lembar yang berisi daftar: %(text)s. Simpan satu lembar saja."
    ),
    "headings": gettext_lazy(
        "Judul kolom tidak ditemukan. Perlu paling sedikit kolom Nama dan Unit kerja."
    ),
    "hidden": gettext_lazy(
        "Daftarnya ada di lembar yang tersembunyi: %(text)s. Tampilkan dulu, lalu simpan."
    ),
    "encoding": gettext_lazy("Huruf dalam berkas CSV ini tidak terbaca. Simpan sebagai UTF-8."),
    "quotes": gettext_lazy("Tanda kutip dalam berkas CSV ini tidak ditutup: baris %(text)s."),
}
_HEAVY = gettext_lazy("Berkas ini terlalu berat untuk dibaca. Salin daftarnya ke berkas baru.")
_STATUS: Mapping[str, int] = {"busy": 503, "large": 413}

LONG_ROW = gettext_lazy(
    "Baris ini punya lebih banyak sel daripada judul kolomnya. Biasanya ada tanda pemisah di dalam"
    " sebuah sel, misalnya koma sebelum gelar. Apit sel itu dengan tanda kutip, seperti"
    ' "Ana, S.Pd", atau hapus tandanya.'
)
SHORT_ROW = gettext_lazy(
    "Baris ini terlalu pendek: sel %(label)s tidak ada. Mungkin ada tanda pemisah yang hilang."
)

_FAULTS: Mapping[str, Any] = {
    Code.EMPTY: gettext_lazy("%(label)s belum diisi."),
    Code.FORMULA: gettext_lazy("Sel ini berisi rumus. Salin, lalu tempel sebagai nilai."),
    Code.ERROR: gettext_lazy("Sel ini berisi galat Excel. Tulis isinya."),
    Code.NUMBER: gettext_lazy(
        "Ditulis sebagai angka, bukan teks, sehingga angka di belakangnya hilang. Ubah format"
        " selnya menjadi teks, lalu ketik ulang."
    ),
    Code.DAY: gettext_lazy("Bukan tanggal yang ada di kalender. Tulis seperti 21/10/2025."),
    Code.HEADING_MISSING: gettext_lazy("Kolom %(label)s tidak ada."),
    Code.HEADING_TWICE: gettext_lazy("Kolom %(label)s ada dua. Hapus salah satu."),
    Code.HIDDEN_ROW: gettext_lazy("Baris ini tersembunyi. Tampilkan atau hapus barisnya."),
    Code.HIDDEN_COLUMN: gettext_lazy("Kolom ini tersembunyi. Tampilkan atau hapus kolomnya."),
    Code.HIDDEN_SHEET: gettext_lazy(
        "Lembar “%(text)s” tersembunyi dan ada isinya. Tampilkan atau hapus lembarnya."
    ),
    Code.LONG_ROW: LONG_ROW,
    Code.SHORT_ROW: SHORT_ROW,
    "nip_length": gettext_lazy("NIP harus 18 angka; di sini ada %(text)s."),
    RosterCode.LONG: gettext_lazy("Terlalu panjang: paling banyak %(text)s huruf."),
    RosterCode.SHORT: gettext_lazy("Nama ini terlalu pendek."),
    RosterCode.KIND: gettext_lazy(
        "Jenis kepegawaian ini tidak dikenal. Tulis PNS, PPPK, Non-ASN, atau Magang."
    ),
    RosterCode.RANK: gettext_lazy(
        "Pangkat ini tidak ada dalam daftar. Tulis seperti III/a atau IX."
    ),
    RosterCode.SEX: gettext_lazy("Tulis L atau P, atau kosongkan."),
    RosterCode.PHONE: gettext_lazy("Bukan nomor telepon. Tulis seperti 0812 3456 7890."),
    RosterCode.EMAIL: gettext_lazy("Bukan alamat e-mail."),
    RosterCode.FUTURE: gettext_lazy("Tanggal pelatihan ini di masa depan, atau sebelum 1990."),
    RosterCode.NIP_OF_OTHER: gettext_lazy(
        "Hanya PNS dan PPPK yang punya NIP. Kosongkan, atau ganti jenisnya."
    ),
    RosterCode.TWICE: gettext_lazy("NIP ini sama dengan NIP di baris %(text)s."),
    RosterCode.UNIT: gettext_lazy("Unit ini tidak dikenal."),
    RosterCode.UNIT_SEVERAL: gettext_lazy("Ada beberapa unit dengan nama ini."),
}
_NOTES: Mapping[str, Any] = {
    NoteCode.KIND_READ: gettext_lazy("Dicatat sebagai magang, menurut jabatan atau keterangannya."),
    NoteCode.KIND_ASSUMED: gettext_lazy(
        "Jenis kepegawaian dan NIP kosong: dicatat sebagai Non-ASN."
    ),
    NoteCode.RANK_UNLISTED: gettext_lazy(
        "Pangkat tidak dicatat: paket data ini belum berisi daftar pangkat."
    ),
}
_ABOUT_ITSELF = frozenset(
    {"nip_length", RosterCode.LONG, RosterCode.TWICE, Code.HIDDEN_SHEET, Code.HIDDEN_ROW}
)
"""Faults whose text is already in the sentence."""


def roster_refused_words(reason: str, text: str = "") -> str:
    """Say why a file was not read, and what to do."""
    return str(_REFUSED.get(reason, _HEAVY)) % {"text": text}


def roster_refused_status(reason: str) -> int:
    """Return the HTTP status under which a refused list is told of."""
    return _STATUS.get(reason, 422)


def roster_fault_words(fault: Fault) -> str:
    """Say what is wrong, without row and column."""
    label = str(LABELS.get(fault.key, fault.key))
    words = _FAULTS.get(fault.code)
    if words is None and fault.code.startswith(RosterCode.NIP):
        return fault_word(fault.code.removeprefix(RosterCode.NIP))
    return str(words) % {"label": label, "text": fault.text}


def roster_fault_text(fault: Fault) -> str:
    """Return what stands in the cell, where showing it helps."""
    return "" if fault.code in _ABOUT_ITSELF or fault.key == "nip" else fault.text


def roster_note_words(note: Note) -> str:
    """Say what is worth a second look."""
    if note.code.startswith(NoteCode.NIP):
        return doubt_word(note.code.removeprefix(NoteCode.NIP))
    return str(_NOTES[note.code])


def place_words(row: int, column: str) -> str:
    """Say where: row, column or both; the file as a whole for neither."""
    if row and column:
        return _("baris %(row)d, kolom %(column)s") % {"row": row, "column": column}
    if row:
        return _("baris %(row)d") % {"row": row}
    return _("seluruh berkas")
