"""The secret of a unit's link to the induction: as typed, as found, as kept."""

from __future__ import annotations

import secrets
import uuid
from functools import lru_cache

from django.conf import settings

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import derive
from ruangaman.network.private import private_open, private_seal
from ruangaman.training.codes import ALPHABET, code_read

LENGTH = 12
"""60 bits: nobody comes to a unit's link by trying."""

MOST_TYPED = 40
_FIELD = "induction_link"
_GROUP = 4


def link_new() -> str:
    """Return a fresh secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def link_shown(secret: str) -> str:
    """Return a secret as it stands in the address: three groups in small letters."""
    groups = [secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)]
    return "-".join(groups).lower()


def link_address(secret: str) -> str:
    """Return the address to open or scan."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/belajar/{link_shown(secret)}/"


def link_index(typed: str) -> bytes:
    """Return the keyed hash by which a link is found, from what stands in an address."""
    return keyed_reference(_key(settings.SEAL_SECRET), "induction", code_read(typed).encode())


def link_seal(secret: str, *, unit: str) -> bytes:
    """Return a secret for its sealed column."""
    return private_seal(secret, owner=_owner(unit), field=_FIELD)


def link_open(sealed: bytes | memoryview, *, unit: str) -> str:
    """Return a secret to print it again; empty when it does not open."""
    return private_open(sealed, owner=_owner(unit), field=_FIELD)


def _owner(unit: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"unit:{unit}")


@lru_cache(maxsize=2)
def _key(secret: bytes) -> bytes:
    return derive(secret, "ruangaman training induction 1")
