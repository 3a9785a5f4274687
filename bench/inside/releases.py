"""A semester's figures: ``N`` seals N records, opens them all, and protects the grid.

Records are invented, each sealed by itself; a quarter as many contacts, an eighth answers. What is
timed is what the worker does once both halves are there.
"""

from __future__ import annotations

import random
import secrets
import sys
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction

from bench.inside import answer
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.statistics import (
    CodedRecord as Line,
)
from ruangaman.lib.statistics import (
    Half,
    StatisticsKey,
    queue_cover,
    record_id,
    record_seal,
)
from ruangaman.oversight.grid import Body, Grid, grid
from ruangaman.oversight.semesters import Semester, semester_now
from ruangaman.oversight.services.counting import protected_of
from ruangaman.reporting.models import CodedRecord
from ruangaman.reporting.services.lines import lines_opened

PIECE = 2_000
SEED = 8
_OF = {"contacts": "contact", "answers": "feedback", "incidents": "incident"}


def measure(count: int) -> None:
    """Fill the queue, then open, count and protect; print seconds and what was published."""
    seeds = (secrets.token_bytes(32), secrets.token_bytes(32))
    key = StatisticsKey.of(*(Half(uuid.uuid4(), KeyPair(seed).public) for seed in seeds))
    semester, tables = semester_now().before, grid()
    _fill(_lines(tables, semester, count), key)
    told: list[int] = []
    begun = time.monotonic()
    lines = lines_opened([seeds], told=lambda done, _total: told.append(done), stop=lambda: False)
    opened = time.monotonic()
    protected = protected_of(tables, lines, semester, told=lambda done, _of: told.append(done))
    ended = time.monotonic()
    answer(
        {
            "seconds": ended - begun,
            "opening": opened - begun,
            "protecting": ended - opened,
            "wrong": abs(len(lines.newest) - CodedRecord.objects.count()) + lines.unopened,
            "share": protected.report.share,
            "narrowest": protected.report.narrowest or 0,
            "told": len(told),
        }
    )


def _fill(lines: Iterator[dict[str, Any]], key: StatisticsKey) -> None:
    while piece := list(islice(lines, PIECE)):
        with transaction.atomic():
            CodedRecord.objects.bulk_create(
                CodedRecord(
                    sealed=queue_cover(
                        record_seal(Line(record_id(secrets.token_bytes(32)), 1, fields), to=key),
                        server_secret=settings.SEAL_SECRET,
                    )
                )
                for fields in piece
            )


def _lines(grid: Grid, semester: Semester, count: int) -> Iterator[dict[str, Any]]:
    rng = random.Random(SEED)
    axes = {
        kind: {
            axis["field"]: axis
            for body in grid.tables
            if body["counts"] == kind
            for axis in body["axes"]
        }
        for kind in grid.kinds()
    }
    for _ in range(count):
        month = rng.choice(semester.months)
        yield {"told": month, **_drawn(rng, axes["records"])}
    for _ in range(count // 4):
        soon, referred = rng.random() < 0.3, rng.random() < 0.5
        yield {
            "of": "contact",
            "told": rng.choice(semester.months),
            "end": rng.choice(("informasi", "rujukan", "serah", "telepon")),
            "referred": referred,
            "within_72_hours": soon,
            "doctor": rng.random() < 0.5,
            "reached": rng.choice(("", "ya", "belum", "tidak_mau")),
        }
    for _ in range(count // 8):
        month = rng.choice(semester.months)
        yield {"of": "feedback", "month": month, **_drawn(rng, axes["answers"])}


def _drawn(rng: random.Random, axes: Mapping[str, Body]) -> dict[str, Any]:
    """Draw a value for each field: the first codes of an axis are more frequent, as in life."""
    found: dict[str, Any] = {}
    for field, axis in axes.items():
        values: Sequence[str] = [value for code in axis["codes"] for value in code["of"]]
        weights = [1 / (place + 1) ** 2 for place in range(len(values))]
        drawn = rng.choices(values, weights, k=2 if axis["many"] else 1)
        found[field] = sorted(set(drawn)) if axis["many"] else drawn[0]
    return found


if __name__ == "__main__":
    measure(int(sys.argv[1]))
