"""Secrets of a unit's links for people without an account: as typed, as found, as kept."""

from __future__ import annotations

import re
import secrets
import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import derive
from ruangaman.network.private import private_open, private_seal

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are read wrongly on paper."""

LENGTH = 12
"""60 bits: nobody comes to a unit's link by trying."""

MOST_TYPED = 40
_GROUP = 4
_NOT_OURS = re.compile(rf"[^{ALPHABET}]")


@dataclass(frozen=True, slots=True)
class UnitLinks:
    """Links of one purpose: ``room`` and ``label`` name its key, ``path`` is where they lead."""

    room: str
    label: str
    path: str

    def new(self) -> str:
        """Return a fresh secret."""
        return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))

    def address(self, secret: str) -> str:
        """Return the address to open or scan."""
        return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{self.path}/{shown(secret)}/"

    def index(self, typed: str) -> bytes:
        """Return the keyed hash by which a link is found, from what stands in an address."""
        key = _key(settings.SEAL_SECRET, f"{self.room} {self.label}")
        return keyed_reference(key, self.label, typed_read(typed).encode())

    def seal(self, secret: str, *, unit: str) -> bytes:
        """Return a secret for its sealed column."""
        return private_seal(secret, owner=_owner(unit), field=f"{self.label}_link")

    def open(self, sealed: bytes | memoryview, *, unit: str) -> str:
        """Return a secret to print it again; empty when it does not open."""
        return private_open(sealed, owner=_owner(unit), field=f"{self.label}_link")


def typed_read(typed: str) -> str:
    """Return what was typed without spaces and hyphens, in capitals."""
    return _NOT_OURS.sub("", typed.upper())


def shown(secret: str) -> str:
    """Return a secret as it stands in the address: three groups in small letters."""
    groups = [secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)]
    return "-".join(groups).lower()


def _owner(unit: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"unit:{unit}")


@lru_cache(maxsize=4)
def _key(secret: bytes, purpose: str) -> bytes:
    return derive(secret, f"ruangaman {purpose} 1")
