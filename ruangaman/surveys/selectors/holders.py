"""Who may hold half of a survey's key."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from ruangaman.core.clock import now
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import RecipientKey, Role, RoleGrant, User
from ruangaman.people.selectors.manifest import manifest


@dataclass(frozen=True, slots=True)
class Holder:
    """A person to whom a half can be sealed: her key is in use, and the manifest vouches for it."""

    user: User
    key_id: uuid.UUID
    public: PublicKey


def holders_able() -> dict[uuid.UUID, Holder]:
    """Return holders of the statistics role with a vouched key, by account, in order of name."""
    held = RoleGrant.objects.filter(role=Role.STATISTICS).values("user_id")
    people = User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")
    known, at = manifest(), now()
    vouched = {user.pk: known.person(user.pk, at) for user in people}
    rows = RecipientKey.objects.filter(user__in=people, replaced_on=None)
    raw = {row.pk: bytes(row.public) for row in rows}
    return {
        user.pk: Holder(user, found.key, PublicKey(found.public))
        for user in people
        if (found := vouched[user.pk]) and raw.get(found.key) == found.public
    }
