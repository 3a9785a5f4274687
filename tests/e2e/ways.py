"""Every page of ``/lapor/`` on at least one way, each with what is answered there."""

from __future__ import annotations

from typing import Any

Way = list[tuple[str, dict[str, Any]]]

ADULT: Way = [
    ("aman", {"aman": "ya"}),
    ("tujuan", {"tujuan": "lapor"}),
    ("tentang", {"tentang": "saya"}),
    ("konflik", {"konflik": "dinas"}),
    ("izin", {"izin": "uptd_cerita", "izin_fokal": ["unit_saya", "unit_lain"]}),
    ("unit_saya", {"unit": "dinas-kesehatan"}),
    ("unit_lain", {"unit": "dinas-sosial"}),
    ("kapan", {"kapan": "kurang_24_jam"}),
    ("kesehatan", {}),
    ("butuh", {"butuh": ["rasa_aman", "dokter"]}),
    ("balas", {"balas": "telepon", "nomor": "0812 3456 7890", "jam": "siang"}),
    ("apa", {"apa": ["ucapan"], "di_mana": "kerja", "posisi": "atasan",
             "cerita": "Ia memegang tangan saya.\n" * 5}),
    ("periksa", {}),
]  # fmt: skip
QUESTION: Way = [
    ("aman", {"aman": "tidak"}),
    ("bantuan", {}),
    ("tujuan", {"tujuan": "tanya"}),
    ("tentang", {"tentang": "saya"}),
    ("konflik", {}),
    ("izin", {"izin": "uptd_kebutuhan"}),
    ("pertanyaan", {"pertanyaan": "Bolehkah saya menolak lembur berdua?"}),
    ("balas", {"balas": "kode"}),
    ("periksa", {}),
]
CHILD: Way = [
    ("aman", {"aman": "ya"}),
    ("tujuan", {"tujuan": "lapor"}),
    ("tentang", {"tentang": "saya_anak"}),
    ("anak", {}),
    ("konflik", {"konflik": "tidak"}),
    ("kapan", {"kapan": "lebih_lama"}),
    ("butuh", {}),
    ("dewasa", {"dewasa": "nenek saya"}),
    ("balas", {"balas": "kode"}),
    ("periksa", {}),
]
NOBODY: Way = [
    ("aman", {}),
    ("tujuan", {"tujuan": "lapor"}),
    ("tentang", {"tentang": "anak_lain"}),
    ("anak", {}),
    ("konflik", {"konflik": "uptd_ppa"}),
    ("tanpa_penerima", {}),
]
WITNESS: Way = [
    ("aman", {"aman": "ya"}),
    ("tujuan", {"tujuan": "lapor"}),
    ("tentang", {"tentang": "lain"}),
    ("saksi", {"tahu": "ya", "pemberitahuan": "tidak"}),
    ("teruskan", {}),
]
INTERN: Way = [
    *ADULT[:3],
    ("konflik", {}),
    ("izin", {"kelompok": "1"}),
    ("di_sini", {"di_sini": "magang"}),
    ("izin", {"izin": "uptd_kebutuhan"}),
]
"""What is asked only of somebody who presses the button ``kelompok``."""
INFORMATION: Way = [("aman", {}), ("tujuan", {"tujuan": "info"}), ("info", {})]

WAYS: dict[str, Way] = {
    "adult": ADULT,
    "question": QUESTION,
    "child": CHILD,
    "nobody": NOBODY,
    "witness": WITNESS,
    "intern": INTERN,
    "information": INFORMATION,
}
