"""A participant's own tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ruangaman.core.clock import now
from ruangaman.lib.testing import percent
from ruangaman.training.models import Event, Paper, Participant, Sitting
from ruangaman.training.selectors.sittings import Standing, standing


@dataclass(frozen=True, slots=True)
class Mine:
    """A test of hers, and each ended sitting with its percent."""

    standing: Standing
    ended: list[tuple[Sitting, int]]


def papers_mine(mine: Sequence[Participant]) -> list[Mine]:
    """Return the tests of somebody's participations, the newest event first."""
    by_event: dict[UUID, Participant] = {one.event_id: one for one in mine}
    papers = (
        Paper.objects.filter(event__in=by_event)
        .exclude(event__state=Event.State.DRAFT)
        .select_related("event")
        .order_by("-event__first", "opens_at")
    )
    sittings: dict[UUID, list[Sitting]] = defaultdict(list)
    for row in Sitting.objects.filter(participant__in=mine).order_by("attempt"):
        sittings[row.paper_id].append(row)
    at, rows = now(), []
    for paper in papers:
        own = sittings[paper.pk]
        ended = [(one, percent(one.right or 0, one.total)) for one in own if one.ended_at]
        found = standing(paper, by_event[paper.event_id], at=at, sittings=own)
        rows.append(Mine(found, ended))
    return rows
