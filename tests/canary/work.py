"""What a team writes about a case, each field marked."""

from __future__ import annotations

import datetime as dt
import secrets

from tests.canary.browse import Browser

FIELDS = (
    ("keselamatan", "nilai", "sebab", {"bahaya": "nyawa", "rugi": "tinggi", "tanda": "ancaman",
                                       "dasar": "ditanya", "tanpa_izin": "on"}),
    ("rencana", "tambah", "langkah", {"butuh": "dokter", "siapa": "tim"}),
    ("tugas", "tambah", "tugas", {}),
    ("catatan", "tulis", "isi", {}),
    ("simfoni", "lanjut", "nomor", {}),
    ("tindakan", "usul", "isi", {"jenis": "jadwal", "untuk": "orang_itu", "tahu": "atasan"}),
    *(("rencana-aman", "simpan", name, {}) for name in (
        "tanda", "diri", "orang", "tempat", "kabar", "bawa", "kerja")),
)  # fmt: skip
"""Section, action, the field that takes a text, and what else must be chosen."""


def written(desk: Browser, number: str) -> list[str]:
    """Write a mark into every field, also where it is refused; return the marks."""
    tomorrow = str(dt.date.today() + dt.timedelta(days=1))  # noqa: DTZ011 as the browser would
    marks = []
    for slug, action, field, chosen in FIELDS:
        for day in ("tidak-ada", tomorrow):
            mark = f"kenari7{secrets.token_hex(6)}"
            desk.get(f"/kasus/{number}/")
            desk.send("/buka/")
            desk.send(f"/berkas/{slug}/")
            taken = {"siapa": _first_person(desk.page)} if slug == "tugas" else {}
            desk.send(f"/{action}/", **{field: mark}, **chosen, **taken, kapan=day, tinjau=day)
            assert mark in desk.page, (slug, field, day)
            marks.append(mark)
    for name, fields in (
        ("keadaan", {"langkah": "assessed.bersama"}),
        ("tutup", {"alasan": "terpenuhi"}),
        ("buka-lagi", {"alasan": "keliru"}),
    ):
        mark = f"kenari7{secrets.token_hex(6)}"
        desk.get(f"/kasus/{number}/")
        desk.send("/buka/")
        desk.send(f"/{number}/{name}/", **fields, teks=mark)
        assert mark in desk.page, name
        marks.append(mark)
    return marks


def _first_person(page: str) -> str:
    return page.split("<select", 1)[1].split('<option value="', 1)[1].split('"', 1)[0]


def switched_on(leader: Browser) -> None:
    """Let the supervisor say that the team keeps its work here."""
    leader.get("/kasus/tim/")
    leader.send("/berkas/", simpan="ya")
