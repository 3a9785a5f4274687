"""Signed credentials that anybody can verify: W3C Data Integrity with ``eddsa-jcs-2022``.

The document and the proof's options are put into one canonical form (RFC 8785), hashed with
SHA-256 and signed with Ed25519 (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3). The public
key stands in the proof as ``did:key``, so that nothing has to be fetched.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SUITE = "eddsa-jcs-2022"
KEY_BYTES, SIGNATURE_BYTES = 32, 64
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
"""The multicodec prefix of an Ed25519 public key."""
_LONGEST = 200
_HEX = re.compile(r"[0-9a-fA-F]{64}")

Document = dict[str, Any]


class CredentialFault(ValueError):
    """A credential is not genuine or no credential; the message says why, in English."""


def public_of(seed: bytes) -> bytes:
    """Return the public half (32 bytes) of the key of ``seed`` (32 bytes)."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def multikey(public: bytes) -> str:
    """Return a public key as a multibase text that begins with ``z6Mk``."""
    return "z" + base58(_ED25519 + public)


def did_key(public: bytes) -> str:
    """Return a public key as a decentralised identifier of the method ``key``."""
    return f"did:key:{multikey(public)}"


def jwk(public: bytes) -> dict[str, str]:
    """Return a public key as a JSON Web Key (RFC 8037), named by its multibase text."""
    x = base64.urlsafe_b64encode(public).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": multikey(public), "use": "sig"}


def keys_read(text: str) -> list[bytes]:
    """Return the public keys of a text: JWK, JWK set, ``did:key``, multibase or 64 hex digits."""
    text = text.strip()
    try:
        if not text.startswith("{"):
            return [_key_text(text)]
        given = json.loads(text)
        return [_key_jwk(one) for one in given.get("keys", [given])]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as fault:
        raise CredentialFault("this is no public key of Ed25519") from fault


def credential_sign(document: Mapping[str, Any], *, seed: bytes, created: str) -> Document:
    """Return ``document`` with its proof; ``created`` is a time of ISO 8601 with its offset."""
    public = public_of(seed)
    options: Document = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": f"{did_key(public)}#{multikey(public)}",
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(_hashed(document, options))
    proof = options | {"proofValue": "z" + base58(signature)}
    return {**copy.deepcopy(dict(document)), "proof": proof}


def credential_verify(signed: Mapping[str, Any]) -> bytes:
    """Return the public key that signed a credential in the name of its issuer.

    ``CredentialFault`` if it was changed, has another proof, or the key is not the issuer's own.
    """
    proof = signed.get("proof")
    if not isinstance(proof, dict):
        raise CredentialFault("there is no proof in it")
    if proof.get("type") != "DataIntegrityProof" or proof.get("cryptosuite") != SUITE:
        raise CredentialFault(f"its proof is not of the kind {SUITE}")
    if proof.get("proofPurpose") != "assertionMethod":
        raise CredentialFault("its proof has another purpose")
    if proof.get("@context", signed.get("@context")) != signed.get("@context"):
        raise CredentialFault("its proof is about another context")
    issuer, method = signed.get("issuer"), str(proof.get("verificationMethod"))
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not method.startswith("did:key:") or method.partition("#")[0] != named:
        raise CredentialFault("the key of its proof is not the issuer's")
    public = _key_text(str(named))
    _signature_checked(signed, proof, public)
    return public


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one canonical form (RFC 8785); ``CredentialFault`` where there is none."""
    try:
        return rfc8785.dumps(dict(document))
    except (rfc8785.CanonicalizationError, RecursionError) as fault:
        raise CredentialFault("it has values that no canonical form knows") from fault


def base58(data: bytes) -> str:
    """Return bytes in base 58 as Bitcoin writes it."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58_read(text: str) -> bytes:
    """Return the bytes of ``base58``; ``CredentialFault`` for anything else."""
    if len(text) > _LONGEST or any(letter not in _ALPHABET for letter in text):
        raise CredentialFault("this is not base 58")
    number = 0
    for letter in text:
        number = number * 58 + _ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _signature_checked(signed: Mapping[str, Any], proof: Mapping[str, Any], public: bytes) -> None:
    document = {name: value for name, value in signed.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    value = str(proof.get("proofValue"))
    if not value.startswith("z"):
        raise CredentialFault("its signature is not base 58")
    signature = base58_read(value[1:])
    try:
        if len(signature) != SIGNATURE_BYTES:
            raise InvalidSignature
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, _hashed(document, options))
    except InvalidSignature as fault:
        raise CredentialFault("its signature does not fit: something in it was changed") from fault


def _hashed(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """Return what is signed: the hash of the options, then that of the document."""
    parts = [canonical(options), canonical(document)]
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def _key_text(text: str) -> bytes:
    if _HEX.fullmatch(text):
        return bytes.fromhex(text)
    text = text.removeprefix("did:key:").partition("#")[0]
    data = base58_read(text[1:]) if text.startswith("z") else b""
    if len(data) != len(_ED25519) + KEY_BYTES or not data.startswith(_ED25519):
        raise CredentialFault("this is no public key of Ed25519")
    return data[len(_ED25519) :]


def _key_jwk(given: Mapping[str, Any]) -> bytes:
    if given["kty"] != "OKP" or given["crv"] != "Ed25519":
        raise CredentialFault("this is no public key of Ed25519")
    public = base64.urlsafe_b64decode(given["x"] + "=" * (-len(given["x"]) % 4))
    if len(public) != KEY_BYTES:
        raise CredentialFault("this is no public key of Ed25519")
    return public
