"""How often each code of each item was chosen in each stratum, counted while answers pass by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ruangaman.lib.ballots import STRATUM_BYTES, Layout
from ruangaman.surveys.models import Survey, Tally

_HELD = 64 * 1024
"""Bytes of a stratum that are held behind each other, so that a column is a slice."""


class Tallies:
    """Counts records."""

    def __init__(self, layout: Layout) -> None:
        """Count answers to the items of ``layout``."""
        self._layout = layout
        self._held = defaultdict[int, bytearray](bytearray)
        self._chosen = Counter[tuple[int, int, int]]()
        self._answered = Counter[int]()

    def add(self, record: bytes) -> None:
        """Count a record."""
        stratum = 256 * record[0] + record[1]
        held = self._held[stratum]
        held += record
        if len(held) >= _HELD:
            self._count(stratum)

    @property
    def answered(self) -> dict[int, int]:
        """How many answers each stratum gave."""
        self._count_all()
        return dict(self._answered)

    def rows(self, survey: Survey) -> Iterator[Tally]:
        """Return what was chosen at least once, as rows."""
        self._count_all()
        for (stratum, at, place), count in sorted(self._chosen.items()):
            item, codes = self._layout.items[at]
            code = codes[place - 1]
            yield Tally(survey=survey, stratum=stratum, item=item, code=code, count=count)

    def _count_all(self) -> None:
        for stratum in self._held:
            self._count(stratum)

    def _count(self, stratum: int) -> None:
        held, size = self._held[stratum], self._layout.record
        self._answered[stratum] += len(held) // size
        for at, (_, codes) in enumerate(self._layout.items):
            column = held[STRATUM_BYTES + at :: size]
            for place in range(1, len(codes) + 1):
                if count := column.count(place):
                    self._chosen[stratum, at, place] += count
        held.clear()
