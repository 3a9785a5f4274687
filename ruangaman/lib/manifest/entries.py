"""What an entry says, and the bytes that are signed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from dataclasses import dataclass, fields
from typing import Any, TypeVar

DELAY = dt.timedelta(hours=24)
"""Between the second signature and the first report (design section 5); none in a demo."""

CLOSED_WITHIN = dt.timedelta(days=14)
"""A first signature older than this is not closed by a second one any more."""

ROOT = uuid.UUID(int=0)
"""Stands where a signer's key id stands, for the root key."""

GENESIS = bytes(32)
_DOMAIN = b"ruangaman manifest 1 "


class Kind:
    """What an entry does. ``BY_ROOT`` are signed by the root key alone.

    ``RESET`` ends everything before it: nobody receives until somebody is founded again.
    ``WITH_TEAMS`` say what teams are called and are (``lib.manifest.teams``), ``STATISTICS`` whose
    two halves the statistics key is (``lib.statistics``).
    """

    FOUNDED, RECEIVER, REMOVED = "founded", "receiver", "removed"
    RECOVERY, RESET = "recovery", "reset"
    TEAMS, TEAMS_FOUNDED = "teams", "teams_founded"
    STATISTICS = "statistics"
    BY_ROOT = frozenset({FOUNDED, RESET, TEAMS_FOUNDED})
    WITH_TEAMS = frozenset({TEAMS, TEAMS_FOUNDED})
    WITH_KEY = frozenset({FOUNDED, RECEIVER, RECOVERY})
    DELAYED = frozenset({RECEIVER, RECOVERY, STATISTICS})
    ALL = frozenset({FOUNDED, RECEIVER, REMOVED, RECOVERY, RESET, STATISTICS}) | WITH_TEAMS


class ManifestFault(Exception):
    """The manifest does not verify; ``sequence`` is the entry at which it breaks, and ``why``."""

    def __init__(self, sequence: int, why: str) -> None:
        """Keep where and why; ``why`` is one English word or two, the same for all surfaces."""
        super().__init__(f"entry {sequence}: {why}")
        self.sequence, self.why = sequence, why


@dataclass(frozen=True, slots=True)
class Statement:
    """What the first signer says. ``base`` is the chain as she saw it: sequence and hash.

    ``id`` is random and can be used once. ``teams`` are those ``user`` reads for, ``organisations``
    all she belongs to. ``public`` is the SHA-256 of the entry's: a key, or teams; empty for none.
    """

    kind: str
    id: uuid.UUID
    key: uuid.UUID
    public: bytes
    user: uuid.UUID
    teams: tuple[uuid.UUID, ...]
    organisations: tuple[str, ...]
    holders: str
    base_sequence: int
    base_hash: bytes
    proposed_at: dt.datetime
    by: uuid.UUID

    def encoded(self) -> str:
        """Return the one text in which this is signed and stored."""
        return _encoded(self)

    @staticmethod
    def decoded(text: str) -> Statement:
        """Read what ``encoded`` wrote; ``ValueError`` for anything else."""
        return _decoded(Statement, text)


@dataclass(frozen=True, slots=True)
class Closing:
    """What the second signer adds: the place in the chain, and from when it holds."""

    sequence: int
    previous: bytes
    closed_at: dt.datetime
    effective_at: dt.datetime
    by: uuid.UUID

    def encoded(self) -> str:
        """Return the one text in which this is signed and stored."""
        return _encoded(self)

    @staticmethod
    def decoded(text: str) -> Closing:
        """Read what ``encoded`` wrote; ``ValueError`` for anything else."""
        return _decoded(Closing, text)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the manifest as it is stored; nothing in it is believed before it is verified."""

    sequence: int
    statement: str
    closing: str
    public: bytes
    first: bytes
    second: bytes
    hash: bytes


def key_digest(public: bytes) -> bytes:
    """Return what a statement holds of a public key: its SHA-256, nothing for none."""
    return hashlib.sha256(public).digest() if public else b""


def propose_message(root: bytes, statement: str) -> bytes:
    """Return what the first signer signs; ``root`` says in which house it holds."""
    return _DOMAIN + b"propose\0" + root + statement.encode()


def close_message(root: bytes, statement: str, first: bytes, closing: str) -> bytes:
    """Return what the second signer signs: all of it, the first signature too."""
    proposed = hashlib.sha256(propose_message(root, statement)).digest()
    return _DOMAIN + b"close\0" + root + proposed + first + closing.encode()


def link_hash(root: bytes, entry: Entry) -> bytes:
    """Return the hash of an entry, both signatures in it; ``closing`` names the hash before."""
    closed = close_message(root, entry.statement, entry.first, entry.closing)
    return hashlib.sha256(_DOMAIN + b"link\0" + closed + entry.second).digest()


def _encoded(record: Statement | Closing) -> str:
    body = {field.name: _plain(getattr(record, field.name)) for field in fields(record)}
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


_READ: dict[str, Any] = {
    "str": str,
    "int": int,
    "bytes": bytes.fromhex,
    "uuid.UUID": uuid.UUID,
    "dt.datetime": dt.datetime.fromisoformat,
    "tuple[uuid.UUID, ...]": lambda items: tuple(uuid.UUID(item) for item in items),
    "tuple[str, ...]": lambda items: tuple(str(item) for item in items),
}


_Record = TypeVar("_Record", Statement, Closing)


def _decoded(kind: type[_Record], text: str) -> _Record:
    try:
        body = json.loads(text)
        record = kind(**{f.name: _READ[str(f.type)](body[f.name]) for f in fields(kind)})
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError("not an entry") from fault
    if record.encoded() != text:
        raise ValueError("not in its one form")
    return record
