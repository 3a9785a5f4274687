"""A slip's code as the database may know it, and what a form that spends it leaves behind."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import derive


def token_index(code: str) -> bytes:
    """Return the keyed hash by which a code is found."""
    return keyed_reference(_key(settings.SEAL_SECRET), "slip", code.encode())


def receipt_of(once: bytes) -> bytes:
    """Return what stands for a form: the same form sent again leaves the same."""
    return keyed_reference(_key(settings.SEAL_SECRET), "receipt", once)


def slip_address(code: str) -> str:
    """Return the address to open or scan."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/survei/{code}/"


@lru_cache(maxsize=2)
def _key(secret: bytes) -> bytes:
    return derive(secret, "ruangaman survey slip 1")
