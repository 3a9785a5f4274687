"""Opening many coded records in processes of their own (``lib.askers``).

``python -m ruangaman.lib.coded_opening`` reads a head (the key of the queue's cover, and pairs of
seeds) and then pieces of covered rows, and answers each piece with what opened, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ruangaman.lib.askers import asker_answered, pieces_answered
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, SealError
from ruangaman.lib.statistics import CodedRecord, queue_key, record_open, row_uncover

Pairs = Sequence[tuple[bytes, bytes]]
"""Seeds of both halves: of the key in force first, then of earlier ones."""

Piece = tuple[list[CodedRecord], int, int]
"""What opened, how many rows open with no pair, and how many this server did not write."""


@dataclass(frozen=True, slots=True)
class CodedOpener:
    """What opens covered rows: with the first pair of seeds that fits."""

    cover: bytes = field(repr=False)
    pairs: Pairs = field(repr=False)

    @classmethod
    def of(cls, pairs: Pairs, *, server_secret: bytes) -> CodedOpener:
        """Open rows of this server."""
        return cls(queue_key(server_secret), tuple(pairs))

    def piece(self, rows: Iterable[bytes]) -> Piece:
        """Open rows here."""
        keys = [(KeyPair(one), KeyPair(other)) for one, other in self.pairs]
        found: list[CodedRecord] = []
        unopened = foreign = 0
        for row in rows:
            try:
                sealed = row_uncover(row, self.cover)
            except SealError:
                foreign += 1
                continue
            record = _opened(sealed, keys)
            if record is None:
                unopened += 1
            else:
                found.append(record)
        return found, unopened, foreign

    def pieces(
        self, pieces: Iterable[Sequence[bytes]], *, processes: int | None = None
    ) -> Iterator[Piece]:
        """Open pieces in some processes at once (None: as many as serve)."""
        module = "ruangaman.lib.coded_opening"
        for answer in pieces_answered(module, self._head(), pieces, processes=processes):
            said = json.loads(answer)
            yield [CodedRecord(*one) for one in said[0]], said[1], said[2]

    def _head(self) -> bytes:
        return self.cover + b"".join(one + other for one, other in self.pairs)


def _opened(sealed: bytes, keys: list[tuple[KeyPair, KeyPair]]) -> CodedRecord | None:
    for at, pair in enumerate(keys):
        try:
            found = record_open(sealed, pair)
        except SealError:
            continue
        keys.insert(0, keys.pop(at))  # the next row is most likely of the same key
        return found
    return None


def _told(head: bytes) -> Callable[[Iterable[bytes]], bytes]:
    seeds = [head[at : at + SEED_BYTES] for at in range(SEED_BYTES, len(head), SEED_BYTES)]
    opener = CodedOpener(head[:SEED_BYTES], list(zip(seeds[::2], seeds[1::2], strict=True)))

    def answer(rows: Iterable[bytes]) -> bytes:
        found, unopened, foreign = opener.piece(rows)
        records = [(one.id, one.version, dict(one.fields)) for one in found]
        return json.dumps((records, unopened, foreign), separators=(",", ":")).encode()

    return answer


if __name__ == "__main__":
    asker_answered(_told)
