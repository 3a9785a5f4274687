"""What the people of a receiving team say of their load, for whoever leads it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.casework.models import WorkerLoad
from ruangaman.core.rules import days
from ruangaman.people.models import Role, RoleGrant, Team, User

FRESH = "load_stated"
_DAYS = 14


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker as her supervisor sees her. ``band`` is empty while her word is old or missing."""

    user: User
    band: str
    tone: str
    said_on: dt.date | None
    leaves_on: dt.date | None
    handed_on: dt.date | None


_TONES = {"ringan": "done", "sedang": "active", "penuh": "urgent"}


def team_workers(teams: Iterable[Team]) -> dict[uuid.UUID, list[WorkerRow]]:
    """Return the workers of receiving teams by team, by name; none of focal points."""
    grants = RoleGrant.objects.filter(
        team__in=[team.pk for team in teams if team.kind != Team.Kind.FOCAL_POINT],
        role=Role.CASE_WORKER,
        user__is_active=True,
    ).select_related("user")
    said = WorkerLoad.objects.in_bulk([grant.user_id for grant in grants])
    found: dict[uuid.UUID, list[WorkerRow]] = {}
    for grant in grants.order_by("user__name"):
        if grant.team_id:
            row = _row(grant.user, said.get(grant.user_id))
            found.setdefault(grant.team_id, []).append(row)
    return found


def own_load(user_id: uuid.UUID) -> WorkerLoad | None:
    """Return her own word, or None."""
    return WorkerLoad.objects.filter(pk=user_id).first()


def _row(user: User, said: WorkerLoad | None) -> WorkerRow:
    if said is None:
        return WorkerRow(user, "", "", None, None, None)
    oldest = timezone.localdate() - dt.timedelta(days=days(FRESH, default=_DAYS))
    fresh = bool(said.said_on and said.said_on >= oldest)
    band = said.get_band_display() if fresh else ""
    tone = _TONES.get(said.band, "") if fresh else ""
    return WorkerRow(user, band, tone, said.said_on, said.leaves_on, said.handed_on)
