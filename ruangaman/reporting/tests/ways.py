"""The ways a person may take through the pages, as forms filled in."""

from __future__ import annotations

from typing import Any

Pages = list[dict[str, Any]]

STORY = {
    "apa": ["ucapan", "sentuhan"],
    "di_mana": "kerja",
    "posisi": "atasan",
    "cerita": "Ia memegang tangan saya di ruang rapat.",
}


def report(*, izin: str = "uptd_cerita", phone: str = "", **story: Any) -> Pages:
    """Return the way of an adult who reports, up to the check page."""
    reply = {"balas": "telepon", "nomor": phone, "jam": "siang"} if phone else {"balas": "kode"}
    pages: Pages = [
        {"aman": "ya"},
        {"tujuan": "lapor"},
        {"tentang": "saya"},
        {"konflik": ["tidak"]},
        {"izin": izin},
        {"kapan": "lebih_lama"},
        {"butuh": ["teman_bicara"]},
        reply,
    ]
    return [*pages, {**STORY, **story}] if izin == "uptd_cerita" else pages


def question(text: str = "Apakah ini boleh saya tolak?") -> Pages:
    """Return the way of an adult who asks first, up to the check page."""
    return [
        {"aman": "ya"},
        {"tujuan": "tanya"},
        {"tentang": "saya"},
        {},
        {"izin": "uptd_kebutuhan"},
        {"pertanyaan": text},
        {"balas": "kode"},
    ]


SEND: dict[str, Any] = {"kirim": "1"}
