"""Writes content of the pack that is kept with its versions; what was read stays as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ruangaman.core.pack_content import PackContent
from ruangaman.core.services.reference import Changes, as_json


def content_write(
    rows: type[PackContent],
    kind: str,
    found: Iterable[Any],
    *,
    renamed: Mapping[str, str] | None = None,
) -> Changes:
    """Make the current entries of a kind equal to ``found``: dataclasses with ``key``.

    A part of a load (``ops.packs.pack_load``), which holds the transaction and writes the audit
    event. An entry may have ``is_reviewed``. ``renamed`` gives the names of the pack's file that
    Python cannot have.
    """
    changes = Changes()
    present = {row.key: row for row in rows._default_manager.filter(kind=kind, current=True)}
    keys = set()
    for position, entry in enumerate(found):
        keys.add(entry.key)
        body = _body(entry, renamed or {})
        if _outdated(present.get(entry.key), entry.key, position, body, changes):
            _entry_write(rows, kind, position, entry, body)
    changes.retired.extend(sorted(present.keys() - keys))
    rows._default_manager.filter(kind=kind, key__in=changes.retired).update(current=False)
    return changes


def content_digest(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an entry, the same whatever the order of its names."""
    plain = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _outdated(
    present: PackContent | None, key: str, position: int, body: dict[str, Any], changes: Changes
) -> bool:
    """Say whether a row must be written, and note in ``changes`` why."""
    if present is None:
        changes.added.append(key)
    elif present.digest != content_digest(body):
        changes.changed[key] = sorted(name for name in body if body[name] != present.body.get(name))
    else:
        return present.position != position
    return True


def _entry_write(
    rows: type[PackContent], kind: str, position: int, entry: Any, body: dict[str, Any]
) -> None:
    """Write one entry: other words are another row, its place in the order is not."""
    digest = content_digest(body)
    others = rows._default_manager.filter(kind=kind, key=entry.key, current=True)
    others.exclude(digest=digest).update(current=False)
    rows._default_manager.update_or_create(
        kind=kind,
        key=entry.key,
        digest=digest,
        defaults={
            "position": position,
            "body": body,
            "reviewed": getattr(entry, "is_reviewed", False),
            "current": True,
        },
    )


def _body(entry: Any, renamed: Mapping[str, str]) -> dict[str, Any]:
    """Return an entry with the names of its file."""
    body: dict[str, Any] = as_json(asdict(entry))
    return {renamed.get(name, name): value for name, value in body.items()}
