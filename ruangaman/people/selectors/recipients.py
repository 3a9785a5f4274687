"""To whom something can be sealed now, and whose signature an old message bears."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from ruangaman.lib.sealing import PublicKey
from ruangaman.people.labels import TEAM_READERS, standing_of
from ruangaman.people.models import READER_ROLES, RecipientKey, RoleGrant, Team


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to seal to. ``team_ids`` are all teams she reads for; ``label`` is Indonesian."""

    key_id: uuid.UUID
    user_id: uuid.UUID
    team_ids: frozenset[uuid.UUID]
    public: PublicKey
    label: str
    organisations: frozenset[str]


def recipients_of(team_ids: Collection[uuid.UUID]) -> list[Recipient]:
    """Return those who read for one of the teams, each once, in a fixed order. Two queries."""
    members = RoleGrant.objects.filter(
        user=OuterRef("user"), role__in=TEAM_READERS, team__in=team_ids
    )
    return [_recipient(key) for key in _with_grants(_usable().filter(Exists(members)))]


def recipient(key_id: uuid.UUID) -> Recipient | None:
    """Return the holder of this key, if something may be sealed to her now."""
    holders = RoleGrant.objects.filter(user=OuterRef("user"), role__in=READER_ROLES)
    key = _with_grants(_usable().filter(Exists(holders), pk=key_id)).first()
    return _recipient(key) if key else None


def recipients_with_keys(key_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Recipient]:
    """Return the holders of these keys, replaced keys and suspended people among them."""
    keys = _with_grants(RecipientKey.objects.filter(pk__in=list(key_ids)))
    return {key.pk: _recipient(key) for key in keys}


def author_keys(key_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, PublicKey]:
    """Return the keys that sign under these ids. Replaced keys signed old messages."""
    rows = RecipientKey.objects.filter(pk__in=list(key_ids)).values_list("pk", "public")
    return {key_id: PublicKey(bytes(raw)) for key_id, raw in rows}


def ready_teams(kind: str) -> list[Team]:
    """Return the active teams of a kind in which somebody can read, by name."""
    readers = _usable().filter(
        user__grants__team=OuterRef("pk"), user__grants__role__in=TEAM_READERS
    )
    return list(Team.objects.filter(Exists(readers), kind=kind, active=True).order_by("name"))


def recipient_count(team_id: uuid.UUID) -> int:
    """Return how many people can read what is sent to a team."""
    members = RoleGrant.objects.filter(
        user=OuterRef("user"), role__in=TEAM_READERS, team_id=team_id
    )
    return _usable().filter(Exists(members)).count()


def _usable() -> QuerySet[RecipientKey]:
    return RecipientKey.objects.filter(replaced_on=None, user__is_active=True)


def _with_grants(keys: QuerySet[RecipientKey]) -> QuerySet[RecipientKey]:
    grants = Prefetch("user__grants", RoleGrant.objects.select_related("team"))
    return keys.defer("wrapped").select_related("user").prefetch_related(grants).order_by("pk")


def _recipient(key: RecipientKey) -> Recipient:
    standing = standing_of(key.user.grants.all())
    return Recipient(
        key_id=key.pk,
        user_id=key.user_id,
        team_ids=standing.team_ids,
        public=PublicKey(bytes(key.public)),
        label=standing.label,
        organisations=standing.organisations,
    )
