"""Texts of the pack, section by section."""

from __future__ import annotations

from typing import Any

from ruangaman.core.models import PackText, RuleValue
from ruangaman.core.rules import rules_in_force, verified


def pack_texts(section: str) -> list[PackText]:
    """Return the texts of ``section`` in the order of the pack."""
    return list(PackText.objects.filter(section=section).order_by("position"))


def open_notes(where: str) -> list[dict[str, Any]]:
    """Return the legal notes of a page that must still be shown.

    A note goes when it and all the rules it hangs on were verified by somebody entitled to it.
    """
    notes = [text.body for text in pack_texts("legal_notes") if text.body["where"] == where]
    if not notes:
        return []
    rules = rules_in_force()
    return [note for note in notes if not _settled(note, rules)]


def _settled(note: dict[str, Any], rules: dict[str, RuleValue]) -> bool:
    checked = bool(note.get("verified_by")) and bool(note.get("verified_on"))
    return checked and all(key in rules and verified(rules[key]) for key in note["rules"])
