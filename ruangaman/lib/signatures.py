"""Signed documents: one canonical form (RFC 8785), signed with Ed25519 (RFC 8032)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ruangaman.lib.credentials import canonical


def document_text(document: Mapping[str, Any]) -> str:
    """Return a document in its canonical form; ``CredentialFault`` where it has none."""
    return canonical(document).decode()


def text_sign(text: bytes, *, seed: bytes) -> bytes:
    """Return the signature (64 bytes) of the key of ``seed`` (32 bytes)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(text)


def signature_holds(text: bytes, signature: bytes, public: bytes) -> bool:
    """Say whether ``public`` (32 bytes) signed exactly this text."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True
