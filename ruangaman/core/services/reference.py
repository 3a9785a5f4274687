"""Writes reference data of a pack, row by row, and says what changed.

These services are parts of one load (``ops.packs.pack_load``), which holds the transaction and
writes the audit event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from ruangaman.lib.pack import Sourced

Row = TypeVar("Row", bound=Model)


@dataclass
class Changes:
    """What a write changed, by code: the fields of a changed row by their names only.

    ``kept`` are rows of the pack that were left alone, because somebody changed them here.
    """

    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.added or self.changed or self.retired)


def reference_write(
    *,
    scope: QuerySet[Row],
    key: str,
    rows: Mapping[str, Mapping[str, Any]],
    retire: Mapping[str, Any] | None = None,
) -> Changes:
    """Make the rows of ``scope`` equal to ``rows`` (values by the field ``key``).

    A row that is not in ``rows`` any more takes the values ``retire``; without them it goes.
    """
    changes = Changes()
    present = {getattr(row, key): row for row in scope}
    for code, values in rows.items():
        if code not in present:
            scope.model._default_manager.create(**{key: code}, **values)
            changes.added.append(code)
        elif fields := fields_write(present[code], values):
            changes.changed[code] = fields
    for code in present.keys() - rows.keys():
        if retire is None:
            present[code].delete()
        elif not fields_write(present[code], retire):
            continue
        changes.retired.append(code)
    changes.retired.sort()
    return changes


def fields_write(row: Model, values: Mapping[str, Any]) -> list[str]:
    """Save the ``values`` that differ from ``row`` and return the names of their fields."""
    fields = [name for name, value in values.items() if getattr(row, name) != value]
    for name in fields:
        setattr(row, name, values[name])
    if fields:
        row.save(update_fields=fields)
    return sorted(fields)


def source_fields(item: Sourced) -> dict[str, Any]:
    """Return where a value comes from and who confirmed it, as model fields."""
    return {
        "source": item.source,
        "mark": item.mark,
        "verified_by": item.verified_by,
        "verified_on": item.verified_on,
    }


def as_json(value: Any) -> Any:
    """Turn what ``dataclasses.asdict`` leaves (tuples, days, times of day) into plain JSON."""
    if isinstance(value, dict):
        return {name: as_json(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(part) for part in value]
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else value
