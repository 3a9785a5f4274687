"""What pages say about decrees: steps of the timeline, files that are not taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_STEPS: Mapping[str, Any] = {
    "created": _("Draf dibuat"),
    "edited": _("Isi diubah"),
    "person_added": _("Orang ditambahkan"),
    "person_changed": _("Peran orang diubah"),
    "person_removed": _("Orang dikeluarkan dari usulan"),
    "declared": _("Pernyataan diri dibuat"),
    "declared_paper": _("Pernyataan diri di kertas dicatat"),
    "submitted": _("Diajukan untuk ditandatangani"),
    "returned": _("Dikembalikan ke koordinator"),
    "withdrawn": _("Usulan dibatalkan"),
    "issued": _("SK terbit"),
    "scan_added": _("SK bertanda tangan diunggah"),
    "scan_replaced": _("SK bertanda tangan diganti; yang lama disimpan"),
    "amending": _("Perubahan SK mulai dibuat"),
    "amended": _("Diganti oleh SK baru"),
    "revoke_asked": _("Pencabutan diminta"),
    "revoke_refused": _("Permintaan pencabutan ditolak atau ditarik"),
    "revoked": _("SK dicabut"),
    "person_moved": _("Seorang fokal point pindah tugas"),
    "person_left": _("Seorang fokal point berhenti"),
    "person_back": _("Perpindahan seorang fokal point dibatalkan"),
    "unit_ended": _("Unitnya berakhir"),
}
_REFUSED: Mapping[str, Any] = {
    "none": _("Pilih file dulu."),
    "empty": _("File ini kosong. Pilih file lain."),
    "large": _("File ini lebih dari 20 MB. Pindai lagi dengan mutu lebih rendah."),
    "kind": _("Jenis file ini tidak bisa kami terima. Kirim foto (JPEG, PNG, WebP) atau PDF."),
    "polyglot": _("File ini berisi dua jenis file sekaligus. Kirim foto atau PDF biasa."),
    "broken": _("File ini rusak atau terpotong. Pindai atau foto lagi."),
    "locked": _("PDF ini terkunci dengan kata sandi. Kirim PDF tanpa kata sandi."),
    "moving": _("Gambar bergerak tidak bisa kami terima. Kirim satu gambar diam."),
    "pixels": _("Gambar ini terlalu besar untuk dibuka. Foto lagi dengan ukuran lebih kecil."),
    "pages": _("PDF ini terlalu panjang. Kirim SK dan lampirannya saja."),
    "active": _("PDF ini berisi program atau lampiran lain. Pindai lagi dari kertasnya."),
    "busy": _("Sedang banyak file masuk. Tunggu sebentar, lalu coba lagi."),
    "disk": _("Untuk sementara file tidak bisa diterima. Coba lagi nanti."),
    "many": _("File untuk SK ini sudah terlalu banyak."),
    "known": _("File yang sama sudah diunggah untuk SK ini."),
    "unsigned": _("SK ini belum terbit. Catat dulu penandatanganannya."),
    "cut": _("File belum sampai seluruhnya karena sambungan terputus. Coba lagi."),
}
_HEAVY = _("File ini tidak bisa kami buka dengan aman. Pindai atau foto lagi.")


def step_words(action: str) -> str:
    """Return a step of the timeline in words."""
    return str(_STEPS.get(action, action))


def scan_refused_words(reason: str) -> str:
    """Say why a signed decree was not taken, and what to do."""
    return str(_REFUSED.get(reason, _HEAVY))


def scan_refused_status(reason: str) -> int:
    """Return the HTTP status under which a refused file is told of."""
    return {"busy": 503, "disk": 507, "large": 413}.get(reason, 422)
