"""What stands outside the database about the manifest of receivers: the root key, the newest seen.

Whoever can write to the database can neither put another root in the place of ours nor an older
manifest in the place of a newer one without being noticed.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ROOT_BYTES = 32


class PinFault(Exception):
    """The files cannot be used; the text is English and names none of their contents."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The highest version of the manifest that was ever verified here."""

    sequence: int
    hash: bytes

    def to_text(self) -> str:
        """Return the file's text."""
        return json.dumps({"sequence": self.sequence, "hash": self.hash.hex()})

    @classmethod
    def from_text(cls, text: str) -> Seen:
        """Read the file's text; raises ``PinFault``."""
        try:
            body = json.loads(text)
            return cls(int(body["sequence"]), bytes.fromhex(body["hash"]))
        except (ValueError, KeyError, TypeError) as fault:
            raise PinFault("the file of the newest manifest is damaged") from fault


def root_path() -> Path:
    """Return the file of the root's public half, used unless the setting holds it."""
    return Path(settings.MANIFEST_HOME) / "root"


def seen_path() -> Path:
    """Return the file of the newest version seen."""
    return Path(settings.MANIFEST_HOME) / "seen"


def gone_path() -> Path:
    """Return the file of the keys and people who receive no more."""
    return Path(settings.MANIFEST_HOME) / "gone"


def gone_kept() -> bool:
    """Say whether there is such a file."""
    return gone_path().exists()


def gone_now(at: dt.datetime) -> frozenset[uuid.UUID]:
    """Return keys and accounts that receive no more, by the newest manifest verified here.

    For when the manifest in the database is not sound. Raises ``PinFault``.
    """
    text = _text(gone_path())
    if text is None:
        return frozenset()
    try:
        since = {
            uuid.UUID(name): dt.datetime.fromisoformat(moment)
            for name, moment in json.loads(text).items()
        }
        return frozenset(name for name, moment in since.items() if moment <= at)
    except (ValueError, AttributeError, TypeError) as fault:
        raise PinFault("the file of those who were removed is damaged") from fault


def root_pinned() -> bytes | None:
    """Return the public half of the root key (32 bytes), None before the ceremony."""
    text = settings.MANIFEST_ROOT or _text(root_path())
    if text is None:
        return None
    try:
        public = bytes.fromhex(text)
    except ValueError as fault:
        raise PinFault("the pinned root is not hexadecimal") from fault
    if len(public) != ROOT_BYTES:
        raise PinFault("the pinned root is not 64 hexadecimal digits")
    return public


def root_pin(public: bytes) -> None:
    """Write the public half of the root key to its file."""
    _replace(root_path(), public.hex())


def seen_now() -> Seen | None:
    """Return the newest version seen, None before the first."""
    text = _text(seen_path())
    return None if text is None else Seen.from_text(text)


def seen_forward(seen: Seen, gone: Mapping[uuid.UUID, dt.datetime] | None = None) -> None:
    """Keep this version as the newest, unless a newer one is there. Safe between processes.

    ``gone`` are the keys and accounts that receive no more by this version, and since when.
    """
    path = seen_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = seen_now()
        newer = before is None or before.sequence < seen.sequence
        if gone is not None and (newer or (before == seen and not gone_kept())):
            since = {str(name): moment.isoformat() for name, moment in gone.items()}
            _replace(gone_path(), json.dumps(since))
        if newer:
            _replace(path, seen.to_text())


def seen_reset(seen: Seen | None) -> None:
    """Keep this version, or none, whatever was seen before."""
    path = seen_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if seen is None:
            path.unlink(missing_ok=True)
        else:
            _replace(path, seen.to_text())


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise PinFault("a file about the manifest cannot be read") from fault


def _replace(path: Path, text: str) -> None:
    """Write a whole file in one step that a power cut leaves done or undone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
