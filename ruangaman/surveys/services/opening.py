"""The opened box: every answer as a few bytes in memory, in an order of its own."""

from __future__ import annotations

import secrets
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction

from ruangaman.core.progress import Count
from ruangaman.lib.ballots import Layout
from ruangaman.lib.opening import Opened, Opener, records_opened
from ruangaman.surveys.models import Ballot, Survey

PIECE = 1_000
FEW = 4 * PIECE
"""Up to so many are opened without processes of their own."""


class Stopped(Exception):
    """The worker was told to stop; the closing waits for the next one."""


@dataclass(slots=True)
class Box:
    """Records of one size behind each other: a stratum and a byte for each item."""

    layout: Layout
    records: bytearray = field(default_factory=bytearray, repr=False)
    unreadable: int = 0

    def __len__(self) -> int:
        """Return how many answers opened."""
        return len(self.records) // self.layout.record

    def shuffled(self) -> Iterator[bytes]:
        """Return all records in an order from the system's randomness (Fisher and Yates)."""
        order = array("I", range(len(self)))
        secrets.SystemRandom().shuffle(order)
        size, view = self.layout.record, memoryview(self.records)
        for at in order:
            yield bytes(view[at * size : (at + 1) * size])


def box_opened(survey: Survey, seed: bytes, *, told: Count, stop: Callable[[], bool]) -> Box:
    """Open every ballot of a survey. What does not open is counted. Raises ``Stopped``."""
    box = Box(Layout.of(survey.definition))
    opener = Opener(seed, survey.pk, box.layout)
    many = Ballot.objects.filter(survey=survey)[: FEW + 1].count() > FEW
    done = 0
    for records, unreadable in _opened(opener, survey, many=many):
        if stop():
            raise Stopped
        box.records += records
        box.unreadable += unreadable
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
