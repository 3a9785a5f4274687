"""A participant's own tests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from ruangaman.core.clock import now
from ruangaman.lib.testing import percent
from ruangaman.network.models import Person
from ruangaman.training.access import participations_of
from ruangaman.training.models import Event, Paper, Participant, Sitting
from ruangaman.training.selectors.sittings import Standing, standing


@dataclass(frozen=True, slots=True)
class Mine:
    """A test of hers, and each ended sitting with its percent."""

    standing: Standing
    ended: list[tuple[Sitting, int]]


def papers_mine(request: HttpRequest) -> tuple[list[Mine], Person | None]:
    """Return the tests of whoever asks, the newest first, and who it is (three queries)."""
    mine = list(participations_of(request))
    if not mine:
        return [], None
    by_event: dict[UUID, Participant] = {one.event_id: one for one in mine}
    papers = (
        Paper.objects.filter(event__in=by_event)
        .exclude(event__state__in=[Event.State.DRAFT])
        .select_related("event")
        .order_by("-event__first", "opens_at")
    )
    sittings: dict[tuple[UUID, UUID], list[Sitting]] = defaultdict(list)
    for row in Sitting.objects.filter(participant__in=mine).order_by("attempt"):
        sittings[row.paper_id, row.participant_id].append(row)
    at = now()
    rows = []
    for paper in papers:
        who = by_event[paper.event_id]
        own = sittings[paper.pk, who.pk]
        ended = [(one, percent(one.right or 0, one.total)) for one in own if one.ended_at]
        rows.append(Mine(standing(paper, who, at=at, sittings=own), ended))
    return rows, mine[0].person
