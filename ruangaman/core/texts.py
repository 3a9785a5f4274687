"""Texts of the pack, section by section."""

from __future__ import annotations

from ruangaman.core.models import PackText


def pack_texts(section: str) -> list[PackText]:
    """Return the texts of ``section`` in the order of the pack."""
    return list(PackText.objects.filter(section=section).order_by("position"))
