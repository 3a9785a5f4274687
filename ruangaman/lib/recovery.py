"""The recovery key: its public half on paper and in a file, and the box it has in each report.

The box has one size for everybody. Whoever refuses has one with nothing in it, and so the
database does not say who refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ruangaman.lib.boxes import PARTS
from ruangaman.lib.padding import BadPadding, pad, unpad
from ruangaman.lib.sealing import FORMAT, KeyPair, PublicKey, SealError

BOX_BYTES = 4096
SEALED_BYTES = BOX_BYTES + 1137
_PURPOSE = "recovery box"
_PUBLIC = "ruangaman recovery key 1"


class FileFault(Exception):
    """A file of the ceremony is not what it should be; the text says why, in English."""


@dataclass(frozen=True, slots=True)
class RecoveryContent:
    """What the recovery key may pass on of a report, and to whom it may not.

    ``seeds`` are those of the parts that somebody may open by the reporter's word.
    ``conflicts`` are organisations; ``teams`` and ``people`` (16 bytes each) those from whom she
    took a consent back, and who was kept out. Without seeds there is nothing to pass on.
    """

    reporter: PublicKey
    seeds: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    conflicts: tuple[str, ...] = ()
    teams: frozenset[bytes] = frozenset()
    people: frozenset[bytes] = frozenset()


def key_id_of(public: PublicKey) -> uuid.UUID:
    """Return the id under which a recovery key signs: it follows from its public half."""
    return uuid.UUID(bytes=hashlib.sha256(public.raw).digest()[:16], version=5)


def recovery_box_seal(
    content: RecoveryContent | None, *, to: PublicKey, report: bytes, epoch: int
) -> bytes:
    """Seal ``content`` for the recovery key, or a box with nothing in it: ``SEALED_BYTES``."""
    body = _packed(content) if content else b"{}"
    if len(body) + 4 > BOX_BYTES:
        body = b"{}"  # so many consents taken back that they do not fit: then nobody is let in
    return to.seal(
        pad(body, step=BOX_BYTES), purpose=_PURPOSE, context=(report, epoch.to_bytes(4, "big"))
    )


def recovery_box_none() -> bytes:
    """Return what stands in the place of the box where there is no recovery key: chance."""
    return FORMAT + secrets.token_bytes(SEALED_BYTES - len(FORMAT))


def recovery_box_open(
    sealed: bytes, key: KeyPair, *, report: bytes, epoch: int
) -> RecoveryContent | None:
    """Open a box; None if it holds nothing. ``SealError``: another key, or altered."""
    plain = key.open(sealed, purpose=_PURPOSE, context=(report, epoch.to_bytes(4, "big")))
    try:
        body = json.loads(unpad(plain, step=BOX_BYTES))
        return _unpacked(body) if body else None
    except (BadPadding, ValueError, KeyError, TypeError) as fault:
        raise SealError("recovery box") from fault


@dataclass(frozen=True, slots=True)
class PublicFile:
    """The public half of a recovery key with the offices that hold its shares."""

    public: PublicKey
    holders: tuple[str, ...]
    chains: tuple[str, ...]

    @property
    def id(self) -> uuid.UUID:
        """The id under which the key signs."""
        return key_id_of(self.public)

    def written(self, pair: KeyPair) -> str:
        """Return the file, signed by the key itself: neither key nor holders can be changed."""
        return signed_text(_PUBLIC, self._body(), pair)

    def _body(self) -> dict[str, Any]:
        return {
            "public": encoded(self.public.raw),
            "fingerprint": self.public.fingerprint,
            "holders": list(self.holders),
            "chains": list(self.chains),
        }


def public_file_read(text: str) -> PublicFile:
    """Read what ``PublicFile.written`` returned, or raise ``FileFault``."""
    body, message, signature = signed_parts(_PUBLIC, text)
    try:
        public = PublicKey(decoded(body["public"]))
        holders, chains = tuple(body["holders"]), tuple(body["chains"])
    except (KeyError, TypeError, ValueError) as fault:
        raise FileFault("This is no public half of a recovery key.") from fault
    if not public.verify(signature, message) or body.get("fingerprint") != public.fingerprint:
        raise FileFault("This public half was altered: its signature does not fit.")
    return PublicFile(public, holders, chains)


def signed_text(kind: str, body: Mapping[str, Any], pair: KeyPair) -> str:
    """Return ``body`` as a file of a kind, signed by ``pair``."""
    signature = encoded(pair.sign(_message(kind, body)))
    return json.dumps({"format": kind, **body, "signature": signature}, indent=1) + "\n"


def signed_parts(kind: str, text: str) -> tuple[dict[str, Any], bytes, bytes]:
    """Return body, signed bytes and signature of a file; who signed is for the caller to ask."""
    body = plain_parts(kind, text)
    try:
        signature = decoded(body.pop("signature"))
    except (KeyError, TypeError, ValueError) as fault:
        raise FileFault("This file is not signed.") from fault
    return body, _message(kind, body), signature


def plain_parts(kind: str, text: str) -> dict[str, Any]:
    """Return the body of a file of this kind, or raise ``FileFault``."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise FileFault("This file is damaged or of another kind.") from fault
    if not isinstance(body, dict) or body.pop("format", None) != kind:
        raise FileFault("This file is damaged or of another kind.")
    return body


def encoded(raw: bytes) -> str:
    """Return bytes as text."""
    return base64.b64encode(raw).decode()


def decoded(text: str) -> bytes:
    """Return what ``encoded`` wrote; ``ValueError`` for anything else."""
    return base64.b64decode(text, validate=True)


def check_line(text: str) -> str:
    """Return eight groups of four by which two people see that a file is still the same."""
    digits = hashlib.sha256(text.encode()).hexdigest()[:32]
    return " ".join(digits[i : i + 4] for i in range(0, 32, 4))


def _message(kind: str, body: Mapping[str, Any]) -> bytes:
    return f"{kind}\0{json.dumps(body, sort_keys=True, separators=(',', ':'))}".encode()


def _packed(content: RecoveryContent) -> bytes:
    body = {
        "reporter": encoded(content.reporter.raw),
        "seeds": {part: encoded(content.seeds[part]) for part in PARTS if part in content.seeds},
        "conflicts": list(content.conflicts),
        "teams": sorted(encoded(team) for team in content.teams),
        "people": sorted(encoded(person) for person in content.people),
    }
    return json.dumps(body, separators=(",", ":")).encode()


def _unpacked(body: dict[str, Any]) -> RecoveryContent | None:
    seeds = {part: decoded(seed) for part, seed in body["seeds"].items() if part in PARTS}
    if not seeds:
        return None
    return RecoveryContent(
        PublicKey(decoded(body["reporter"])),
        seeds,
        tuple(body["conflicts"]),
        frozenset(decoded(team) for team in body["teams"]),
        frozenset(decoded(person) for person in body["people"]),
    )
