"""A fault in a pack, and the sentences that say what is wrong (Indonesian, plain words)."""

from collections.abc import Iterable
from dataclasses import dataclass

MESSAGES = {
    "missing-pack": "Folder paket ini tidak ada: {value}.",
    "missing-file": "Berkas ini tidak ada dalam paket.",
    "unknown-file": "Berkas ini tidak dikenal. Periksa ejaan namanya.",
    "too-large": "Berkas lebih besar dari {limit} byte.",
    "not-utf8": "Berkas bukan UTF-8. Simpan ulang sebagai “CSV UTF-8”.",
    "nul": "Ada karakter NUL di baris ini.",
    "semicolons": "Kolom dipisah dengan titik koma. Pakai koma.",
    "bad-csv": "Bentuk CSV rusak: {value}.",
    "bad-toml": "Bentuk TOML rusak: {value}.",
    "empty-file": "Berkas ini tidak punya isi.",
    "row-length": "Jumlah kolom di baris ini {value}, di kepala tabel {limit}.",
    "missing-column": "Kolom ini tidak ada.",
    "unknown-column": "Kolom ini tidak dikenal.",
    "repeated-column": "Kolom ini ditulis dua kali.",
    "missing-table": "Bagian [[{value}]] tidak ada.",
    "unknown-field": "Isian ini tidak dikenal.",
    "wrong-type": "Jenis isian salah. Yang diharapkan: {limit}.",
    "missing-value": "Isian ini tidak boleh kosong.",
    "missing-translation": "Terjemahannya belum ada.",
    "too-long": "Terlalu panjang: {value} karakter, paling banyak {limit}.",
    "control-character": "Ada karakter kendali {value}. Hapus karakter itu.",
    "hidden-character": "Ada karakter tak terlihat {value}. Hapus karakter itu.",
    "bad-code": "“{value}” bukan kode yang sah. Contoh: {limit}.",
    "unknown-choice": "“{value}” tidak dikenal. Pilihan: {limit}.",
    "duplicate": "“{value}” sudah ada di baris {limit}.",
    "bad-date": "“{value}” bukan tanggal yang sah. Tulis TTTT-BB-HH, misalnya 2026-11-23.",
    "date-order": "Tanggal akhir harus sesudah tanggal mulai.",
    "bad-time": "“{value}” bukan jam yang sah. Tulis JJ:MM, misalnya 07:30.",
    "time-order": "Jam selesai harus sesudah jam mulai.",
    "bad-hours": "“{value}” bukan jam layanan yang sah. Contoh: 24/7 atau 1-5 08:00-16:00.",
    "half-verified": "Isi verified_by dan verified_on bersama-sama, atau kosongkan keduanya.",
    "not-a-number": "“{value}” bukan bilangan bulat.",
    "negative": "Angka ini tidak boleh kurang dari {limit}.",
    "too-big": "Angka ini lebih besar dari {limit}.",
    "max-below-value": "Nilai terbesar lebih kecil dari nilai terkecil.",
    "value-with-no-limit": "Satuan no_limit berarti tanpa batas: kosongkan nilainya.",
    "bad-phone": "“{value}” bukan nomor telepon yang sah. Contoh: {limit}.",
    "misprint": "“{value}” adalah salah cetak yang dikenal. Nomor yang benar: {limit}.",
    "phone-mismatch": "Nomor yang tampil tidak sama dengan nomor yang ditelepon.",
    "number-outside-hotlines": "Ada nomor telepon: “{value}”. Nomor hanya boleh di hotlines.csv.",
    "shelter-address": "Alamat tempat aman tidak boleh ditulis.",
    "contact-mismatch": "Isian contact tidak cocok dengan contact_kind.",
    "missing-row": "Baris untuk “{value}” tidak ada, padahal sistem memerlukannya.",
    "unknown-region": "Kode wilayah “{value}” tidak ada di regions.csv.",
    "unknown-rule": "Aturan “{value}” tidak ada di rules.csv.",
    "unknown-hotline": "Kode “{value}” tidak ada di hotlines.csv.",
    "unknown-unit": "Kode unit “{value}” tidak ada di units.csv.",
    "unknown-group": "Kelompok “{value}” tidak ada di rights.toml.",
    "unknown-window": "Rentang waktu “{value}” tidak ada di needs.toml.",
    "window-gap": "Rentang waktu ini tidak menyambung dengan rentang sebelumnya.",
    "bad-url": "“{value}” bukan alamat https yang sah.",
    "bad-time-zone": "Zona waktu “{value}” tidak dikenal.",
    "name-mismatch": "Nama paket “{value}” tidak sama dengan nama foldernya, “{limit}”.",
    "wrong-total": "Jumlah dari tabel {value}, di sini tertulis {limit}.",
}
"""Every fault code with its sentence; docs/packs.md explains each in English."""

_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class PackFault:
    """One fault.

    ``row`` is the row as a spreadsheet shows it (header = 1), for TOML the line of the file;
    0 means the file as a whole. ``field`` is "" where the whole row is meant.
    """

    file: str
    row: int
    field: str
    code: str
    message: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row:
            place.append(f"baris {self.row}")
        if self.field:
            place.append(self.field)
        return f"{', '.join(place)}: {self.message}"


class PackError(ValueError):
    """A pack that cannot be used; ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: Iterable[PackFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class FaultList:
    """Collects faults while the files are read."""

    def __init__(self) -> None:
        self.found: list[PackFault] = []

    def add(
        self,
        *,
        file: str,
        code: str,
        row: int = 0,
        field: str = "",
        value: object = "",
        limit: object = "",
    ) -> None:
        """Notes a fault; ``value`` and ``limit`` fill the sentence of ``code``."""
        message = MESSAGES[code].format(value=_printable(value), limit=limit)
        self.found.append(PackFault(file=file, row=row, field=field, code=code, message=message))


def _printable(value: object) -> str:
    text = "".join(char if char.isprintable() else "\ufffd" for char in str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
