"""Who may do what in this house, in one place.

These are courtesies of the pages. What a person may read is enforced by the seals alone: with
every answer here turned to True, nobody reads a word more.
"""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser

from ruangaman.people.models import KEY_ROLES, Role, RoleGrant, User

Person = User | AnonymousUser


def holds_role(user: Person, roles: Collection[str]) -> bool:
    """Say whether an active person holds one of these roles."""
    if not user.is_authenticated or not user.is_active:
        return False
    return RoleGrant.objects.filter(user_id=user.pk, role__in=roles).exists()


def roles_of(user: User) -> set[str]:
    """Return the roles of a person."""
    return set(user.grants.values_list("role", flat=True))


def may_hold_key(user: Person) -> bool:
    """Say whether a person may have a recipient key."""
    return holds_role(user, KEY_ROLES)


def may_manage_accounts(user: Person) -> bool:
    """Say whether a person invites, suspends and gives roles."""
    return holds_role(user, [Role.ADMINISTRATOR])
