"""A chain of audit events: each hash covers the one before, the head is signed (Ed25519)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

GENESIS = bytes(32)
_DOMAIN = b"ruangaman audit 1"


def link_hash(previous: bytes, fields: Mapping[str, Any]) -> bytes:
    """Return the 32-byte hash of an event, given the hash before it.

    ``fields`` must be JSON-ready; they are hashed in canonical form (sorted keys, no spaces).
    """
    body = json.dumps(dict(fields), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(_DOMAIN + previous + body.encode()).digest()


def sign_head(seed: bytes, sequence: int, head: bytes) -> bytes:
    """Sign the head of the chain with the key of ``seed`` (32 bytes, kept outside the database)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(_head_bytes(sequence, head))


def head_is_signed(seed: bytes, sequence: int, head: bytes, signature: bytes) -> bool:
    """Say whether ``signature`` was made over this head with the key of ``seed``."""
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    try:
        public.verify(signature, _head_bytes(sequence, head))
    except InvalidSignature:
        return False
    return True


def keyed_reference(secret: bytes, kind: str, identifier: bytes) -> bytes:
    """Return 16 bytes that stand for an object and mean nothing without ``secret``."""
    return hmac.new(secret, kind.encode() + b"\0" + identifier, hashlib.sha256).digest()[:16]


def _head_bytes(sequence: int, head: bytes) -> bytes:
    return _DOMAIN + b" head" + sequence.to_bytes(8, "big") + head
