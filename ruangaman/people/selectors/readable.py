"""Teams in which somebody can read what is sent to them now."""

from __future__ import annotations

import uuid

from ruangaman.people.models import Team
from ruangaman.people.selectors.able import able_now
from ruangaman.people.selectors.signed_teams import teams_named

SERVING = (Team.Kind.PSEAH_DESK, Team.Kind.OTHER)
"""Kinds of teams that a pack may offer first to a group of people."""


def ready_teams(kind: str) -> list[Team]:
    """Return the active teams of a kind in which somebody can read, by name."""
    able = {one.team_id for one in able_now() if one.kind == kind}
    if not able:
        return []
    return teams_named(Team.objects.filter(pk__in=able, active=True).order_by("name"))


def teams_serving(group: str) -> list[Team]:
    """Return the active teams for this group of people in which somebody can read, by name."""
    able = {one.team_id for one in able_now() if one.active}
    found = Team.objects.filter(active=True, kind__in=SERVING).exclude(serves=[])
    return teams_named(
        team for team in found.order_by("name") if group in team.serves and team.pk in able
    )


def ready_kinds() -> frozenset[str]:
    """Return the kinds of active teams in which somebody can read."""
    return frozenset(one.kind for one in able_now() if one.active)


def recipient_count(team_id: uuid.UUID) -> int:
    """Return how many people can read what is sent to a team."""
    return len({one.key_id for one in able_now() if one.team_id == team_id})
