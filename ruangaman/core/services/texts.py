"""Writes the texts of a pack, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ruangaman.core.models import PackText
from ruangaman.core.services.reference import Changes, as_json, reference_write
from ruangaman.lib.pack import Pack


def pack_texts_write(*, pack: Pack) -> dict[str, Changes]:
    """Write what people read (rights, needs, notes) and the working time; changes by section.

    The body of a text is its entry of the pack as JSON: same names, days as ``2026-11-23``,
    times as ``07:30``.
    """
    sections: dict[str, Sequence[Any]] = {
        "rights_groups": pack.rights_groups,
        "rights": pack.rights,
        "needs": pack.needs,
        "windows": pack.windows,
        "legal_notes": pack.legal_notes,
        "settlements": pack.settlements,
        "decree_texts": pack.decree.texts,
        "legal_basis": pack.decree.laws,
        "ranks": pack.decree.ranks,
        "case_groups": pack.casework.groups,
        "sheet_lines": pack.casework.lines,
        "coding": pack.coding,
    }
    changes = {
        section: _section_write(section, {entry.key: asdict(entry) for entry in entries})
        for section, entries in sections.items()
    }
    changes["info"] = _section_write("info", {"info": asdict(pack.info)})
    changes["decree"] = _section_write("decree", {"decree": asdict(pack.decree.form)})
    changes["working_time"] = _section_write(
        "working_time", {"working_time": asdict(pack.working_time)}
    )
    return changes


def _section_write(section: str, bodies: dict[str, dict[str, Any]]) -> Changes:
    """Write one section: bodies by key, in order."""
    rows = {
        key: {"section": section, "position": position, "body": as_json(body)}
        for position, (key, body) in enumerate(bodies.items())
    }
    return reference_write(scope=PackText.objects.filter(section=section), key="key", rows=rows)
