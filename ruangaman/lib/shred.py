"""Covers: a second encryption over what is sealed, under a key that can be destroyed.

Whoever holds every other key still opens nothing without the shred key of the report.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ruangaman.lib.sealing import Context, SealError, binding

KEY_BYTES = 32
_FORMAT = b"\x01"
_NONCE = 12
_PURPOSE = "shred cover"


def key_new() -> bytes:
    """Return a fresh shred key."""
    return secrets.token_bytes(KEY_BYTES)


def cover(sealed: bytes, key: bytes, *, context: Context, nonce: bytes | None = None) -> bytes:
    """Return ``sealed`` encrypted under ``key`` and bound to ``context``: 29 bytes more.

    ``nonce`` is given by known-answer tests only; otherwise it is random.
    """
    nonce = secrets.token_bytes(_NONCE) if nonce is None else nonce
    bound = _FORMAT + binding(_PURPOSE, context)
    return _FORMAT + nonce + ChaCha20Poly1305(key).encrypt(nonce, sealed, bound)


def uncover(covered: bytes, key: bytes, *, context: Context) -> bytes:
    """Return what was covered, or raise ``SealError``."""
    if covered[:1] != _FORMAT:
        raise SealError("cover: unknown format")
    nonce, body = covered[1 : 1 + _NONCE], covered[1 + _NONCE :]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, body, _FORMAT + binding(_PURPOSE, context))
    except (InvalidTag, ValueError) as fault:
        raise SealError("cover: does not open") from fault
