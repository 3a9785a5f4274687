"""Signed copies of the chain in files: ``audit-000000000120-2026-11-23.jsonl``.

The first line says after which event the file begins, then comes one event a line, and the
last line is the chain's head with its signature. Each file goes on where the one before it
ended. Kept on another machine, they show what was changed or rolled back in the database.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils import timezone

from ruangaman.core.chain import Link, hash_at, links
from ruangaman.core.models import AuditHead
from ruangaman.lib.chain import head_is_signed, link_hash

_NAME = re.compile(r"audit-(\d{12})-\d{4}-\d{2}-\d{2}\.jsonl")


class ExportRefused(Exception):
    """Nothing was written, because the chain is ``EMPTY``, ``BROKEN`` or ``OLDER`` than a file."""

    EMPTY, BROKEN, OLDER = "empty", "broken", "older"


@dataclass(frozen=True, slots=True)
class Export:
    """What a whole export file proves: the chain from ``after`` to ``sequence``."""

    path: Path
    after: int
    after_hash: bytes
    sequence: int
    hash: bytes


def export_paths() -> list[Path]:
    """Return the export files in the order of the chain."""
    folder: Path = settings.AUDIT_EXPORTS
    return sorted(path for path in folder.glob("audit-*.jsonl") if _NAME.fullmatch(path.name))


def exports_after(sequence: int) -> list[Path]:
    """Return the export files that end later than an event."""
    return [path for path in export_paths() if _sequence(path) > sequence]


def export_write(head: AuditHead) -> Path:
    """Write what came since the last export; raises ``ExportRefused``."""
    after = exported_upto()
    begin = hash_at(after)
    if begin is None or head.sequence < after:
        raise ExportRefused(ExportRefused.OLDER)
    folder: Path = settings.AUDIT_EXPORTS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"audit-{head.sequence:012d}-{timezone.localdate():%Y-%m-%d}.jsonl"
    draft = folder / f".{path.name}.{secrets.token_hex(4)}"
    try:
        _write(draft, _lines(head, after, begin))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def exported_upto() -> int:
    """Return the sequence the last export ends with, 0 before the first."""
    paths = export_paths()
    return _sequence(paths[-1]) if paths else 0


def export_read(path: Path) -> Export | None:
    """Return what the file proves, or None if a link or the signature was altered."""
    try:
        with path.open(encoding="utf-8") as file:
            return _read(path, file)
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
        return None


def _sequence(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match[1]) if match else 0


def _lines(head: AuditHead, after: int, begin: bytes) -> Iterator[dict[str, Any]]:
    yield {"after": after, "hash": begin.hex()}
    last = Link(after, {}, begin, whole=True)
    for last in links(after=after, upto=head.sequence, previous=begin):
        if not last.whole:
            raise ExportRefused(ExportRefused.BROKEN)
        yield {**last.fields, "hash": last.hash.hex()}
    if (last.sequence, last.hash) != (head.sequence, bytes(head.hash)):
        raise ExportRefused(ExportRefused.BROKEN)
    yield {
        "head": head.sequence,
        "hash": last.hash.hex(),
        "signature": bytes(head.signature).hex(),
    }


def _write(path: Path, lines: Iterator[dict[str, Any]]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path, file: IO[str]) -> Export | None:
    first = json.loads(next(file))
    begin = previous = bytes.fromhex(first["hash"])
    sequence = first["after"]
    for text in file:
        line = json.loads(text)
        digest = bytes.fromhex(line.pop("hash"))
        if "head" in line:
            signed = head_is_signed(
                settings.AUDIT_KEY, line["head"], digest, bytes.fromhex(line["signature"])
            )
            right = (line["head"], digest, _sequence(path)) == (sequence, previous, sequence)
            whole = signed and right and next(file, None) is None
            return Export(path, first["after"], begin, sequence, digest) if whole else None
        if line["sequence"] != sequence + 1 or digest != link_hash(previous, line):
            return None
        previous, sequence = digest, line["sequence"]
    return None
