"""To whom the reporter may hand something over for an examination (Inspektorat, BKD, a partner)."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef

from ruangaman.core.clock import now
from ruangaman.people.models import RecipientKey, Role, RoleGrant, Team
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.selectors.recipients import Recipient, recipient
from ruangaman.people.selectors.signed_teams import is_signed


def examiners_of(team: Team) -> list[Recipient]:
    """Return the examiners of a team: by her role, and by the manifest that vouches for her in it.

    A team that is not signed, or no team of examiners, has none.
    """
    if not team.active or team.kind != Team.Kind.EXAMINER or not is_signed(team):
        return []
    examine = RoleGrant.objects.filter(user=OuterRef("user"), role=Role.EXAMINER, team=team)
    keys = RecipientKey.objects.filter(Exists(examine), replaced_on=None, user__is_active=True)
    found = [recipient(key) for key in keys.order_by("pk").values_list("pk", flat=True)]
    return [one for one in found if one and team.pk in _vouched_teams(one.key_id)]


def _vouched_teams(key_id: uuid.UUID) -> frozenset[uuid.UUID]:
    vouched = manifest().holder(key_id, now())
    return vouched.teams if vouched else frozenset()
