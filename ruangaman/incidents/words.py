"""What can be said of an incident: choices from lists, in words that name nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Any] = {
    "perangkat": _("Perangkat hilang, dicuri, atau dipakai orang lain"),
    "frasa": _("Frasa kunci atau kata sandi diketahui orang lain"),
    "akun": _("Akun dipakai orang yang tidak berhak"),
    "salah_alamat": _("Dikirim atau diserahkan ke orang yang salah"),
    "tanpa_perlu": _("Laporan dibuka tanpa keperluan"),
    "diceritakan": _("Diceritakan kepada orang luar"),
    "kertas": _("Kertas atau layar dilihat orang lain"),
    "sistem": _("Server, basis data, cadangan, atau log di tangan orang lain"),
    "lain": _("Hal lain"),
}
CONCERNED: Mapping[str, Any] = {
    "needs": _("Kebutuhan penyintas"),
    "account": _("Cerita penyintas"),
    "identity": _("Nama atau nomor kontak penyintas"),
    "messages": _("Pesan dengan penyintas"),
    "adanya": _("Bahwa seseorang melapor"),
    "petugas": _("Data petugas"),
    "jejaring": _("Data jejaring atau pelatihan"),
    "belum": _("Belum tahu"),
}
HOW_FOUND: Mapping[str, Any] = {
    "sendiri": _("Saya sendiri mengalaminya atau melihatnya"),
    "rekan": _("Rekan kerja memberi tahu"),
    "penyintas": _("Penyintas memberi tahu"),
    "pemeriksaan": _("Terlihat waktu pemeriksaan sistem"),
    "luar": _("Orang luar memberi tahu"),
}
CONTAINED: Mapping[str, Any] = {
    "akun": _("Akun ditangguhkan atau dikeluarkan dari semua perangkat"),
    "kunci": _("Frasa atau kunci diganti, penerima lama dikeluarkan"),
    "perangkat": _("Perangkat dikunci atau dihapus dari jauh"),
    "minta_hapus": _("Yang salah menerima diminta menghapus dan mengakuinya tertulis"),
    "kertas": _("Kertas ditarik dan dihancurkan"),
    "layanan": _("Layanan dihentikan sementara atau celah ditutup"),
    "salinan": _("Salinan bukti disimpan: audit, log, waktu"),
    "keselamatan": _("Keselamatan penyintas ditinjau tim pendamping"),
}
AUTHORITY: Mapping[str, Any] = {
    "sudah": _("Sudah diberi tahu secara tertulis"),
    "tidak_wajib": _("Tidak diberi tahu: tidak ada data orang yang terbuka"),
}
PERSONS: Mapping[str, Any] = {
    "sudah": _("Semua orang yang terkait sudah diberi tahu"),
    "tidak_ada": _("Tidak ada orang yang terkait"),
    "tidak_terjangkau": _("Sebagian tidak punya saluran aman; sudah dicatat"),
    "membahayakan": _("Pemberitahuan sekarang membahayakan; ditinjau lagi"),
}
TOLD_STATES = frozenset({"sudah", "tidak_ada", "tidak_terjangkau"})
"""After these nobody is left to be told."""

LABELS: Mapping[str, Mapping[str, Any]] = {
    "kind": KINDS,
    "concerned": CONCERNED,
    "how": HOW_FOUND,
    "contained": CONTAINED,
    "authority": AUTHORITY,
    "persons": PERSONS,
}


MISSING: Mapping[str, Any] = {
    "contained": _("apa yang dilakukan untuk menghentikannya"),
    "authority": _("pemberitahuan kepada lembaga"),
    "persons": _("pemberitahuan kepada orang yang terkait"),
    "lessons": _("apa yang diubah sesudahnya"),
}
HISTORY: Mapping[str, Any] = {
    "found": _("Dicatat"),
    "contained": _("Langkah penghentian dicatat"),
    "authority": _("Pemberitahuan kepada lembaga dicatat"),
    "persons": _("Pemberitahuan kepada orang yang terkait dicatat"),
    "lessons": _("Pelajaran dicatat"),
    "linked": _("Satu kasus dikaitkan dari sisi pendamping"),
    "told": _("Satu penyintas diberi tahu lewat pesannya"),
    "closed": _("Ditutup"),
    "reopened": _("Dibuka lagi"),
    "altered": _("Catatan ini rusak atau bukan dari kami. Jangan percaya isinya."),
}


def words_of(name: str, given: Any) -> str:
    """Return what was chosen, in words."""
    labels = LABELS.get(name, {})
    several = given if isinstance(given, list) else [given]
    return "; ".join(str(labels.get(one, one)) for one in several if one)
