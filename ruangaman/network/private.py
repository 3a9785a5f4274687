"""Numbers and contacts of people as the database may hold them: sealed, and found by keyed hash."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.conf import settings

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import derive
from ruangaman.lib.vault import VaultError, key_wrap, session_key, session_unwrap

_LABEL = "ruangaman network {} 1"
_DRAFT = "roster_draft"


def private_seal(text: str, *, owner: uuid.UUID, field: str) -> bytes:
    """Return ``text`` for a sealed column, bound to its row and ``field``.

    Nothing stays nothing.
    """
    if not text:
        return b""
    return key_wrap(text.encode(), _wrapping(settings.SEAL_SECRET, field), owner=owner.bytes)


def private_open(sealed: bytes | memoryview, *, owner: uuid.UUID, field: str) -> str:
    """Return what was sealed; empty when it does not open (another row, another secret)."""
    if not sealed:
        return ""
    try:
        return session_unwrap(
            bytes(sealed), _key(field), server_secret=settings.SEAL_SECRET, owner=owner.bytes
        ).decode()
    except VaultError:
        return ""


def draft_seal(body: bytes, *, owner: bytes) -> bytes:
    """Return what somebody uploaded for a sealed column, bound to row and person by ``owner``."""
    return key_wrap(body, _wrapping(settings.SEAL_SECRET, _DRAFT), owner=owner)


def draft_open(sealed: bytes | memoryview, *, owner: bytes) -> bytes:
    """Return what was sealed; ``VaultError`` for another row, person or secret."""
    return session_unwrap(
        bytes(sealed), _key(_DRAFT), server_secret=settings.SEAL_SECRET, owner=owner
    )


def nip_reference(digits: str) -> bytes:
    """Return the keyed hash by which a number is found; nothing for no number."""
    if not digits:
        return b""
    return keyed_reference(_key("index"), "nip", digits.encode())


def _key(field: str) -> bytes:
    return _derived(settings.SEAL_SECRET, field)


@lru_cache(maxsize=16)
def _derived(secret: bytes, field: str) -> bytes:
    return derive(secret, _LABEL.format(field))


@lru_cache(maxsize=16)
def _wrapping(secret: bytes, field: str) -> bytes:
    return session_key(_derived(secret, field), server_secret=secret)
