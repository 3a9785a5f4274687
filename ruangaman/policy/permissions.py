"""Who keeps policy: the coordinator all of it, a unit's head and focal points the own unit's."""

from __future__ import annotations

from django.http import Http404

from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.people.access import role_required
from ruangaman.people.models import Role, User

keeper_required = role_required(Role.COORDINATOR)
"""For the province's own policy, and for verifying what units say."""

unit_required = role_required(Role.COORDINATOR, Role.HEAD_OF_UNIT, Role.FOCAL_POINT)
"""For a unit's own policy; which units is ``may_see``."""


def may_see(user: User, code: str) -> bool:
    """Say whether a unit's policy is for this person: else it is not there (404).

    An empty ``code`` is the province's own, which everybody on these pages reads.
    """
    return code == "" or is_coordinator(user) or code in units_of(user)


def may_write(user: User, code: str) -> bool:
    """Say whether somebody writes a unit's policy; the province's own is the coordinator's."""
    return is_coordinator(user) or (code != "" and code in units_of(user))


def is_own(user: User, code: str) -> bool:
    """Say whether somebody is head or focal point of this unit: names of staff are for them."""
    return code != "" and code in units_of(user)


def seen_or_404(user: User, code: str) -> None:
    """Let whoever may see this unit's policy pass; ``Http404`` for others."""
    if not may_see(user, code):
        raise Http404
