"""Sealed lines as desks and contacts leave them, invented, and the way to a draft."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from ruangaman.lib.pack import read_pack
from ruangaman.lib.statistics import (
    CodedRecord as Line,
)
from ruangaman.lib.statistics import (
    StatisticsKey,
    queue_cover,
    record_id,
    record_seal,
)
from ruangaman.oversight.models import Draft
from ruangaman.oversight.semesters import Semester, semester_now
from ruangaman.oversight.services.content import oversight_contents_write
from ruangaman.oversight.services.counting import drafts_count
from ruangaman.oversight.services.opening import half_give
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.models import CodedRecord
from tests.world import World

HOLDERS = ("ratih", "bayu")
PACK = Path(__file__).resolve().parents[3] / "packs/ntt"


def over() -> Semester:
    """Return a semester that may be opened on any day."""
    return semester_now().before.before


def grid_loaded() -> None:
    """Load what the pack says about oversight."""
    oversight_contents_write(oversight=read_pack(PACK).oversight)


def put(
    fields: Mapping[str, Any],
    *,
    to: StatisticsKey | None = None,
    seed: bytes | None = None,
    version: int = 1,
) -> bytes:
    """Put one line into the queue, and return the seed under which a later one corrects it."""
    if to is None:
        adopted = statistics_key()
        assert adopted
        to = adopted.key
    seed = seed or secrets.token_bytes(32)
    sealed = record_seal(Line(record_id(seed), version, fields), to=to)
    CodedRecord.objects.create(sealed=queue_cover(sealed, server_secret=settings.SEAL_SECRET))
    return seed


def record(month: str, kind: str = "rape", sex: str = "female", **more: Any) -> dict[str, Any]:
    """Return the fields of a coded record."""
    return {"v": 2, "told": month, "type": kind, "sex": sex, "age": "18_24", **more}


def filled(counts: Iterable[tuple[str, str, int]], month: str) -> None:
    """Put so many records of each kind and sex into the queue."""
    for kind, sex, count in counts:
        for _ in range(count):
            put(record(month, kind, sex))


def counted(world: World, semester: Semester) -> Draft:
    """Let both holders give, and the worker count."""
    for name in HOLDERS:
        half_give(reader=world.reader(name), semester=semester)
    assert drafts_count() == 1
    return Draft.objects.get(semester=semester.key)
