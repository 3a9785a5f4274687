"""The root key: Ed25519 (RFC 8032), made and kept offline; only its public half is stored."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def root_public(seed: bytes) -> bytes:
    """Return the 32-byte public half of the root key with this 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def root_sign(seed: bytes, message: bytes) -> bytes:
    """Return the 64-byte signature over ``message`` by the root key with this seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def root_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether ``signature`` over ``message`` was made by the root key of ``public``."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
