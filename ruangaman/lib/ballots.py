"""Sealed answers of an anonymous survey: one size for all, opened only by two together.

A ballot is sealed (HPKE) to the survey's own key. The seed of that key is a sum (XOR) of two
halves, each of which alone is random bytes. What stands in a ballot is one byte for each item: 0
for "left out", or the place of the chosen code, and the stratum before them. So every ballot of
a survey has the same size, and nothing but choices fits into it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import gt
from typing import Any

from ruangaman.lib.sealing import SEED_BYTES, KeyPair, PublicKey, SealError

_PURPOSE = "survey ballot"
_FORMAT = 1
_HEAD = struct.Struct(">BH")
_STEP = 64
STRATUM_BYTES = 2
"""How many bytes of a record say of which stratum it is."""

_FIXED = {
    "agree": ("1", "2", "3", "4", "5"),
    "behaviour": ("never", "once", "few", "many"),
    "crosswise": ("same", "one"),
}
_MOST_CODES = 255

Answers = Mapping[str, str]


class BallotFault(ValueError):
    """Answers that the survey does not ask for, or bytes that are no answers."""


@dataclass(frozen=True)
class Layout:
    """What a survey asks: the codes of each item, in the order of the definition."""

    items: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, definition: Mapping[str, Any]) -> Layout:
        """Read a definition; ``BallotFault`` for a key twice, or codes that do not fit."""
        found = tuple(
            (str(item["key"]), codes_of(item))
            for section in definition["sections"]
            for item in section["items"]
        )
        if len(dict(found)) != len(found):
            raise BallotFault("an item stands twice")
        if any(not 0 < len(set(codes)) == len(codes) <= _MOST_CODES for _, codes in found):
            raise BallotFault("codes")
        return cls(found)

    @cached_property
    def size(self) -> int:
        """How many bytes every ballot has before it is sealed."""
        bare = _HEAD.size + len(self.items)
        return bare + (-bare % _STEP)

    @cached_property
    def record(self) -> int:
        """How many bytes an opened ballot takes: stratum and items."""
        return STRATUM_BYTES + len(self.items)

    @cached_property
    def digest(self) -> bytes:
        """What a ballot is bound to: another list of items or codes does not open it."""
        return hashlib.sha256(json.dumps(self.items).encode()).digest()

    @cached_property
    def _most(self) -> bytes:
        return bytes(len(codes) for _, codes in self.items)

    def packed(self, stratum: int, answers: Answers) -> bytes:
        """Return answers as bytes; ``BallotFault`` for an item or a code that is not asked."""
        known = dict(self.items)
        if any(answers[key] not in known.get(key, ()) for key in answers):
            raise BallotFault("not asked")
        places = (1 + codes.index(answers[k]) if k in answers else 0 for k, codes in self.items)
        plain = _HEAD.pack(_FORMAT, stratum) + bytes(places)
        return plain.ljust(self.size, b"\0")

    def recorded(self, plain: bytes) -> bytes:
        """Return the record of an opened ballot, or raise ``BallotFault`` for what is none."""
        end = _HEAD.size + len(self.items)
        if len(plain) != self.size or plain[0] != _FORMAT or any(plain[end:]):
            raise BallotFault("shape")
        if any(map(gt, plain[_HEAD.size : end], self._most)):
            raise BallotFault("code")
        return plain[1:end]

    def read(self, record: bytes) -> tuple[int, dict[str, str]]:
        """Return stratum and answers of a record."""
        answers = {
            key: codes[place - 1]
            for place, (key, codes) in zip(record[STRATUM_BYTES:], self.items, strict=True)
            if place
        }
        return int.from_bytes(record[:STRATUM_BYTES]), answers


def codes_of(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes that may answer an item."""
    if item["kind"] == "choice":
        return tuple(str(option["code"]) for option in item["options"])
    if item["kind"] not in _FIXED:
        raise BallotFault("kind")
    return _FIXED[item["kind"]]


def halves_new() -> tuple[bytes, bytes]:
    """Return two halves of a fresh seed."""
    return secrets.token_bytes(SEED_BYTES), secrets.token_bytes(SEED_BYTES)


def halves_joined(one: bytes, other: bytes) -> bytes:
    """Return the seed of two halves, in whatever order; ``ValueError`` for other lengths."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def ballot_seal(plain: bytes, *, to: bytes, survey: uuid.UUID, layout: Layout) -> bytes:
    """Seal packed answers to the survey's public key."""
    return PublicKey(to).seal(plain, purpose=_PURPOSE, context=(survey.bytes, layout.digest))


def ballot_open(sealed: bytes, key: KeyPair, *, survey: uuid.UUID, layout: Layout) -> bytes:
    """Return the record of a ballot, or raise ``SealError`` or ``BallotFault``."""
    plain = key.open(sealed, purpose=_PURPOSE, context=(survey.bytes, layout.digest))
    return layout.recorded(plain)


__all__ = [
    "STRATUM_BYTES",
    "Answers",
    "BallotFault",
    "Layout",
    "SealError",
    "ballot_open",
    "ballot_seal",
    "codes_of",
    "halves_joined",
    "halves_new",
]
