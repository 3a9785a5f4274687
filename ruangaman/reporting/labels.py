"""The questions' choices and their words, in one place for the form, the mailbox and the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruangaman.reporting.models import Report
from ruangaman.reporting.work import PLACES

CHOICES: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "aman": (("ya", _("Ya")), ("tidak", _("Tidak"))),
    "tujuan": (
        ("info", _("Informasi saja")),
        ("tanya", _("Bertanya dulu")),
        ("lapor", _("Melapor")),
    ),
    "tentang": (
        ("saya", _("Saya, 18 tahun ke atas")),
        ("saya_anak", _("Saya, di bawah 18 tahun")),
        ("lain", _("Orang dewasa lain")),
        ("anak_lain", _("Anak lain (di bawah 18 tahun)")),
    ),
    "tahu": (("ya", _("Ya, ia tahu")), ("tidak", _("Tidak")), ("ragu", _("Saya tidak yakin"))),
    "pemberitahuan": (
        ("tidak", _("Tidak. Saya akan menyampaikan informasi kepadanya")),
        ("ya", _("Ya, kirim pemberitahuan tanpa nama")),
    ),
    "konflik": (
        ("uptd_ppa", _("UPTD PPA")),
        ("dinas", _("Dinas P3AP2KB")),
        ("fokal_point", _("Ia fokal point")),
        ("tidak", _("Tidak / tidak tahu")),
    ),
    "di_sini": PLACES,
    "tim_baca": (
        ("tim_kebutuhan", _("Tim ini: kebutuhan saya saja")),
        ("tim_cerita", _("Tim ini: kebutuhan dan cerita saya")),
    ),
    "izin": (
        ("uptd_kebutuhan", _("UPTD PPA: kebutuhan saya saja")),
        ("uptd_cerita", _("UPTD PPA: kebutuhan dan cerita saya")),
    ),
    "izin_fokal": (
        ("unit_lain", _("Fokal point kantor lain")),
        ("unit_saya", _("Fokal point kantor saya (mungkin mengenal Anda)")),
    ),
    "cadangan": (("tolak", _("Saya menolak kunci cadangan")),),
    "kapan": (
        ("kurang_24_jam", _("Kurang dari 24 jam yang lalu")),
        ("1_3_hari", _("1 sampai 3 hari yang lalu")),
        ("3_5_hari", _("3 sampai 5 hari yang lalu")),
        ("lebih_lama", _("Lebih lama")),
        ("tidak_menjawab", _("Tidak ingin menjawab")),
    ),
    "butuh": (
        ("rasa_aman", _("Rasa aman")),
        ("dokter", _("Dokter")),
        ("teman_bicara", _("Teman bicara")),
        ("info_hukum", _("Informasi hukum")),
        ("tempat_kerja", _("Perubahan di tempat kerja")),
        ("berhenti", _("Supaya ini berhenti")),
        ("diketahui", _("Supaya ini diketahui saja")),
    ),
    "balas": (
        ("kode", _("Hanya lewat kode (paling aman)")),
        ("telepon", _("Telepon atau WhatsApp")),
    ),
    "apa": (
        ("ucapan", _("Ucapan atau isyarat")),
        ("sentuhan", _("Sentuhan atau paksaan")),
        ("daring", _("Lewat HP atau internet")),
        ("imbalan", _("Diminta imbalan untuk kerja, nilai, atau bantuan")),
        ("lain", _("Lainnya / tidak ingin menyebut")),
    ),
    "di_mana": (
        ("kerja", _("Tempat kerja atau magang")),
        ("layanan", _("Saat mengurus layanan")),
        ("lain", _("Tempat lain")),
    ),
    "posisi": (
        ("atasan", _("Atasan")),
        ("rekan", _("Rekan kerja")),
        ("petugas", _("Petugas layanan")),
        ("luar", _("Orang luar")),
        ("tidak_menjawab", _("Tidak ingin menjawab")),
    ),
    "alasan_pindah": (
        ("bersama", _("Kebutuhan dan keselamatan sudah dilihat bersama")),
        ("tulisan", _("Dilihat dari tulisan saja; belum ada kabar lagi")),
        ("segera", _("Dilihat segera, karena anak atau bahaya")),
        ("langkah", _("Langkah bantuan sudah disepakati")),
        ("mendesak", _("Bantuan mendesak didahulukan")),
        ("kabar_baru", _("Ada kabar atau bahaya baru")),
        ("tidak_jalan", _("Langkah bantuan tidak berjalan")),
        ("permintaan", _("Permintaan pelapor")),
    ),
    "alasan_buka_lagi": (
        ("menulis_lagi", _("Pelapor menulis lagi")),
        ("belum_selesai", _("Bantuan belum selesai")),
        ("memburuk", _("Keadaan memburuk")),
        ("keliru", _("Ditutup karena keliru")),
    ),
    "lewat": (("petugas", _("Bersama fokal point atau petugas")),),
    "alasan_tutup": (
        ("terpenuhi", _("Kebutuhan terpenuhi")),
        ("permintaan", _("Permintaan pelapor")),
        ("dialihkan", _("Dialihkan ke layanan lain")),
        ("tanpa_kabar", _("Tidak ada kabar dari pelapor")),
        ("informasi", _("Informasi untuk disampaikan sudah diberikan")),
        ("lain", _("Alasan lain")),
    ),
}

OFFERED: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "izin": (
        ("uptd_kebutuhan", _("Kebutuhan saya saja")),
        ("uptd_cerita", _("Kebutuhan dan cerita saya")),
        ("tidak", _("Tidak lewat UPTD PPA")),
    ),
    "izin_fokal": CHOICES["izin_fokal"],
}
"""The choices of page 5 under the heading that names the team."""

QUESTIONS: Mapping[str, Any] = {
    "aman": _("Apakah Anda aman sekarang?"),
    "tujuan": _("Apa yang Anda inginkan?"),
    "tentang": _("Ini tentang siapa?"),
    "tahu": _("Apakah ia tahu bahwa Anda menulis di sini?"),
    "pemberitahuan": _("Apakah Anda mau mengirim pemberitahuan tanpa nama?"),
    "konflik": _("Apakah orang itu, atau orang dekatnya, bekerja di sini?"),
    "di_sini": _("Anda di sini sebagai apa?"),
    "izin_tim": _("Tim untuk Anda"),
    "tim_baca": _("Apa yang boleh dibaca tim itu?"),
    "izin": _("Siapa yang boleh tahu?"),
    "izin_fokal": _("Apakah fokal point juga boleh tahu?"),
    "cadangan": _("Kunci cadangan"),
    "unit_saya": _("Kantor Anda yang mana?"),
    "unit_lain": _("Fokal point kantor mana?"),
    "dewasa": _("Orang dewasa mana yang aman dihubungi?"),
    "kapan": _("Kapan terakhir terjadi?"),
    "butuh": _("Apa yang Anda butuhkan?"),
    "balas": _("Bagaimana kami menjawab?"),
    "nomor": _("Nomor telepon atau WhatsApp"),
    "jam": _("Jam berapa Anda aman dihubungi?"),
    "apa": _("Apa yang terjadi?"),
    "di_mana": _("Di mana terjadinya?"),
    "posisi": _("Siapa orang itu bagi Anda?"),
    "cerita": _("Cerita dengan kata-kata Anda sendiri"),
    "pertanyaan": _("Apa yang ingin Anda tanyakan?"),
}

HINTS: Mapping[str, Mapping[str, Any]] = {
    "aman": {"tidak": _("Kami tunjukkan bantuan segera")},
    "tujuan": {
        "info": _("Tidak ada yang dikirim"),
        "tanya": _("Ini bukan laporan"),
        "lapor": _("Saya ingin ada tindakan"),
    },
    "tentang": {
        "lain": _("Jangan tulis namanya"),
        "anak_lain": _("Jangan tulis namanya"),
    },
    "konflik": {"dinas": _("UPTD PPA bekerja di bawah dinas ini")},
    "butuh": {"tempat_kerja": _("Kami tanya Anda dulu sebelum atasan tahu")},
}

PART_NAMES: Mapping[str, Any] = {
    "needs": _("Kebutuhan"),
    "account": _("Cerita"),
    "identity": _("Kontak"),
    "messages": _("Pesan"),
}

KINDS: Mapping[str, Any] = {
    "tanya": _("Pertanyaan"),
    "lapor": _("Laporan"),
    "pemberitahuan": _("Pemberitahuan tanpa nama"),
}

COLLEAGUE: Mapping[str, Any] = {
    "terlapor": _("Ia mengenal orang yang diceritakan"),
    "pelapor": _("Ia mengenal pelapor"),
    "kerja": _("Ia bekerja bersama salah satu dari mereka"),
    "lain": _("Alasan lain"),
}
"""Why a colleague should read a case no more, as the desk says it."""

RESULTS: Mapping[str, Any] = {
    "diterima": _("Diterima, pemeriksaan dimulai"),
    "bukan_kami": _("Bukan wewenang kami"),
    "dialihkan": _("Dialihkan ke lembaga lain"),
    "tidak_cukup": _("Bukti belum cukup"),
    "tidak_terbukti": _("Tidak terbukti"),
    "ringan": _("Terbukti, hukuman ringan"),
    "sedang": _("Terbukti, hukuman sedang"),
    "berat": _("Terbukti, hukuman berat"),
}
"""The coded results of an examination; the grades are those of PP 94/2021."""

WANTED: Mapping[str, Any] = {
    "waktu": _("Kapan dan di mana itu terjadi"),
    "jabatan": _("Jabatan orang itu"),
    "bukti": _("Pesan, foto, atau dokumen yang Anda punya"),
    "cerita": _("Cerita Anda, bila boleh dibaca"),
    "saksi": _("Apakah ada orang lain yang melihat, tanpa nama"),
}
"""What an examiner may ask for, in these words alone."""

ASIDE_REASONS: Mapping[str, Any] = {
    "terlapor": _("Mengenal orang yang diceritakan"),
    "pelapor": _("Mengenal Anda"),
    "kerja": _("Bekerja bersama salah satu dari mereka"),
    "lain": _("Alasan lain"),
}
"""Why a reader steps aside; the reporter reads it, and nobody else."""

CHECKIN_CHOICES: Mapping[str, Any] = {
    "baik": _("Tidak ada yang memburuk"),
    "buruk": _("Ada yang memburuk sejak saya menulis"),
    "ragu": _("Saya tidak yakin"),
    "lewat": _("Tidak ingin menjawab"),
}
FEEDBACK: Mapping[str, Any] = {
    "mudah": _("Apakah mudah menulis di sini?"),
    "dihargai": _("Apakah Anda merasa dihargai?"),
    "anjurkan": _("Apakah Anda akan menganjurkan orang lain menulis di sini?"),
}
FEEDBACK_CHOICES: Mapping[str, Any] = {
    "ya": _("Ya"),
    "sebagian": _("Sebagian"),
    "tidak": _("Tidak"),
}


def label(question: str, value: object) -> str:
    """Return the words of an answer: of one choice, of several (joined), or the text itself."""
    if isinstance(value, (list, tuple)):
        return ", ".join(label(question, one) for one in value)
    words = dict(CHOICES.get(question, ()))
    return str(words.get(str(value), value))


_TO_HER: Mapping[tuple[str, str], Any] = {
    ("alasan_pindah", "bersama"): _("Kita melihatnya bersama"),
    ("alasan_pindah", "tulisan"): _("Kami melihatnya dari tulisan Anda; belum ada kabar lagi"),
    ("alasan_pindah", "permintaan"): _("Permintaan Anda"),
    ("alasan_buka_lagi", "menulis_lagi"): _("Anda menulis lagi"),
    ("alasan_tutup", "permintaan"): _("Permintaan Anda"),
    ("alasan_tutup", "tanpa_kabar"): _("Kami belum mendapat kabar dari Anda"),
}
"""Reasons as the reporter reads them, where the desk speaks of her."""

_STATES_TO_HER: Mapping[str, Any] = {
    Report.State.ASSESSED: _("Kebutuhan dan keselamatan Anda sudah dilihat"),
    Report.State.SUPPORTED: _("Anda didampingi"),
}
_REASONS = {"moved": "alasan_pindah", "closing": "alasan_tutup", "reopened": "alasan_buka_lagi"}


def reason_words(kind: str, body: Mapping[str, Any], *, to_her: bool = False) -> str:
    """Return why a case moved, was closed or opened again; empty for any other kind of item."""
    if kind not in _REASONS:
        return ""
    question, given = _REASONS[kind], str(body.get("reason", ""))
    reason = label(question, given)
    if to_her:
        reason = str(_TO_HER.get((question, given), reason))
    if kind == "moved":
        state = Report.State(body["to"])
        words = _STATES_TO_HER.get(state, state.label) if to_her else state.label
        return f"{words}. {reason}."
    return reason
