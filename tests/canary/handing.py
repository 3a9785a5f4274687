"""What passes between her, the desk and an examiner, each field marked."""

from __future__ import annotations

import re
import secrets

from tests.canary.browse import Browser

_USUL = re.compile(r'name="usul"[^>]* value="([^"]+)"|value="([^"]+)"[^>]* name="usul"')


def handed_on(desk: Browser, she: Browser, number: str, code: str) -> list[str]:
    """Propose a team and an examination, hand pieces over, shut an office out; return the marks."""
    team, examiner, words, position = (f"kenari8{secrets.token_hex(6)}" for _ in range(4))
    for slug, action, mark in (("tim", "serahkan", team), ("pemeriksaan", "tanya", examiner)):
        desk.get(f"/kasus/{number}/")
        desk.send("/buka/")
        desk.send(f"/berkas/{slug}/")
        chosen = re.search(r'name="tim"[^>]*value="([^"]+)"', desk.page)
        assert chosen, desk.page
        desk.send(f"/{action}/", tim=chosen[1], alasan=mark)
    she.get("/pesan/")
    she.send("/pesan/", kode=code, buka="1")
    assert team in she.page
    assert examiner in she.page
    for found in _USUL.findall(she.page):
        proposal = found[0] or found[1]
        she.send("/pesan/", usul=proposal)
        if "periksa_ya" in she.page:
            she.send("/pesan/", periksa_ya=proposal, pilih="account", mengerti="on", tambahan=words)
    she.send("/pesan/", batal="1")
    assert "periksa_cabut" in she.page
    she.send("/pesan/", benturan="1")
    she.send("/pesan/", benturan_ya="1", tempat="dinas", jabatan=position)
    desk.get(f"/kasus/{number}/")
    desk.send("/buka/")
    assert position in desk.page
    return [team, examiner, words, position]


def typed_again(desk: Browser, she: Browser, number: str, code: str, other: str) -> None:
    """Type codes where they are asked for once more: to join two reports, and face to face."""
    she.get("/pesan/")
    she.send("/pesan/", kode=code, buka="1")
    she.send("/pesan/", gabung="1")
    she.send("/pesan/", gabung_ya="1", kode_lain=f"{other} {other}")  # refused, and not kept
    she.send("/pesan/", gabung_ya="1", kode_lain=other, pimpin="ini")
    assert "Kedua tulisan digabungkan." in she.page, re.sub(r"<[^>]+>|\\s+", " ", she.page)
    desk.get(f"/kasus/{number}/")
    desk.send("/buka/")
    desk.send("/berkas/rujukan/")
    chosen = {"layanan": "rsud-johannes", "izin": "psikososial"}
    desk.send("/rujukan/usul/", **chosen, bantuan="konseling", cara="datang")
    for typed in (other, code):  # somebody else's is refused
        desk.send("/rujukan/izin/", kode=typed, jawab="ya", boleh="bantuan")
        assert typed not in desk.page
    assert "ditandatangani dengan kodenya" in desk.page, desk.page
