"""Writes what the pack teaches; words that were read stay as they were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ruangaman.core.services.reference import Changes, as_json
from ruangaman.lib.pack import Training
from ruangaman.training.models import Content


def contents_write(*, training: Training | None) -> dict[str, Changes]:
    """Make the current content equal to ``training``; changes by kind.

    A part of a load (``ops.packs.pack_load``), which holds the transaction and writes the audit
    event. A pack without training has no current content.
    """
    taught = training or Training()
    entries: dict[str, Iterable[Any]] = {
        Content.Kind.CURRICULUM: taught.curriculum,
        Content.Kind.MODULE: taught.modules,
        Content.Kind.REQUIREMENT: taught.requirements,
        Content.Kind.ITEM: taught.items,
        Content.Kind.DIALOGUE: taught.dialogues,
        Content.Kind.CHECKLIST: taught.checklist,
        Content.Kind.INDUCTION: taught.induction,
        Content.Kind.EVALUATION: taught.evaluation,
        Content.Kind.SELF_CHECK: taught.self_check,
    }
    return {f"training_{kind}": _kind_write(kind, found) for kind, found in entries.items()}


def _kind_write(kind: str, found: Iterable[Any]) -> Changes:
    """Write the entries of one kind in their order."""
    changes = Changes()
    present = {row.key: row for row in Content.objects.filter(kind=kind, current=True)}
    keys = set()
    for position, entry in enumerate(found):
        keys.add(entry.key)
        _entry_write(kind, position, entry, present.get(entry.key), changes)
    changes.retired.extend(sorted(present.keys() - keys))
    Content.objects.filter(kind=kind, key__in=changes.retired).update(current=False)
    return changes


def _entry_write(
    kind: str, position: int, entry: Any, present: Content | None, changes: Changes
) -> None:
    """Write one entry: other words are another row, its place in the order is not."""
    body = _body(entry)
    digest = content_digest(body)
    if present is None:
        changes.added.append(entry.key)
    elif present.digest != digest:
        changes.changed[entry.key] = sorted(
            name for name in body if body[name] != present.body.get(name)
        )
        Content.objects.filter(pk=present.pk).update(current=False)
    elif present.position == position:
        return
    Content.objects.update_or_create(
        kind=kind,
        key=entry.key,
        digest=digest,
        defaults={
            "position": position,
            "body": body,
            "reviewed": entry.is_reviewed,
            "current": True,
        },
    )


def _body(entry: Any) -> dict[str, Any]:
    """Return an entry with the names of its file; ``pass`` is no name of Python."""
    body: dict[str, Any] = as_json(asdict(entry))
    if "needed" in body:
        body["pass"] = body.pop("needed")
    return body


def content_digest(body: dict[str, Any]) -> str:
    """Return the SHA-256 of an entry, the same whatever the order of its names."""
    plain = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
