"""A participant's own code: for those without an account, at attendance, test and evaluation."""

from __future__ import annotations

import re
import secrets
import uuid
from functools import lru_cache

from django.conf import settings

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import derive
from ruangaman.network.private import private_open, private_seal

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are read wrongly on paper."""
LENGTH = 8
_FIELD = "participant_code"
_NOT_OURS = re.compile(rf"[^{ALPHABET}]")


def code_new() -> str:
    """Return a fresh code: 40 bits, too many to guess while tries are slowed down."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def code_read(typed: str) -> str:
    """Return what was typed without spaces and hyphens, in capitals."""
    return _NOT_OURS.sub("", typed.upper())


def code_shown(code: str) -> str:
    """Return a code in two groups, as it is printed."""
    return f"{code[:4]}-{code[4:]}"


def code_index(code: str) -> bytes:
    """Return the keyed hash by which a participant is found."""
    return keyed_reference(_key(settings.SEAL_SECRET), "participant", code.encode())


def code_seal(code: str, *, participant: uuid.UUID) -> bytes:
    """Return a code for its sealed column."""
    return private_seal(code, owner=participant, field=_FIELD)


def code_open(sealed: bytes | memoryview, *, participant: uuid.UUID) -> str:
    """Return a code to print it again; empty when it does not open."""
    return private_open(sealed, owner=participant, field=_FIELD)


@lru_cache(maxsize=2)
def _key(secret: bytes) -> bytes:
    return derive(secret, "ruangaman training participant 1")
