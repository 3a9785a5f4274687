"""What one process believes of the manifest, as it leaves that for the others.

The public process judges by a folder of its own. Were only that one unsound, the staff pages could
not know; so it says what it believes, in a row that nobody can write without the server secret.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import socket
import uuid
from dataclasses import asdict, dataclass

from django.conf import settings

from ruangaman.lib.sealing import derive
from ruangaman.lib.vault import VaultError, session_unwrap, session_wrap

PADDED = 512
"""Bytes of every verdict before it is sealed: its size says nothing."""

_LABEL = "ruangaman public verdict 1"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is believed. ``fault`` is that of ``Standing``, empty for a sound manifest.

    ``place`` says which machine and folder judge. ``root`` is ``root_mark`` of the pinned root,
    empty for none. ``sequence`` and ``hash`` (hexadecimal) are the newest entry it saw.
    """

    place: str
    fault: str
    root: str
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict, when it was said, and since when that process has said the same."""

    verdict: Verdict
    at: dt.datetime
    since: dt.datetime


def root_mark(root: bytes | None) -> str:
    """Return 16 hexadecimal digits by which two processes compare their pinned roots."""
    return hashlib.sha256(root).hexdigest()[:16] if root else ""


def place_here() -> str:
    """Return what stands for this machine and this folder of the manifest."""
    name = f"{socket.gethostname()}\0{settings.MANIFEST_HOME}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def said_seal(said: Said, row: uuid.UUID) -> bytes:
    """Return the row's ``sealed``, bound to its id."""
    body = asdict(said.verdict) | {"at": said.at.isoformat(), "since": said.since.isoformat()}
    text = json.dumps(body).encode().ljust(PADDED)
    return session_wrap(text, _key(), server_secret=settings.SEAL_SECRET, owner=row.bytes)


def said_open(sealed: bytes, row: uuid.UUID) -> Said | None:
    """Return what a row says; None for one that was not written with our secret."""
    try:
        text = session_unwrap(sealed, _key(), server_secret=settings.SEAL_SECRET, owner=row.bytes)
        body = json.loads(text)
        at, since = (dt.datetime.fromisoformat(body.pop(name)) for name in ("at", "since"))
        return Said(Verdict(**body), at, since)
    except (VaultError, ValueError, KeyError, TypeError):
        return None


def _key() -> bytes:
    return derive(settings.SEAL_SECRET, _LABEL)
