"""Addresses as the database may hold them: encrypted under a key that is not in it."""

from __future__ import annotations

import uuid

from django.conf import settings

from ruangaman.duty.models import Address
from ruangaman.lib.sealing import derive
from ruangaman.lib.vault import VaultError, session_unwrap, session_wrap


def address_seal(text: str, address_id: uuid.UUID) -> bytes:
    """Return an address for ``Address.sealed``, bound to its row."""
    return session_wrap(
        text.encode(), _key(), server_secret=settings.SEAL_SECRET, owner=address_id.bytes
    )


def address_open(address: Address) -> str:
    """Return where letters go; empty when it does not open (another server secret).

    The account's own e-mail is read from ``address.user``.
    """
    if not address.sealed:
        return address.user.email
    try:
        return session_unwrap(
            bytes(address.sealed),
            _key(),
            server_secret=settings.SEAL_SECRET,
            owner=address.pk.bytes,
        ).decode()
    except VaultError:
        return ""


def _key() -> bytes:
    return derive(settings.SEAL_SECRET, "ruangaman notice address 1")
