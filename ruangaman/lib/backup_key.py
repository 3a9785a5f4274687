"""The key pair of backups on paper and in files: 24 words, and a public half anybody may have.

The words are those of the codename; 32 bytes of seed and 8 bits of check make 24 times 11 bits.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import textwrap

from ruangaman.lib.codename import PREFIX, WORD_BITS, word_list
from ruangaman.lib.sealing import SEED_BYTES, PublicKey

WORDS = 24
_TITLE = "ruangaman backup key 1"


class BackupKeyError(ValueError):
    """The text is not a key; it says why."""


def words_of(seed: bytes) -> tuple[str, ...]:
    """Return the 24 words of a seed."""
    number = int.from_bytes(seed + _check(seed), "big")
    places = [number >> (WORD_BITS * place) for place in reversed(range(WORDS))]
    return tuple(word_list()[place % (1 << WORD_BITS)] for place in places)


def seed_of(text: str) -> bytes:
    """Read 24 words, or just four letters of each; raises ``BackupKeyError``."""
    typed = [word for word in text.lower().split() if word.isalpha()]
    if len(typed) != WORDS:
        raise BackupKeyError(f"24 words are needed, these are {len(typed)}")
    number = 0
    for place, word in enumerate(typed, 1):
        number = number << WORD_BITS | _number(word, place)
    raw = number.to_bytes(SEED_BYTES + 1, "big")
    seed, check = raw[:SEED_BYTES], raw[SEED_BYTES:]
    if check != _check(seed):
        raise BackupKeyError("a word is wrong or out of its order")
    return seed


def private_text(seed: bytes) -> str:
    """Return what is written down: the words, numbered, in rows of six."""
    words = [f"{place}. {word}" for place, word in enumerate(words_of(seed), 1)]
    rows = ["  ".join(words[start : start + 6]) for start in range(0, WORDS, 6)]
    return "\n".join(rows) + "\n"


def public_text(key: PublicKey) -> str:
    """Return the file of the public half, with its fingerprint."""
    rows = textwrap.wrap(base64.b64encode(key.raw).decode(), 76)
    return "\n".join([_TITLE, f"fingerprint: {key.fingerprint}", *rows]) + "\n"


def public_of(text: str) -> PublicKey:
    """Read the file of the public half; raises ``BackupKeyError``."""
    title, _, rest = text.strip().partition("\n")
    told, _, body = rest.partition("\n")
    if title.strip() != _TITLE:
        raise BackupKeyError("not the public half of a backup key")
    try:
        key = PublicKey(base64.b64decode("".join(body.split()), validate=True))
    except (binascii.Error, ValueError) as fault:
        raise BackupKeyError("the public half is damaged") from fault
    if told.strip() != f"fingerprint: {key.fingerprint}":
        raise BackupKeyError("the public half does not have the fingerprint it names")
    return key


def _check(seed: bytes) -> bytes:
    return hashlib.sha256(b"ruangaman backup words 1" + seed).digest()[:1]


def _number(word: str, place: int) -> int:
    found = [number for number, one in enumerate(word_list()) if one == word]
    found = found or [
        number
        for number, one in enumerate(word_list())
        if len(word) >= PREFIX and one.startswith(word)
    ]
    if len(found) != 1:
        raise BackupKeyError(f"word {place} is not in the list")
    return found[0]
