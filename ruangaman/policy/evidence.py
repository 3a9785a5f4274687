"""Files that show that something is so: where they lie, what they belong to, and their keys.

A part of the room lets files be added to what it keeps by ``belongs``: it says what an id stands
for. Adding, giving and taking away is the same for all of them (``services.evidence``,
``views.evidence``).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ruangaman.core.storage import sealed_files
from ruangaman.lib.blobs import blob_open
from ruangaman.lib.sealing import Context, SealError
from ruangaman.network.private import private_open, private_seal
from ruangaman.policy.models import Evidence

PLACE = "bukti"
MOST_OF_SUBJECT = 100
_FIELD = "policy_evidence"

SLUGS = {
    Evidence.About.DOCUMENT: "dokumen",
    Evidence.About.ANSWER: "jawaban",
    Evidence.About.ACTION: "aksi",
}
"""What evidence is about, as addresses have it."""

ABOUT = {slug: about for about, slug in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class Subject:
    """What files belong to: whose it is, what pages call it, and the page it stands on.

    ``closed`` says, in words, why nothing may be added or taken away now.
    """

    unit_code: str
    title: str
    href: str
    closed: str = ""


Resolver = Callable[[uuid.UUID], Subject | None]
_resolvers: dict[str, Resolver] = {}


class EvidenceMissing(Exception):
    """The bytes are not there, or not as they were sealed."""


def belongs(about: Evidence.About, resolver: Resolver) -> None:
    """Let files be added to this part of the room; called once, when the room is ready."""
    _resolvers[about] = resolver


def subject_of(about: str, pk: uuid.UUID) -> Subject | None:
    """Return what an id stands for, or None where there is nothing."""
    resolver = _resolvers.get(about)
    return resolver(pk) if resolver else None


def evidence_place(file: Evidence) -> str:
    """Return the name below the sealed files."""
    return f"{PLACE}/{file.pk.hex[:2]}/{file.pk.hex}"


def evidence_context(file: Evidence) -> Context:
    """Return what the bytes are bound to: they open under no other row and for nothing else."""
    return b"policy", file.about.encode(), file.subject.bytes, file.pk.bytes


def key_seal(file: Evidence, key: bytes) -> bytes:
    """Return the key of a file for its column."""
    return private_seal(key.hex(), owner=file.pk, field=_FIELD)


def evidence_pieces(file: Evidence) -> Iterator[bytes]:
    """Return the bytes piece by piece; ``EvidenceMissing`` before the first if any is wrong."""
    try:
        digest = hashlib.sha256()
        for piece in _opened(file):
            digest.update(piece)
    except (OSError, SealError, ValueError) as fault:
        raise EvidenceMissing from fault
    if digest.digest() != bytes(file.sha256):
        raise EvidenceMissing
    return _opened(file)


def _opened(file: Evidence) -> Iterator[bytes]:
    key = bytes.fromhex(private_open(file.sealed, owner=file.pk, field=_FIELD))
    sealed: Any = sealed_files().open(file.blob)
    with sealed:
        yield from blob_open(sealed, key=key, context=evidence_context(file))
