"""A small definition with one item of each kind, for tests to alter."""

from __future__ import annotations

from typing import Any


def pair(stem: str, text: str = "Kalimat") -> dict[str, str]:
    return {f"{stem}_id": text, f"{stem}_en": f"{text} (en)"}


def choice(key: str = "tahu") -> dict[str, Any]:
    options = [
        {"code": "ya", "positive": True} | pair("text", "Ya"),
        {"code": "tidak"} | pair("text", "Tidak"),
    ]
    return {"key": key, "kind": "choice", "options": options} | pair("text", "Apakah Anda tahu?")


def crosswise(key: str, about: str, **more: Any) -> dict[str, Any]:
    item = {"key": key, "kind": "crosswise", "about": about, "p": 0.25}
    item |= {"p_source": "Hitungan hari dalam setahun", "p_mark": "K-m"}
    for stem in ("text", "statement", "harmless", "harmless_why"):
        item |= pair(stem, f"Kalimat {stem}")
    return item | more


def definition(*items: dict[str, Any]) -> dict[str, Any]:
    """A definition that can be asked, with these items or one of each kind."""
    every = items or (
        choice(),
        {"key": "aman", "kind": "agree"} | pair("text", "Saya merasa aman."),
        {"key": "lihat", "kind": "behaviour", "months": 12}
        | pair("text", "Apakah Anda melihatnya?")
        | pair("period", "Dalam 12 bulan terakhir"),
        crosswise("silang", "friend-month"),
        crosswise("jangkar", "cousin-month", anchor=True),
    )
    section = {"key": "satu", "items": [dict(one) for one in every]} | pair("title", "Bagian satu")
    whole = {"key": "contoh", "measures": "A2", "sections": [section]}
    for stem in ("title", "intro", "warning"):
        whole |= pair(stem, f"Contoh {stem}")
    return whole
