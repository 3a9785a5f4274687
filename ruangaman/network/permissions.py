"""Who keeps the network: the coordinator all of it, the head of a unit the own unit's part."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from ruangaman.people.access import role_required
from ruangaman.people.models import Role, RoleGrant, User

coordinator_required = role_required(Role.COORDINATOR)
"""For the one who keeps the network."""

network_required = role_required(Role.COORDINATOR, Role.HEAD_OF_UNIT)
"""For pages that a head of unit sees for the own unit."""


def is_coordinator(user: User) -> bool:
    """Say whether somebody keeps the whole network."""
    return user.grants.filter(role=Role.COORDINATOR).exists()


def units_headed(user: User) -> frozenset[str]:
    """Return the codes of the units somebody heads."""
    grants = RoleGrant.objects.filter(user=user, role=Role.HEAD_OF_UNIT).exclude(unit_code="")
    return frozenset(grants.values_list("unit_code", flat=True))


def may_see_unit(user: User, code: str) -> bool:
    """Say whether a unit's part of the network is for this person: else it is not there (404)."""
    return is_coordinator(user) or code in units_headed(user)


def units_of(user: User) -> frozenset[str]:
    """Return the codes of the units somebody heads or is a focal point of."""
    led = RoleGrant.objects.filter(user=user, role=Role.FOCAL_POINT).exclude(team=None)
    return units_headed(user) | frozenset(led.values_list("team__unit_code", flat=True))


def units_of_each(users: Collection[User]) -> dict[uuid.UUID, frozenset[str]]:
    """Return for each account the codes of the units it heads or is a focal point of: one query."""
    rows = RoleGrant.objects.filter(user__in=users, role__in=(Role.HEAD_OF_UNIT, Role.FOCAL_POINT))
    found: dict[uuid.UUID, set[str]] = {user.pk: set() for user in users}
    for pk, role, headed, team in rows.values_list("user", "role", "unit_code", "team__unit_code"):
        if code := headed if role == Role.HEAD_OF_UNIT else team:
            found[pk].add(code)
    return {pk: frozenset(codes) for pk, codes in found.items()}


def coordinators_among(users: Collection[User]) -> frozenset[uuid.UUID]:
    """Return which of these accounts keep the whole network: one query."""
    rows = RoleGrant.objects.filter(user__in=users, role=Role.COORDINATOR)
    return frozenset(rows.values_list("user", flat=True))
