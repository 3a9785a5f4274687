"""The briefing kit in the language that is active: what pages and prints say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.pack_content import PackContent, said
from ruangaman.documents.pdf import pdf_render
from ruangaman.documents.qr import qr_svg

PAPERS = ("naskah", "lembar", "poster-a4", "poster-a3")
"""The script for who briefs, the sheet for staff, the poster in two sizes."""

_TEMPLATES = {"naskah": "briefing_kit", "lembar": "briefing_sheet"}
_TEXTS = ("title", "text", "say", "tip", "ask", "hear", "answer", "reason", "lines")
_TABLES = ("opening", "situation", "question", "never", "channel", "right", "leaflet")


def kit_said(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the kit in one language; each step with the minute in which it begins and ends."""
    kit: dict[str, Any] = {name: _rows(body[name]) for name in _TABLES}
    steps, minute = _rows(body["step"]), 0
    for step, row in zip(steps, body["step"], strict=True):
        step |= {"begins": minute, "ends": minute + row["minutes"]}
        minute += row["minutes"]
    kit |= {"step": steps, "minutes": body["minutes"]}
    return kit | {"title": said(body, "title"), "intro": said(body, "intro")}


def paper_pdf(content: PackContent, paper: str) -> bytes:
    """Return one of ``PAPERS`` in the active language."""
    data = kit_said(content.body) | _shared() | _words()
    data["unreviewed"] = "" if content.reviewed else _("Belum ditinjau ahli.")
    if paper in _TEMPLATES:
        return pdf_render(_TEMPLATES[paper], data)
    return pdf_render("briefing_poster", data | {"size": paper.removeprefix("poster-")})


def _rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: said(row, name) for name in _TEXTS if f"{name}_id" in row} for row in rows]


def _shared() -> dict[str, Any]:
    address = settings.PUBLIC_ADDRESS.rstrip("/")
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": _("Layanan Informasi"),
        "address": address.partition("://")[2],
        "qr": qr_svg(f"{address}/"),
        "qr_alt": _("Kode untuk dipindai: %(address)s") % {"address": address},
    }


def _words() -> dict[str, str]:
    """What the prints say beside the words of the pack."""
    return {
        "opening_title": _("Yang dikatakan paling dulu"),
        "script_title": _("Menit demi menit"),
        "minutes_word": _("menit"),
        "say_title": _("Katakan"),
        "tip_title": _("Untuk Anda"),
        "situation_title": _("Tiga situasi untuk dibahas"),
        "ask_title": _("Tanyakan"),
        "hear_title": _("Yang sebaiknya terdengar"),
        "question_title": _("Bila ada pertanyaan sulit"),
        "never_title": _("Yang tidak pernah dilakukan"),
        "channel_title": _("Tempat bantuan"),
        "right_title": _("Hak Anda"),
        "sheet_title": _("Aman di tempat kerja: lembar untuk pegawai"),
        "sheet_own": _("Fokal point unit kita, tempat dan jamnya (ditulis tangan):"),
        "poster_title": _("Ke mana, dan apa hak Anda"),
        "poster_lead": _("Untuk semua yang bekerja di sini, dan semua yang kita layani."),
        "scan_text": _("Pakai HP dan paket data sendiri, bukan WiFi atau komputer kantor."),
        "foot": _("Boleh diambil tanpa ditanya. Tidak ada nama yang dicatat."),
    }
