"""The data protection officers to whom the register of incidents is sealed."""

from __future__ import annotations

import uuid

from ruangaman.core.clock import now
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import RecipientKey, Role, RoleGrant, User
from ruangaman.people.selectors.manifest import manifest


def officers_able() -> dict[uuid.UUID, PublicKey]:
    """Return the keys of officers that the manifest vouches for and the database still has."""
    known, at = manifest(), now()
    grants = RoleGrant.objects.filter(role=Role.DPO, user__is_active=True)
    vouched = [known.person(user, at) for user in grants.values_list("user_id", flat=True)]
    found = {one.key: one.public for one in vouched if one}
    rows = RecipientKey.objects.filter(pk__in=found, replaced_on=None).values_list("pk", "public")
    return {key: PublicKey(found[key]) for key, raw in rows if bytes(raw) == found[key]}


def officers() -> list[User]:
    """Return who is a data protection officer, by name: to be called when nobody can read."""
    held = RoleGrant.objects.filter(role=Role.DPO, user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user_id")).order_by("name"))
