"""What a box holds: the seeds of just the parts its owner may open, in equal size for everyone.

A box never says in the open whom it leaves out: an unallowed person's box has the same size
and holds no seed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ruangaman.lib.sealing import PUBLIC_BYTES, SEED_BYTES, KeyPair, PublicKey, SealError

PARTS = ("needs", "account", "identity", "messages")
_SLOT = 1 + SEED_BYTES
_HEAD = PUBLIC_BYTES + 16
_PURPOSE = "box"
IN_PERSON = bytes(16)


@dataclass(frozen=True, slots=True)
class BoxContent:
    """Who reports (the key that signs as the reporter) and the seed of each allowed part.

    ``via`` is the 16-byte id of the team through which the parts came; zeros: in person.
    """

    reporter: PublicKey
    seeds: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    via: bytes = IN_PERSON

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that can be opened, in their fixed order."""
        return tuple(part for part in PARTS if part in self.seeds)

    def only(self, parts: frozenset[str]) -> BoxContent:
        """Return the same box reduced to ``parts``."""
        kept = {part: seed for part, seed in self.seeds.items() if part in parts}
        return BoxContent(self.reporter, kept, self.via)


def new_seeds() -> dict[str, bytes]:
    """Return a fresh random seed for each part: one epoch."""
    return {part: secrets.token_bytes(SEED_BYTES) for part in PARTS}


def seal_box(content: BoxContent, *, to: PublicKey, report: bytes, epoch: int) -> bytes:
    """Seal a box; the result has the same length whatever it allows."""
    slots = [
        b"\x01" + content.seeds[part] if part in content.seeds else bytes(_SLOT) for part in PARTS
    ]
    plain = content.reporter.raw + content.via + b"".join(slots)
    return to.seal(plain, purpose=_PURPOSE, context=_context(report, epoch))


def open_box(sealed: bytes, key: KeyPair, *, report: bytes, epoch: int) -> BoxContent:
    """Open a box, or raise ``SealError``."""
    plain = key.open(sealed, purpose=_PURPOSE, context=_context(report, epoch))
    if len(plain) != _HEAD + _SLOT * len(PARTS):
        raise SealError("box: wrong length")
    seeds = {}
    for number, part in enumerate(PARTS):
        start = _HEAD + number * _SLOT
        if plain[start] == 1:
            seeds[part] = plain[start + 1 : start + _SLOT]
    return BoxContent(PublicKey(plain[:PUBLIC_BYTES]), seeds, plain[PUBLIC_BYTES:_HEAD])


def _context(report: bytes, epoch: int) -> tuple[bytes, bytes]:
    return report, epoch.to_bytes(4, "big")
