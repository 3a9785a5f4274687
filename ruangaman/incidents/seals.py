"""Seal and open what belongs to an incident. No query: only the bytes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import KeyPair, PublicKey, derive, open_signed, seal_signed

SERVER = bytes(16)
"""Stands where an officer's key id stands, for what people without a key write."""

Authors = Callable[[bytes], PublicKey | None]


def item_seal(
    body: Mapping[str, Any], *, to: PublicKey, incident: uuid.UUID, item: uuid.UUID,
    author: tuple[KeyPair, bytes] | None = None,
) -> bytes:  # fmt: skip
    """Seal something written; without ``author`` this server signs, for whoever has no key."""
    key, author_id = author or (server_key(settings.SEAL_SECRET), SERVER)
    return seal_signed(
        json.dumps(body, ensure_ascii=False, sort_keys=True).encode(),
        to=to,
        author=key,
        author_id=author_id,
        purpose="incident item",
        context=(incident.bytes, item.bytes),
    )


def item_open(
    sealed: bytes, key: KeyPair, *, incident: uuid.UUID, item: uuid.UUID, authors: Authors
) -> tuple[bytes, dict[str, Any]]:
    """Return author id and body, or raise ``SealError``."""
    author, body = open_signed(
        sealed,
        key,
        authors=authors,
        purpose="incident item",
        context=(incident.bytes, item.bytes),
    )
    return author, json.loads(body)


def box_seal(seed: bytes, *, to: PublicKey, incident: uuid.UUID) -> bytes:
    """Seal the incident's seed for an officer."""
    return to.seal(seed, purpose="incident box", context=(incident.bytes,))


def box_open(sealed: bytes, key: KeyPair, *, incident: uuid.UUID) -> bytes:
    """Return the incident's seed, or raise ``SealError``."""
    return key.open(sealed, purpose="incident box", context=(incident.bytes,))


def mark_of(incident: uuid.UUID, public: bytes) -> bytes:
    """Return the keyed digest by which a swapped key is noticed before anything is sealed to it."""
    return keyed_reference(settings.SEAL_SECRET, "incident", incident.bytes + public)


@lru_cache(maxsize=2)
def server_key(secret: bytes) -> KeyPair:
    """Return the key pair by which this server signs."""
    return KeyPair(derive(secret, "ruangaman incident writer 1"))
