"""A person's seed at rest: wrapped under her pass-phrase and a secret of the server.

Argon2id (RFC 9106), 64 MiB, t=3, p=1. At most one derivation at a time in each process, so
that two workers never take more than 128 MiB.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ruangaman.lib.codename import word_list
from ruangaman.lib.sealing import derive

PASSPHRASE_WORDS = 6
_FORMAT = b"\x01"
_SALT, _NONCE = 16, 12
_ONE_AT_A_TIME = threading.BoundedSemaphore(1)


class VaultError(Exception):
    """Wrong pass-phrase, another server secret, or altered bytes."""


def passphrase_new() -> str:
    """Return six random words of the list: 66 bits."""
    return " ".join(secrets.choice(word_list()) for _ in range(PASSPHRASE_WORDS))


def wrap_seed(seed: bytes, passphrase: str, *, server_secret: bytes, owner: bytes) -> bytes:
    """Wrap ``seed`` for ``owner`` (an id the result is bound to)."""
    salt = secrets.token_bytes(_SALT)
    nonce = secrets.token_bytes(_NONCE)
    key = _wrapping_key(passphrase, salt, server_secret)
    return _FORMAT + salt + nonce + ChaCha20Poly1305(key).encrypt(nonce, seed, _FORMAT + owner)


def unwrap_seed(wrapped: bytes, passphrase: str, *, server_secret: bytes, owner: bytes) -> bytes:
    """Return the seed, or raise ``VaultError``."""
    if wrapped[:1] != _FORMAT or len(wrapped) < 1 + _SALT + _NONCE:
        raise VaultError("format")
    salt, rest = wrapped[1 : 1 + _SALT], wrapped[1 + _SALT :]
    key = _wrapping_key(passphrase, salt, server_secret)
    try:
        return ChaCha20Poly1305(key).decrypt(rest[:_NONCE], rest[_NONCE:], _FORMAT + owner)
    except InvalidTag as fault:
        raise VaultError("does not open") from fault


def session_wrap(seed: bytes, token: bytes, *, server_secret: bytes, owner: bytes) -> bytes:
    """Wrap ``seed`` for one session under the random ``token`` that only the browser keeps."""
    return key_wrap(seed, session_key(token, server_secret=server_secret), owner=owner)


def session_key(token: bytes, *, server_secret: bytes) -> bytes:
    """Return the key that ``session_wrap`` uses, for whoever wraps much under one token."""
    return derive(token, "ruangaman session 1", salt=server_secret)


def key_wrap(seed: bytes, key: bytes, *, owner: bytes) -> bytes:
    """Wrap ``seed`` under a key of ``session_key``."""
    nonce = secrets.token_bytes(_NONCE)
    return _FORMAT + nonce + ChaCha20Poly1305(key).encrypt(nonce, seed, owner)


def session_unwrap(wrapped: bytes, token: bytes, *, server_secret: bytes, owner: bytes) -> bytes:
    """Return the seed, or raise ``VaultError``."""
    return key_open(wrapped, session_key(token, server_secret=server_secret), owner=owner)


def key_open(wrapped: bytes, key: bytes, *, owner: bytes) -> bytes:
    """Return what ``key_wrap`` wrapped, or raise ``VaultError``."""
    nonce, body = wrapped[1 : 1 + _NONCE], wrapped[1 + _NONCE :]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, body, owner)
    except (InvalidTag, ValueError) as fault:
        raise VaultError("does not open") from fault


def token_id(token: bytes) -> bytes:
    """Return what the database may know of a browser's token: its SHA-256."""
    return hashlib.sha256(b"ruangaman token 1" + token).digest()


def _wrapping_key(passphrase: str, salt: bytes, server_secret: bytes) -> bytes:
    words = " ".join(unicodedata.normalize("NFKC", passphrase).casefold().split())
    with _ONE_AT_A_TIME:
        stretched = Argon2id(
            salt=salt, length=32, iterations=3, lanes=1, memory_cost=64 * 1024
        ).derive(words.encode())
    return derive(stretched, "ruangaman vault 1", salt=server_secret)
