"""Writes the hotlines and services of a pack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruangaman.core.services.reference import (
    Changes,
    as_json,
    reference_write,
    source_fields,
)
from ruangaman.directory.models import Hotline, Service
from ruangaman.lib import pack

_HOTLINE = ("label_id", "label_en", "kind", "display", "dial", "hours", "note_id", "note_en")
_SERVICE = (
    "name",
    "level",
    "what_id",
    "what_en",
    "cost",
    "hours",
    "disability_access",
    "men",
    "children",
    "must_report",
    "contact_kind",
    "contact",
)
OFFERED = (*_SERVICE, "needs", "regions", "languages", "source", "active")
"""What a pack may offer to a service kept here; checks made here are never the pack's."""


def hotlines_write(*, hotlines: Iterable[pack.Hotline]) -> Changes:
    """Make the hotlines equal to ``hotlines``; one that left the pack is not shown."""
    rows = {line.code: _values(line, _HOTLINE, position) for position, line in enumerate(hotlines)}
    return reference_write(
        scope=Hotline.objects.all(), key="code", rows=rows, retire={"active": False}
    )


def services_write(*, services: Iterable[pack.Service]) -> Changes:
    """Make the services equal to ``services``; one that left the pack is not shown.

    Services kept here (``local``) stay as they are: what the pack says anew is only offered.
    """
    rows = {
        service.code: _values(service, _SERVICE, position)
        | {
            "needs": list(service.types),
            "regions": list(service.regions),
            "languages": list(service.languages),
        }
        for position, service in enumerate(services)
    }
    kept = {row.code: row for row in Service.objects.filter(local=True)}
    changes = reference_write(
        scope=Service.objects.filter(local=False),
        key="code",
        rows={code: values for code, values in rows.items() if code not in kept},
        retire={"active": False},
    )
    for code, row in sorted(kept.items()):
        if code in rows or row.pack_values:
            changes.kept.append(code)
            _offer(row, as_json(rows.get(code, {"active": False})))
    return changes


def _offer(row: Service, said: dict[str, Any]) -> None:
    """Offer what the pack says now and did not say before, where the row differs from it."""
    comparable = {name: value for name, value in said.items() if name in OFFERED}
    news = {name: value for name, value in comparable.items() if row.pack_values.get(name) != value}
    offered = {
        name: value
        for name, value in (row.offered | news).items()
        if name in comparable and getattr(row, name) != value
    }
    if row.pack_values != comparable or row.offered != offered:
        # One who has the page open must see it: her version is an old one now.
        row.pack_values, row.offered, row.version = comparable, offered, row.version + 1
        row.save(update_fields=["pack_values", "offered", "version"])


def _values(
    item: pack.Hotline | pack.Service, names: Iterable[str], position: int
) -> dict[str, Any]:
    """Return an entry as model fields."""
    fields: dict[str, Any] = {name: getattr(item, name) for name in names}
    return fields | source_fields(item) | {"position": position, "active": True}
