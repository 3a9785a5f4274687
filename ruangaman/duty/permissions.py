"""Who sees rosters and who keeps them. Members of a team see it, its supervisor keeps it."""

from __future__ import annotations

from django.db.models import QuerySet

from ruangaman.people.access import role_required
from ruangaman.people.labels import TEAM_READERS
from ruangaman.people.models import Role, Team, User

roster_required = role_required(Role.CASE_WORKER, Role.FOCAL_POINT, Role.SUPERVISOR)
"""For those who are in a team or lead one."""

receiver_required = role_required(Role.CASE_WORKER, Role.FOCAL_POINT)
"""For those who get notices."""

supervisor_required = role_required(Role.SUPERVISOR)
"""For those who lead a team."""


def teams_led(user: User) -> QuerySet[Team]:
    """Return the active teams somebody supervises, by name."""
    return Team.objects.filter(
        active=True, grants__user=user, grants__role=Role.SUPERVISOR
    ).order_by("name")


def teams_seen(user: User) -> QuerySet[Team]:
    """Return the active teams whose roster somebody may see, by name."""
    roles = [*TEAM_READERS, Role.SUPERVISOR]
    return (
        Team.objects.filter(active=True, grants__user=user, grants__role__in=roles)
        .distinct()
        .order_by("name")
    )


def is_receiver(user: User) -> bool:
    """Say whether somebody gets notices."""
    return user.grants.filter(role__in=TEAM_READERS).exists()
