"""What is wrong with receivers, and who still needs signatures."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from ruangaman.core.clock import now
from ruangaman.lib.manifest import Manifest
from ruangaman.people.labels import TEAM_READERS
from ruangaman.people.models import READER_ROLES, RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.selectors.manifest import manifest_standing
from ruangaman.people.selectors.recipients import able_now

ENOUGH = 2
"""Below so many receivers of a team its supervisor is alarmed (design section 5)."""


@dataclass(slots=True)
class Alarms:
    """What is wrong with receivers. ``unsound``: the whole manifest; nobody receives.

    ``altered`` keys are not as the manifest has them, ``missing`` ones are gone, ``unsigned``
    ones nobody vouches for.
    """

    unsound: str = ""
    altered: int = 0
    missing: int = 0
    unsigned: int = 0

    @property
    def any(self) -> bool:
        """Whether there is something to say."""
        return bool(self.unsound or self.altered or self.missing or self.unsigned)


def alarms() -> Alarms:
    """Return what is wrong with the receivers."""
    standing = manifest_standing()
    if standing.fault:
        return Alarms(unsound=standing.fault)
    known, at = standing.manifest, now()
    found = Alarms()
    rows = {key.pk: key for key in _with_grants(RecipientKey.objects.defer("wrapped"))}
    for key_id, key in rows.items():
        one = known.known_key(key_id)
        found.altered += one is not None and (one.public, one.user) != (
            bytes(key.public),
            key.user_id,
        )
    found.missing = sum(key_id not in rows for key_id in known.receivers(at))
    found.unsigned = sum(
        bool(need_of(known, at, key)[0]) for key in rows.values() if _is_of_reader(key)
    )
    return found


def teams_few(user: User) -> list[tuple[Team, int]]:
    """Return the teams ``user`` leads in which fewer than two people can read, and how many."""
    led = Team.objects.filter(
        grants__user=user, grants__role=Role.SUPERVISOR, active=True
    ).order_by("name")
    if not led:
        return []
    able = able_now()
    counted = [(team, len({one.key_id for one in able if one.team_id == team.pk})) for team in led]
    return [(team, count) for team, count in counted if count < ENOUGH]


def need_of(
    known: Manifest, at: dt.datetime, key: RecipientKey
) -> tuple[str, frozenset[uuid.UUID]]:
    """Return what a key still needs (nothing, if all is well) and the teams of its holder."""
    wanted = frozenset(
        grant.team_id
        for grant in key.user.grants.all()
        if grant.role in TEAM_READERS and grant.team_id
    )
    before = known.known_key(key.pk)
    if before and (before.public, before.user) != (bytes(key.public), key.user_id):
        return "", wanted
    person = known.person(key.user_id, at)
    if person is None:
        return "new", wanted
    if person.key != key.pk:
        return "replaced", wanted
    return ("" if wanted <= person.teams else "teams"), wanted


def keys_usable() -> QuerySet[RecipientKey]:
    """Return the keys in use whose holders can sign in."""
    return RecipientKey.objects.filter(replaced_on=None, user__is_active=True)


def keys_of_readers() -> Iterator[RecipientKey]:
    """Return those of them whose holders read in some role, with their grants."""
    return (key for key in _with_grants(keys_usable()) if _is_of_reader(key))


def _with_grants(keys: QuerySet[RecipientKey]) -> QuerySet[RecipientKey]:
    grants = Prefetch("user__grants", RoleGrant.objects.all())
    return keys.select_related("user").prefetch_related(grants)


def _is_of_reader(key: RecipientKey) -> bool:
    """Say whether a key is in use by somebody whose roles read."""
    reads = any(grant.role in READER_ROLES for grant in key.user.grants.all())
    return reads and key.replaced_on is None and key.user.is_active
