"""Key pairs, seals and signatures. Nothing outside ``ruangaman.lib`` imports cryptography.

Seal = HPKE (RFC 9180) with the hybrid MLKEM768_X25519 (ML-KEM: FIPS 203), HKDF-SHA256 and
ChaCha20-Poly1305. Post-quantum, because a report is as sensitive in twenty years as today.
Signatures are Ed25519 (RFC 8032) and stand inside the seal.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from ruangaman.lib.padding import BadPadding, pad, unpad

FORMAT = b"\x01"
SEED_BYTES = 32
PUBLIC_BYTES = 1184 + 32 + 32
SIGNATURE_BYTES = 64
AUTHOR_BYTES = 16
REPORTER = bytes(AUTHOR_BYTES)

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_DOMAIN = b"ruangaman seal 1"

Context = Sequence[bytes | str]


class SealError(Exception):
    """The seal does not open: another key, another purpose, or altered bytes."""


class ForgedAuthor(SealError):
    """The seal opens, but its signature is not by a known author."""


def derive(secret: bytes, label: str, *, length: int = 32, salt: bytes | None = None) -> bytes:
    """Derive ``length`` bytes from ``secret`` under ``label`` with HKDF-SHA256 (RFC 5869)."""
    return HKDF(hashes.SHA256(), length, salt, label.encode()).derive(secret)


def binding(purpose: str, context: Context) -> bytes:
    """Return the HPKE ``info``: purpose and object ids, each with its length, so none can shift."""
    fields = [_DOMAIN, purpose.encode()]
    fields += [part.encode() if isinstance(part, str) else part for part in context]
    return b"".join(struct.pack(">H", len(field)) + field for field in fields)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What seals to a person or a part, and what checks her signature: 1,248 bytes."""

    raw: bytes

    def __post_init__(self) -> None:
        """Refuse a key of any other length with ``ValueError``."""
        if len(self.raw) != PUBLIC_BYTES:
            raise ValueError("public key: wrong length")

    def seal(self, plain: bytes, *, purpose: str, context: Context) -> bytes:
        """Seal ``plain`` for the holder of this key; the result is ``len(plain)`` + 1,137 bytes."""
        return FORMAT + _SUITE.encrypt(plain, _hpke_public(self.raw), binding(purpose, context))

    def verify(self, signature: bytes, message: bytes) -> bool:
        """Say whether ``signature`` over ``message`` was made by the holder of this key."""
        try:
            _ed25519_public(self.raw[-32:]).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    @property
    def fingerprint(self) -> str:
        """Ten groups of four hexadecimal digits that two people can compare by voice."""
        return fingerprint_of(self.raw)


def fingerprint_of(raw: bytes) -> str:
    """Return the ten groups by which two people see that they have the same bytes."""
    digits = hashlib.sha256(raw).hexdigest()[:40]
    return " ".join(digits[i : i + 4] for i in range(0, 40, 4))


class KeyPair:
    """A 32-byte seed, expanded to an ML-KEM-768 seed, an X25519 key and an Ed25519 key."""

    def __init__(self, seed: bytes) -> None:
        """Take the seed; ``ValueError`` if it is not 32 bytes."""
        if len(seed) != SEED_BYTES:
            raise ValueError("seed: 32 bytes")
        self._seed = seed

    def _expand(self, label: str, length: int) -> bytes:
        info = b"ruangaman key 1 " + label.encode()
        return HKDFExpand(hashes.SHA256(), length, info).derive(self._seed)

    @cached_property
    def _mlkem(self) -> mlkem.MLKEM768PrivateKey:
        return mlkem.MLKEM768PrivateKey.from_seed_bytes(self._expand("ml-kem-768", 64))

    @cached_property
    def _x25519(self) -> x25519.X25519PrivateKey:
        return x25519.X25519PrivateKey.from_private_bytes(self._expand("x25519", 32))

    @cached_property
    def _ed25519(self) -> ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.from_private_bytes(self._expand("ed25519", 32))

    @cached_property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(
            self._mlkem.public_key().public_bytes_raw()
            + self._x25519.public_key().public_bytes_raw()
            + self._ed25519.public_key().public_bytes_raw()
        )

    def secret_for(self, purpose: str) -> bytes:
        """Return 32 bytes that follow from the seed for one other purpose, and never change."""
        return self._expand(f"secret {purpose}", 32)

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature over ``message``."""
        return self._ed25519.sign(message)

    def open(self, sealed: bytes, *, purpose: str, context: Context) -> bytes:
        """Return what was sealed for this key, or raise ``SealError``."""
        if sealed[:1] != FORMAT:
            raise SealError("unknown format")
        private = hpke.MLKEM768X25519PrivateKey(self._mlkem, self._x25519)
        try:
            return _SUITE.decrypt(sealed[1:], private, binding(purpose, context))
        except (InvalidTag, ValueError) as fault:
            raise SealError("does not open") from fault


def seal_signed(
    body: bytes,
    *,
    to: PublicKey,
    author: KeyPair,
    author_id: bytes,
    purpose: str,
    context: Context,
) -> bytes:
    """Pad ``body``, sign it as ``author`` and seal both to ``to``.

    ``author_id`` is 16 bytes (a receiver's key id, or ``REPORTER``). The signature covers
    the binding and the receiving key, so a reader cannot pass a message on as if it had been
    sent there.
    """
    if len(author_id) != AUTHOR_BYTES:
        raise ValueError("author id: 16 bytes")
    padded = pad(body)
    signature = author.sign(_signed_bytes(padded, to, author_id, purpose, context))
    return to.seal(author_id + signature + padded, purpose=purpose, context=context)


def open_signed(
    sealed: bytes,
    key: KeyPair,
    *,
    authors: Callable[[bytes], PublicKey | None],
    purpose: str,
    context: Context,
) -> tuple[bytes, bytes]:
    """Return ``(author_id, body)``; ``SealError`` or ``ForgedAuthor`` if anything is not as sealed.

    ``authors`` gives the public key that must have signed for an author id, or None.
    """
    payload = key.open(sealed, purpose=purpose, context=context)
    head = AUTHOR_BYTES + SIGNATURE_BYTES
    author_id, signature, padded = (
        payload[:AUTHOR_BYTES],
        payload[AUTHOR_BYTES:head],
        payload[head:],
    )
    author = authors(author_id)
    message = _signed_bytes(padded, key.public, author_id, purpose, context)
    if author is None or not author.verify(signature, message):
        raise ForgedAuthor("not signed by a known author")
    try:
        return author_id, unpad(padded)
    except BadPadding as fault:
        raise SealError("padding") from fault


def _signed_bytes(
    padded: bytes, to: PublicKey, author_id: bytes, purpose: str, context: Context
) -> bytes:
    receiver = hashlib.sha256(to.raw).digest()
    return binding(purpose, context) + receiver + author_id + padded


@lru_cache(maxsize=4096)
def _hpke_public(raw: bytes) -> hpke.MLKEM768X25519PublicKey:
    return hpke.MLKEM768X25519PublicKey(
        mlkem.MLKEM768PublicKey.from_public_bytes(raw[:1184]),
        x25519.X25519PublicKey.from_public_bytes(raw[1184:1216]),
    )


@lru_cache(maxsize=4096)
def _ed25519_public(raw: bytes) -> ed25519.Ed25519PublicKey:
    return ed25519.Ed25519PublicKey.from_public_bytes(raw)
