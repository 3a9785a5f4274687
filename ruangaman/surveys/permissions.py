"""Who keeps surveys: the coordinator plans them; two holders open them; others read results."""

from __future__ import annotations

from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.people.access import role_required
from ruangaman.people.models import Role, User

keeper_required = role_required(Role.COORDINATOR)
"""For planning, opening and closing a survey, and for campaigns."""

RESULTS = (Role.COORDINATOR, Role.HEAD_OF_DINAS, Role.PARTNER)
"""Roles that read results of a closed survey."""

results_required = role_required(*RESULTS)
"""For results of closed surveys."""

BRIEFS = (Role.COORDINATOR, Role.HEAD_OF_UNIT, Role.FOCAL_POINT)
"""Roles that see campaigns and note briefings, a unit's own."""

briefs_required = role_required(*BRIEFS)
"""For campaigns, the briefing kit, and numbers of people reached."""

HOME = (*RESULTS, Role.HEAD_OF_UNIT, Role.FOCAL_POINT, Role.STATISTICS)
"""Roles that have anything of this room."""

home_required = role_required(*HOME)
"""For the first page."""

sees_required = role_required(*RESULTS, Role.STATISTICS)
"""For the page of a survey: who keeps it, who holds its key, who reads results."""

holder_required = role_required(Role.STATISTICS)
"""For giving a half of a survey's key."""


def may_see_reach(user: User, code: str) -> bool:
    """Say whether a unit's numbers are for this person: else they are not there (404)."""
    return is_coordinator(user) or code in units_of(user)


def may_note(user: User, code: str) -> bool:
    """Say whether somebody notes briefings of a unit: its head and its focal points."""
    return code in units_of(user)
