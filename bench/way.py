"""The way of an adult who reports, page by page."""

from __future__ import annotations

CHECK = "periksa"
WAY: list[tuple[str, dict[str, str]]] = [
    ("aman", {"aman": "ya"}),
    ("tujuan", {"tujuan": "lapor"}),
    ("tentang", {"tentang": "saya"}),
    ("konflik", {"konflik": "tidak"}),
    ("izin", {"izin": "uptd_cerita"}),
    ("kapan", {"kapan": "kurang_24_jam"}),
    ("kesehatan", {}),
    ("butuh", {"butuh": "teman_bicara"}),
    ("balas", {"balas": "kode"}),
    (
        "apa",
        {"apa": "ucapan", "di_mana": "kerja", "posisi": "atasan", "cerita": "Kata saya. " * 136},
    ),
    (CHECK, {"kirim": "1"}),
]
"""Page and answers; the account has 1,500 characters."""
