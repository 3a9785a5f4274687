"""The opened box: every answer as a few bytes, on piles that give them back in no order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from ruangaman.core.progress import Count
from ruangaman.lib.ballots import Layout
from ruangaman.lib.opening import Opened, Opener, records_opened
from ruangaman.lib.piles import Piles
from ruangaman.surveys.models import Ballot, Survey

PIECE = 1_000
FEW = 4 * PIECE
"""Up to so many are opened without processes of their own."""


class Stopped(Exception):
    """The worker was told to stop; the closing waits for the next one."""


@dataclass(slots=True)
class Box:
    """Records of one size, a stratum and a byte for each item, on piles."""

    layout: Layout
    piles: Piles
    unreadable: int = 0

    def __len__(self) -> int:
        """Return how many answers opened."""
        return len(self.piles)

    def add(self, records: bytes, unreadable: int) -> None:
        """Take records behind each other, and how many ballots did not open."""
        size = self.layout.record
        for at in range(0, len(records), size):
            self.piles.add(records[at : at + size])
        self.unreadable += unreadable


def box_opened(
    survey: Survey, seed: bytes, *, into: Piles, told: Count, stop: Callable[[], bool]
) -> Box:
    """Open every ballot of a survey. What does not open is counted. Raises ``Stopped``."""
    box = Box(Layout.of(survey.definition), into)
    opener = Opener(seed, survey.pk, box.layout)
    many = Ballot.objects.filter(survey=survey)[: FEW + 1].count() > FEW
    for records, unreadable in _opened(opener, survey, many=many):
        if stop():
            raise Stopped
        box.add(records, unreadable)
        done = len(box) + box.unreadable
        told(done, done)
    return box


def _opened(opener: Opener, survey: Survey, *, many: bool) -> Iterator[Opened]:
    if many:
        return records_opened(opener, _pieces(survey))
    return (opener.records(piece) for piece in _pieces(survey))


def _pieces(survey: Survey) -> Iterator[list[bytes]]:
    """Return the ballots as they lie: what is made of them is shuffled, and no index is read."""
    sealed = Ballot.objects.filter(survey=survey).values_list("sealed", flat=True)
    with transaction.atomic():
        rows = iter(sealed.iterator(chunk_size=PIECE))
        while piece := [bytes(one) for one in islice(rows, PIECE)]:
            yield piece
