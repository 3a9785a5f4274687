"""What pages say about files: which one it is, what was taken out of it, why it was not taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ruangaman.lib.cleaning.kinds import PDF
from ruangaman.reporting.attached import MOST_FILES, Attached

_REFUSED: Mapping[str, Any] = {
    "none": gettext_lazy("Pilih file dulu."),
    "empty": gettext_lazy("File ini kosong. Pilih file lain."),
    "large": gettext_lazy("File ini lebih dari 20 MB. Kecilkan dulu, atau kirim sebagian."),
    "kind": gettext_lazy(
        "Jenis file ini tidak bisa kami terima. Kirim foto (JPEG, PNG, WebP) atau PDF."
    ),
    "polyglot": gettext_lazy(
        "File ini berisi dua jenis file sekaligus. Kirim foto atau PDF biasa."
    ),
    "broken": gettext_lazy("File ini rusak atau terpotong. Coba pilih lagi, atau kirim fotonya."),
    "locked": gettext_lazy(
        "PDF ini terkunci dengan kata sandi. Kirim PDF tanpa kata sandi, atau fotonya."
    ),
    "moving": gettext_lazy("Gambar bergerak tidak bisa kami terima. Kirim satu gambar diam."),
    "pixels": gettext_lazy(
        "Gambar ini terlalu besar untuk dibuka. Kirim tangkapan layarnya, atau potong dulu."
    ),
    "pages": gettext_lazy("PDF ini terlalu panjang. Kirim sebagian halamannya."),
    "heavy": gettext_lazy(
        "File ini tidak bisa kami buka dengan aman. Kirim foto atau tangkapan layarnya."
    ),
    "busy": gettext_lazy("Sedang banyak file masuk. Tunggu sebentar, lalu coba lagi."),
    "disk": gettext_lazy("Untuk sementara file tidak bisa diterima. Pesan tetap bisa dikirim."),
    "many": gettext_lazy("File di kotak pesan ini sudah terlalu banyak. Pesan tetap bisa dikirim."),
    "cut": gettext_lazy("File belum sampai seluruhnya karena sambungan terputus. Coba lagi."),
    "gone": gettext_lazy("File menunggu terlalu lama dan sudah dihapus. Pilih lagi filenya."),
    "full": gettext_lazy("Satu pesan memuat paling banyak 5 file. Kirim pesan ini dulu."),
}
_FOUND: Mapping[str, Any] = {
    "location": gettext_lazy("lokasi"),
    "device": gettext_lazy("data HP atau kamera"),
    "author": gettext_lazy("nama pembuat"),
    "thumbnail": gettext_lazy("gambar kecil"),
    "comment": gettext_lazy("komentar"),
    "attachment": gettext_lazy("lampiran"),
    "script": gettext_lazy("program"),
    "note": gettext_lazy("nama penulis catatan"),
    "behind": gettext_lazy("sisa versi lama"),
    "metadata": gettext_lazy("data tersembunyi"),
}


def refused_words(reason: str) -> str:
    """Say why a file was not taken, and what to do."""
    return str(_REFUSED.get(reason, _REFUSED["heavy"]))


def removed_words(file: Attached) -> str:
    """Say what was taken out of a file."""
    found = [str(_FOUND[word]) for word in file.removed if word in _FOUND]
    if {"location", "device"} <= set(file.removed) and len(found) == 2 and file.kind != PDF:
        return _("Lokasi dan data HP sudah dihapus dari foto.")
    if not found:
        return _("Tidak ada data tersembunyi yang ditemukan.")
    return _("Sudah dihapus dari file: %(what)s.") % {"what": ", ".join(found)}


def size_words(size: int) -> str:
    """Write a size as people read it."""
    if size < 1_000_000:
        return _("%(size)s KB") % {"size": localize(max(1, round(size / 1000)))}
    return _("%(size)s MB") % {"size": localize(round(size / 1_000_000, 1))}


def file_rows(files: Iterable[Attached]) -> list[dict[str, Any]]:
    """Return files as a page lists them."""
    return [
        {
            "id": file.id,
            "name": file.name,
            "size": size_words(file.size),
            "removed": removed_words(file),
            "original": file.original,
        }
        for file in files
    ]


def places_left(files: list[Attached]) -> str:
    """Say how many files this message still takes."""
    left = MOST_FILES - len(files)
    return ngettext(
        "Masih bisa %(left)s file lagi dalam pesan ini.",
        "Masih bisa %(left)s file lagi dalam pesan ini.",
        left,
    ) % {"left": left}


def file_gone_words() -> str:
    """Say of a file that somebody asked for that it cannot be given."""
    return _(
        "File ini tidak ada lagi di server kami, atau rusak. Pesan yang lain tetap bisa dibaca."
    )
