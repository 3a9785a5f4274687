"""Make many cases: ``python -m bench.inside.cases COUNT``; prints how many are open.

One in ten is open. The first receiver has a box for each case; hers open for every open case
and for the first closed ones by number, which is all that she is shown. The last receiver has
boxes for a few cases. Everything that the desk's lists do not read is left out.
"""

from __future__ import annotations

import datetime as dt
import random
import secrets
import sys
import uuid
from collections.abc import Iterator
from itertools import product

from django.db import connection, transaction

from bench.inside import answer
from bench.inside.people import RECEIVERS, key_of, seed_of
from ruangaman.core.progress import Bar
from ruangaman.core.shred import shred_keys_make
from ruangaman.core.statements import rows_insert
from ruangaman.lib.sealing import KeyPair, PublicKey
from ruangaman.people.models import Team
from ruangaman.reporting import seals
from ruangaman.reporting.covers import BOX, covers_of
from ruangaman.reporting.models import Box, Report

OPEN_EVERY, SHOWN, FEW = 10, 5_000, 300
CHUNK, AT_ONCE = 50_000, 1000
_LETTERS = "BCDFGHJKLMNPRSTVWXYZ"
_TODAY = dt.date(2026, 1, 5)
_REPORTER = KeyPair(bytes(32)).public


def main(count: int) -> None:
    """Make ``count`` cases. Nothing is measured here, so nothing waits for the disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    team = Team.objects.get(kind=Team.Kind.UPTD_PPA).pk
    keys = [(key_of(n).pk, KeyPair(seed_of(n)).public) for n in (0, RECEIVERS - 1)]
    numbers, shreds, bar = numbers_of(count), shred_keys_make(count), Bar(sys.stderr)
    chosen = Report.teams.through._default_manager.model
    for start in range(0, count, CHUNK):
        with transaction.atomic():
            for first in range(start, min(start + CHUNK, count), AT_ONCE):
                places = range(first, min(first + AT_ONCE, count))
                reports = [report(numbers[place], shreds[place], place) for place in places]
                rows_insert(reports)
                rows_insert([chosen(report_id=one.pk, team_id=team) for one in reports])
                rows_insert(list(boxes(reports, places, keys)))
                bar(places.stop, count)
    bar.close()
    answer({"open": len(range(0, count, OPEN_EVERY))})


def numbers_of(count: int) -> list[str]:
    """Return ``count`` different numbers in their order."""
    heads = ["".join(letters) for letters in product(_LETTERS, repeat=3)]
    picked = random.Random(1).sample(range(len(heads) * 10_000), count)
    return [f"{heads[n // 10_000]}-{n % 10_000:04d}" for n in sorted(picked)]


def report(number: str, shred: bytes, place: int) -> Report:
    """Return a case: open ones wait, are helped, or were answered; due within three months."""
    states = (Report.State.RECEIVED, Report.State.ACKNOWLEDGED, Report.State.SUPPORTED)
    is_open = place % OPEN_EVERY == 0
    due = _TODAY + dt.timedelta(days=place * 7919 % 90)
    return Report(
        id=uuid.UUID(int=random.getrandbits(128), version=4),
        number=number,
        lookup=secrets.token_bytes(16),
        shred=shred,
        reporter=_REPORTER.raw if is_open else b"",
        state=states[place // OPEN_EVERY % 3] if is_open else Report.State.CONCLUDED,
        due_on=due if is_open else None,
        unread=is_open,
        **dict.fromkeys(("answers", "reporter_box", "ledger"), b""),
    )


def boxes(
    reports: list[Report], places: range, keys: list[tuple[uuid.UUID, PublicKey]]
) -> Iterator[Box]:
    """Yield the boxes of both receivers."""
    parts, epoch, covers = frozenset({"needs", "messages"}), seals.Epoch.first(), covers_of(reports)
    for one, place in zip(reports, places, strict=True):
        for (key_id, public), wanted in zip(keys, (True, place < FEW), strict=True):
            if not wanted:
                continue
            shown = place % OPEN_EVERY == 0 or place < SHOWN
            sealed = b"" if not shown else seals.box_for(
                parts, via=bytes(16), to=public, report=one.pk, epoch=epoch, reporter=_REPORTER
            )  # fmt: skip
            covered = covers[one.pk].over(sealed, BOX, key_id.bytes)
            yield Box(report_id=one.pk, recipient_id=key_id, sealed=covered)


if __name__ == "__main__":
    main(int(sys.argv[1]))
