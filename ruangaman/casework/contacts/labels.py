"""The questions of a contact record and their answers. None of them asks for words.

It is the minimum data set of a focal point (domain 2.3); what must never be asked (2.4) has no
control here. Answers of the report's own questions keep their names and words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruangaman.reporting.labels import CHOICES as OF_REPORTS

Pairs = tuple[tuple[str, Any], ...]
CHOICES: Mapping[str, Pairs] = {
    "aman": OF_REPORTS["aman"],
    "dijelaskan": (("ya", _("Ya, sudah")), ("belum", _("Belum"))),
    "umur": (
        ("dewasa", _("18 tahun ke atas")),
        ("anak", _("Di bawah 18 tahun")),
        ("tidak_tahu", _("Tidak tahu")),
    ),
    "sendiri": (
        ("ya", _("Penyintas sendiri")),
        ("lain", _("Orang lain: keluarga, teman, atau saksi")),
    ),
    "cara": (
        ("tatap", _("Datang langsung")),
        ("telepon", _("Telepon")),
        ("pesan", _("Pesan tertulis")),
        ("kertas", _("Dari formulir kertas")),
    ),
    "minggu": (
        ("ini", _("Minggu ini")),
        ("lalu", _("Minggu lalu")),
        ("lama", _("Lebih lama")),
    ),
    "kapan": OF_REPORTS["kapan"],
    "butuh": OF_REPORTS["butuh"],
    "jenis": (
        ("nonkontak", _("Ucapan, isyarat, atau tatapan: tanpa sentuhan")),
        ("kontak", _("Sentuhan atau paksaan")),
        ("elektronik", _("Lewat HP atau internet")),
        ("lain", _("Lainnya atau tidak yakin")),
    ),
    "konteks": (
        ("kerja", _("Di tempat kerja atau magang")),
        ("layanan", _("Saat mengurus layanan")),
        ("lain", _("Tempat lain")),
    ),
    "unit": (
        ("kantor", _("Dinas, badan, atau biro")),
        ("kesehatan", _("Rumah sakit atau puskesmas")),
        ("sekolah", _("Sekolah")),
        ("lain", _("Kantor lain")),
    ),
    "kelamin": (
        ("perempuan", _("Perempuan")),
        ("laki", _("Laki-laki")),
        ("tidak_menjawab", _("Tidak ingin menjawab")),
    ),
    "akhir": (
        ("informasi", _("Informasi saja")),
        ("rujukan", _("Dihubungkan dengan layanan")),
        ("serah", _("Melapor, bersama Anda")),
    ),
    "rujuk": (
        ("aman", _("Keamanan")),
        ("dokter", _("Dokter atau puskesmas")),
        ("psikososial", _("Psikolog atau teman bicara")),
        ("tempat_aman", _("Tempat yang aman")),
        ("hukum", _("Bantuan hukum")),
        ("polisi", _("Polisi")),
        ("kerja", _("Perubahan di tempat kerja")),
        ("sosial", _("Bantuan sosial")),
        ("disabilitas", _("Dukungan bagi penyandang disabilitas")),
    ),
    "konflik": OF_REPORTS["konflik"],
    "penerima": (("uptd_ppa", _("UPTD PPA")),),
    "cadangan": (("tolak", _("Ia menolak kunci cadangan")),),
    "dewasa": (
        ("orang_tua", _("Orang tua atau wali")),
        ("keluarga", _("Keluarga lain")),
        ("guru", _("Guru")),
        ("lain", _("Orang dewasa lain")),
        ("belum", _("Belum ada, atau belum tahu")),
    ),
    "lewat": (
        ("sistem", _("Kirim ke UPTD PPA dari sini, sekarang")),
        ("telepon", _("Saya telepon UPTD PPA atau 129 sekarang")),
    ),
    "setuju": (("ya", _("Sudah saya jelaskan, dan ia sendiri berkata ya")),),
    "hasil": (
        ("ya", _("Ya, ia sudah sampai")),
        ("belum", _("Belum")),
        ("tidak_mau", _("Ia tidak mau lagi")),
        ("tidak_bertemu", _("Kami belum bertemu lagi")),
    ),
    "alasan": (
        ("sampai", _("Layanan tercapai")),
        ("tidak_mau", _("Ia tidak mau lagi")),
        ("tidak_bertemu", _("Tidak bertemu lagi")),
        ("lain", _("Alasan lain")),
    ),
}
REASONS: Mapping[str, Any] = {
    **dict(CHOICES["alasan"]),
    "informasi": _("Informasi saja"),
    "telepon": _("Diteruskan lewat telepon, seperti untuk anak"),
}
"""Why a record is closed, also those that follow from the way it ended."""

QUESTIONS: Mapping[str, Any] = {
    "aman": _("Apakah ia aman sekarang?"),
    "dijelaskan": _("Sudah Anda jelaskan pilihan dan batas rahasia, sebelum ia bercerita?"),
    "umur": _("Berapa umur penyintas?"),
    "sendiri": _("Siapa yang datang kepada Anda?"),
    "cara": _("Lewat apa?"),
    "minggu": _("Kapan ia datang?"),
    "kapan": _("Kapan terakhir terjadi?"),
    "butuh": _("Apa yang ia butuhkan?"),
    "jenis": _("Kira-kira tentang apa?"),
    "konteks": _("Di mana terjadinya?"),
    "unit": _("Jenis kantornya?"),
    "kelamin": _("Jenis kelamin penyintas?"),
    "akhir": _("Apa yang ia pilih?"),
    "rujuk": _("Ia setuju dihubungkan dengan layanan mana?"),
    "konflik": _("Apakah orang itu, atau orang dekatnya, bekerja di sini?"),
    "penerima": _("Siapa yang menerimanya?"),
    "cadangan": _("Kunci cadangan"),
    "dewasa": _("Orang dewasa mana yang aman baginya?"),
    "lewat": _("Bagaimana Anda meneruskannya?"),
    "setuju": _("Persetujuannya"),
    "hasil": _("Apakah ia sudah sampai ke layanan itu?"),
    "alasan": _("Mengapa ditutup?"),
}
SHOWN = (
    *("umur", "sendiri", "cara", "aman", "dijelaskan", "kapan", "butuh", "jenis", "konteks"),
    *("unit", "kelamin", "akhir", "rujuk", "dewasa"),
)
"""The lines of an opened record, in their order."""


def label(question: str, value: object) -> str:
    """Return an answer in words; of several, joined."""
    if isinstance(value, (list, tuple)):
        return ", ".join(label(question, one) for one in value)
    return str(dict(CHOICES[question]).get(str(value), value))
