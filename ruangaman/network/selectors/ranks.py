"""Ranks of civil servants (pangkat dan golongan), from the pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruangaman.core.texts import pack_texts


def rank_words() -> dict[str, str]:
    """Return every rank as a decree prints it, by key: "Penata Muda (III/a)", "Golongan IX"."""
    return {one.key: _words(one.body) for one in pack_texts("ranks")}


def ranks_by_kind() -> dict[str, list[tuple[str, str]]]:
    """Return key and words of the ranks of each kind (``pns``, ``pppk``), in rising order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in pack_texts("ranks"):
        found.setdefault(str(one.body["kind"]), []).append((one.key, _words(one.body)))
    return found


def _words(body: Mapping[str, Any]) -> str:
    title = body.get("title")
    return f"{title} ({body['grade']})" if title else f"Golongan {body['grade']}"
