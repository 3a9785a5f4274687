"""Writes the hotlines and services of a pack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruangaman.core.services.reference import Changes, reference_write, source_fields
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


def hotlines_write(*, hotlines: Iterable[pack.Hotline]) -> Changes:
    """Make the hotlines equal to ``hotlines``; one that left the pack is not shown."""
    rows = {line.code: _values(line, _HOTLINE, position) for position, line in enumerate(hotlines)}
    return reference_write(
        scope=Hotline.objects.all(), key="code", rows=rows, retire={"active": False}
    )


def services_write(*, services: Iterable[pack.Service]) -> Changes:
    """Make the services equal to ``services``; one that left the pack is not shown."""
    rows = {
        service.code: _values(service, _SERVICE, position)
        | {
            "needs": list(service.types),
            "regions": list(service.regions),
            "languages": list(service.languages),
        }
        for position, service in enumerate(services)
    }
    return reference_write(
        scope=Service.objects.all(), key="code", rows=rows, retire={"active": False}
    )


def _values(
    item: pack.Hotline | pack.Service, names: Iterable[str], position: int
) -> dict[str, Any]:
    """Return an entry as model fields."""
    fields: dict[str, Any] = {name: getattr(item, name) for name in names}
    return fields | source_fields(item) | {"position": position, "active": True}
