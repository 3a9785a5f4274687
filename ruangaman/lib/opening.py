"""Opening many ballots in processes of their own (``lib.askers``).

``python -m ruangaman.lib.opening`` reads a head (seed, survey, layout) and then pieces of ballots,
and answers each piece with the records that opened.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ruangaman.lib.askers import LENGTH, OpenerEnded, asker_answered, pieces_answered
from ruangaman.lib.ballots import BallotFault, Layout, ballot_open
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, SealError

__all__ = ["Opened", "Opener", "OpenerEnded", "records_opened"]

Opened = tuple[bytes, int]
"""Records of one size behind each other, and how many ballots did not open."""


@dataclass(frozen=True, slots=True)
class Opener:
    """What opens the ballots of one survey."""

    seed: bytes
    survey: uuid.UUID
    layout: Layout

    def records(self, sealed: Iterable[bytes]) -> Opened:
        """Open ballots here."""
        key, found, unreadable = KeyPair(self.seed), bytearray(), 0
        for one in sealed:
            try:
                found += ballot_open(one, key, survey=self.survey, layout=self.layout)
            except (SealError, BallotFault):
                unreadable += 1
        return bytes(found), unreadable

    def head(self) -> bytes:
        """Return what a process has to be told first."""
        return self.seed + self.survey.bytes + json.dumps(self.layout.items).encode()

    @classmethod
    def told(cls, head: bytes) -> Opener:
        """Read what a process was told."""
        seed, survey = head[:SEED_BYTES], head[SEED_BYTES : SEED_BYTES + 16]
        items = json.loads(head[SEED_BYTES + 16 :])
        layout = Layout(tuple((key, tuple(codes)) for key, codes in items))
        return cls(seed, uuid.UUID(bytes=survey), layout)


def records_opened(
    opener: Opener, pieces: Iterable[Sequence[bytes]], *, processes: int | None = None
) -> Iterator[Opened]:
    """Open pieces of ballots in some processes at once (None: as many as serve).

    Raises ``OpenerEnded``.
    """
    module = "ruangaman.lib.opening"
    for answer in pieces_answered(module, opener.head(), pieces, processes=processes):
        yield answer[LENGTH.size :], LENGTH.unpack_from(answer)[0]


def _told(head: bytes) -> Callable[[Iterable[bytes]], bytes]:
    opener = Opener.told(head)

    def answer(sealed: Iterable[bytes]) -> bytes:
        records, unreadable = opener.records(sealed)
        return LENGTH.pack(unreadable) + records

    return answer


if __name__ == "__main__":
    asker_answered(_told)
