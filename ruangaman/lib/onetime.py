"""A code on a letter that answers once: 16 signs, 76 bits, and what follows from them.

The code itself is kept nowhere. ``digest`` finds its row, ``bound`` says that the row's receiving
key is the one the letter was made with, ``answering_key`` signs the answer.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from ruangaman.lib.sealing import KeyPair, PublicKey, derive

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ2345679"
"""No vowel, so no word; no sign that looks like another one."""
SIGNS, GROUP = 16, 4
MAX_INPUT = 60


def code_new() -> str:
    """Return a new code, without spaces."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))


def code_shown(code: str) -> str:
    """Return a code as it is printed: ``BCDF-GHJK-…``."""
    return "-".join(code[start : start + GROUP] for start in range(0, SIGNS, GROUP))


def code_read(text: str) -> str:
    """Return the code in what somebody typed; empty when it cannot be one."""
    if len(text) > MAX_INPUT:
        return ""
    signs = [one for one in unicodedata.normalize("NFKC", text).upper() if one.isalnum()]
    return "".join(signs) if len(signs) == SIGNS and set(signs) <= set(ALPHABET) else ""


def digest(code: str, secret: bytes) -> bytes:
    """Return what a code is found by; without the server's secret it says nothing."""
    return derive(code.encode(), "ruangaman letter 1", salt=secret)


def bound(code: str, secret: bytes, to: PublicKey) -> bytes:
    """Return what only the holder of the code can compute about the key that receives."""
    salt = hashlib.sha256(secret + to.raw).digest()
    return derive(code.encode(), "ruangaman letter receiver 1", salt=salt)


def answering_key(code: str, secret: bytes) -> KeyPair:
    """Return the key pair that signs the answer to a letter."""
    return KeyPair(derive(code.encode(), "ruangaman letter answer 1", salt=secret))
