"""Make many cases: ``python -m bench.inside.cases COUNT``; prints how many are open.

One in ten is open. The first receiver has a box for each case, the last one for the first few.
Boxes are real where a page of ``desk`` opens them; elsewhere as many bytes that open for nobody
stand in an open case, and none in a closed one. What the desk's lists do not read is left out:
messages, part keys, the boxes of other receivers.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import secrets
import sys
import uuid
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from django.db import connection, transaction

from bench.inside import answer
from bench.inside.bulk import bulk_insert, quick
from bench.inside.people import RECEIVERS, key_of, seed_of
from ruangaman.core.progress import Bar
from ruangaman.core.shred import shred_keys, shred_keys_make
from ruangaman.lib.sealing import KeyPair, PublicKey
from ruangaman.people.models import Team
from ruangaman.reporting import seals
from ruangaman.reporting.covers import BOX, Cover
from ruangaman.reporting.models import Box, Report

OPEN_EVERY, FEW, DAYS = 10, 300, 90
PICKED, AHEAD = 40, 120
"""So many open cases are looked for, and so many boxes behind each place are real."""

STATES = (Report.State.RECEIVED, Report.State.ACKNOWLEDGED, Report.State.SUPPORTED)
_CHUNK = 50_000
_LETTERS = "BCDFGHJKLMNPRSTVWXYZ"
_TODAY = dt.date(2026, 1, 5)
_REPORTER = KeyPair(bytes(32)).public


@dataclass(frozen=True)
class Places:
    """The cases by their place in the order of numbers, as every process of a run knows them."""

    count: int

    @cached_property
    def numbers(self) -> list[str]:
        """Different numbers, in their order."""
        heads = ["".join(letters) for letters in product(_LETTERS, repeat=3)]
        picked = random.Random(1).sample(range(len(heads) * 10_000), self.count)
        return [f"{heads[n // 10_000]}-{n % 10_000:04d}" for n in sorted(picked)]

    @cached_property
    def open(self) -> list[int]:
        """Places of the open cases, as the list has them: by due day and number."""
        return sorted(range(0, self.count, OPEN_EVERY), key=lambda place: (self.due(place), place))

    @cached_property
    def looked_for(self) -> list[int]:
        """Open places that the pages begin at, and that are searched for."""
        most = min(PICKED, len(self.open))
        return random.Random(2).sample(self.open, most)

    def due(self, place: int) -> int:
        """The day on which an answer is due, counted from the first one."""
        return place // OPEN_EVERY * 7919 % DAYS

    def state(self, place: int) -> str:
        """Open ones wait, are answered or are helped."""
        is_open = place % OPEN_EVERY == 0
        return STATES[place // OPEN_EVERY % 3] if is_open else Report.State.CONCLUDED

    def shown(self) -> set[int]:
        """Return the places whose boxes some page opens."""
        found = {*range(min(FEW, self.count)), *self.open[:AHEAD]}
        found |= {n for n in range(min(2 * AHEAD, self.count)) if n % OPEN_EVERY}
        helped = (n for n in self.open if self.state(n) == Report.State.SUPPORTED)
        found.update(islice(helped, AHEAD))
        for place in self.looked_for:
            behind = self.open.index(place)
            found.update(self.open[behind : behind + AHEAD])
            for length in (1, 3, 8):
                found.update(self._beginning(self.numbers[place][:length]))
        return found

    def _beginning(self, text: str) -> Iterator[int]:
        first = bisect_left(self.numbers, text)
        for place in range(first + -first % OPEN_EVERY, self.count, OPEN_EVERY)[:AHEAD]:
            if self.numbers[place].startswith(text):
                yield place


def main(count: int) -> None:
    """Make ``count`` cases. Nothing is measured here, so nothing waits for the disk."""
    quick()
    places, bar = Places(count), Bar(sys.stderr)
    team = Team.objects.get(kind=Team.Kind.UPTD_PPA).pk
    keys = [(key_of(n).pk, KeyPair(seed_of(n)).public) for n in (0, RECEIVERS - 1)]
    shreds, shown = shred_keys_make(count), places.shown()
    order = random.Random(3).sample(range(count), count)
    ids = sorted(uuid.UUID(bytes=os.urandom(16), version=4) for _ in range(count))
    cases = list(zip(ids, order, shreds, strict=True))
    for start in range(0, count, _CHUNK):
        some = cases[start : start + _CHUNK]
        with transaction.atomic():
            reports_write(places, some)
            through = Report.teams.through._default_manager.model(team_id=team)
            bulk_insert(through, ("report_id",), ((pk,) for pk, _place, _shred in some))
            boxes_write(keys, some, shown)
        bar(start + len(some), count)
    bar.close()
    _analysed()
    answer({"open": len(places.open), "real": len(shown)})


Case = tuple[uuid.UUID, int, bytes]


def reports_write(places: Places, some: Sequence[Case]) -> None:
    """Write the open columns, and the sealed ones empty."""
    empty = dict.fromkeys(("answers", "reporter_box", "ledger"), b"")
    like = Report(recovery_box=b"", **empty)
    given = ("id", "number", "lookup", "shred", "reporter", "state", "due_on", "unread")

    def rows() -> Iterator[tuple[object, ...]]:
        for pk, place, shred in some:
            is_open = place % OPEN_EVERY == 0
            due = _TODAY + dt.timedelta(days=places.due(place)) if is_open else None
            reporter = _REPORTER.raw if is_open else b""
            yield (pk, places.numbers[place], secrets.token_bytes(16), shred, reporter,
                   str(places.state(place)), due, is_open)  # fmt: skip

    bulk_insert(like, given, rows())


def boxes_write(
    keys: list[tuple[uuid.UUID, PublicKey]], some: Sequence[Case], shown: Collection[int]
) -> None:
    """Write the boxes of both receivers."""
    (busy, _), (quiet, _) = keys
    real = {(key, pk): sealed for key, pk, sealed in _real(keys, some, shown)}
    size = len(next(iter(real.values()), b""))

    def rows() -> Iterator[tuple[object, ...]]:
        for pk, place, _shred in some:
            for key in (busy, quiet) if place < FEW else (busy,):
                sealed = real.get((key, pk))
                if sealed is None:
                    sealed = os.urandom(size) if place % OPEN_EVERY == 0 else b""
                yield uuid.uuid4(), pk, key, sealed

    bulk_insert(Box(sealed=b""), ("id", "report_id", "recipient_id", "sealed"), rows())


def _real(
    keys: list[tuple[uuid.UUID, PublicKey]], some: Sequence[Case], shown: Collection[int]
) -> Iterator[tuple[uuid.UUID, uuid.UUID, bytes]]:
    wanted = [one for one in some if one[1] in shown]
    parts, epoch = frozenset({"needs", "messages"}), seals.Epoch.first()
    covering = shred_keys([shred for _pk, _place, shred in wanted])
    for pk, place, shred in wanted:
        for key_id, public in keys if place < FEW else keys[:1]:
            sealed = seals.box_for(
                parts, via=bytes(16), to=public, report=pk, epoch=epoch, reporter=_REPORTER
            )
            covered = Cover(pk, covering[shred]).over(sealed, BOX, key_id.bytes)
            yield key_id, pk, covered


def _analysed() -> None:
    """Let the database know its tables, as it does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(int(sys.argv[1]))
