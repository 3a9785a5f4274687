"""The whole queue of coded records opened for a release: the newest line of each, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings
from django.db import transaction

from ruangaman.lib.coded_opening import CodedOpener, Pairs, Piece
from ruangaman.lib.statistics import CodedRecord as Line
from ruangaman.reporting.models import CodedRecord

PIECE = 1_000
FEW = 2 * PIECE
"""Up to so many rows are opened without processes of their own."""

Told = Callable[[int, int], None]


class Stopped(Exception):
    """The worker was told to stop; whoever waits is served by the next one."""


@dataclass(slots=True)
class Lines:
    """The newest line of each report, contact, answer or incident; those taken back are empty.

    ``unopened``: whether some rows of this server opened with no key that was given.
    """

    newest: dict[str, Line] = field(default_factory=dict, repr=False)
    unopened: bool = False

    def __iter__(self) -> Iterator[Line]:
        """Return the lines that say something."""
        return (one for one in self.newest.values() if one.fields)

    def take(self, found: Piece) -> None:
        """Take what a piece of the queue opened to."""
        records, unopened, _ = found
        self.unopened = self.unopened or unopened > 0
        for one in records:
            before = self.newest.get(one.id)
            if before is None or one.version > before.version:
                self.newest[one.id] = one


def lines_opened(
    pairs: Pairs, *, told: Told, stop: Callable[[], bool], processes: int | None = None
) -> Lines:
    """Open every row with the first pair of seeds that fits. Raises ``Stopped``, ``OpenerEnded``.

    A row that this server did not write is left out: whoever writes into the database is not
    counted, and neither stops nor marks a release.
    """
    lines, total, done = Lines(), CodedRecord.objects.count(), 0
    opener = CodedOpener.of(pairs, server_secret=settings.SEAL_SECRET)
    pieces = _pieces()
    answers = (
        opener.pieces(pieces, processes=processes)
        if total > FEW
        else (opener.piece(piece) for piece in pieces)
    )
    for found in answers:
        if stop():
            raise Stopped
        lines.take(found)
        done = min(total, done + PIECE)
        told(done, total)
    return lines


def _pieces() -> Iterator[list[bytes]]:
    with transaction.atomic():
        rows = iter(CodedRecord.objects.values_list("sealed", flat=True).iterator(PIECE))
        while piece := [bytes(one) for one in islice(rows, PIECE)]:
            yield piece
