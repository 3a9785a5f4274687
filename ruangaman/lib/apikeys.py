"""Keys of programs: 256 random bits behind a name that a search for lost secrets finds."""

from __future__ import annotations

import re
import secrets

from ruangaman.lib.sealing import derive

PREFIX = "ruangaman_"
_SECRET_BYTES = 32
_KEY = re.compile(rf"{PREFIX}[-_A-Za-z0-9]{{43}}")


def key_new() -> str:
    """Return a new key."""
    return f"{PREFIX}{secrets.token_urlsafe(_SECRET_BYTES)}"


def key_digest(text: str, secret: bytes) -> bytes:
    """Return what a key is found by; empty for what cannot be one.

    Without the server's secret it says nothing, and no slow hash is needed for 256 bits.
    """
    if not _KEY.fullmatch(text):
        return b""
    return derive(text.encode(), "ruangaman api key 1", salt=secret)
