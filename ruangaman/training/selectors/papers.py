"""The tests of an event as its organisers see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from ruangaman.training.models import Event, Paper

SLUGS = {Paper.Kind.PRE: "awal", Paper.Kind.POST: "akhir", Paper.Kind.FOLLOW_UP: "lanjutan"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A kind of test; ``paper`` is None while it is not made. ``begun`` and ``ended`` count."""

    kind: str
    slug: str
    label: Any
    paper: Paper | None
    is_open: bool = False
    is_over: bool = False
    begun: int = 0
    ended: int = 0


def papers_of(event: Event, *, at: dt.datetime) -> list[PaperRow]:
    """Return all three kinds, made or not (one query)."""
    rows = Paper.objects.filter(event=event).annotate(
        begun=Count("sittings", filter=Q(sittings__attempt=1)),
        ended=Count("sittings", filter=Q(sittings__attempt=1, sittings__ended_at__isnull=False)),
    )
    there = {row.kind: row for row in rows}
    found = []
    for kind in Paper.Kind:
        row = there.get(kind)
        if row is None:
            found.append(PaperRow(kind, SLUGS[kind], kind.label, None))
            continue
        found.append(
            PaperRow(
                kind,
                SLUGS[kind],
                kind.label,
                row,
                is_open=row.opens_at <= at < row.closes_at,
                is_over=at >= row.closes_at,
                begun=row.begun,
                ended=row.ended,
            )
        )
    return found
