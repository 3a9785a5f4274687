"""Names of staff as the database may hold them: sealed, and found by a keyed hash in one unit."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.conf import settings

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.roster.words import name_key
from ruangaman.lib.sealing import derive
from ruangaman.network.private import private_open, private_seal

MOST = 120
"""Longest name, in characters."""

_STAFF, _SIGNED = "policy_staff", "policy_signed"


def name_plain(typed: str) -> str:
    """Return a name as it is kept: without what a list adds around it."""
    return " ".join(typed.replace("\x00", "").split()).strip(" ,;.-*")


def name_index(name: str, *, unit: str) -> bytes:
    """Return the keyed hash of a name in a unit: no degrees, titles, case or accents."""
    return keyed_reference(_key(settings.SEAL_SECRET), unit, name_key(name).encode())


def staff_seal(name: str, *, row: uuid.UUID) -> bytes:
    """Return a name for the staff list."""
    return private_seal(name, owner=row, field=_STAFF)


def staff_open(sealed: bytes | memoryview, *, row: uuid.UUID) -> str:
    """Return a name of the staff list; empty when it does not open."""
    return private_open(sealed, owner=row, field=_STAFF)


def signed_seal(name: str, *, row: uuid.UUID) -> bytes:
    """Return the name below a signature."""
    return private_seal(name, owner=row, field=_SIGNED)


def signed_open(sealed: bytes | memoryview, *, row: uuid.UUID) -> str:
    """Return the name below a signature; empty when it does not open."""
    return private_open(sealed, owner=row, field=_SIGNED)


@lru_cache(maxsize=2)
def _key(secret: bytes) -> bytes:
    return derive(secret, "ruangaman policy staff 1")
