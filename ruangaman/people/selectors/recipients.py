"""To whom something can be sealed now, and whose signature an old message bears."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ruangaman.core.statements import rows_asked
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.labels import HELD, TEAM_READERS, Held, standing_of
from ruangaman.people.models import READER_ROLES, RecipientKey, RoleGrant, Team

_Rows = QuerySet[RecipientKey, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to seal to. ``team_ids`` are all teams she reads for; ``label`` is Indonesian.

    ``bridge_only``: she reads as a focal point and in no other role.
    """

    key_id: uuid.UUID
    user_id: uuid.UUID
    team_ids: frozenset[uuid.UUID]
    public: PublicKey
    label: str
    organisations: frozenset[str]
    bridge_only: bool


def recipients_of(team_ids: Collection[uuid.UUID]) -> list[Recipient]:
    """Return those who read for one of the teams, each once, in a fixed order. One query."""
    return _grouped(rows_asked(_readers_of, *sorted(team_ids)))


def recipient(key_id: uuid.UUID) -> Recipient | None:
    """Return the holder of this key, if something may be sealed to her now."""
    holders = RoleGrant.objects.filter(user=OuterRef("user"), role__in=READER_ROLES)
    return next(iter(_grouped(_rows(_usable().filter(Exists(holders), pk=key_id)))), None)


def recipients_with_keys(key_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Recipient]:
    """Return the holders of these keys, replaced keys and suspended people among them."""
    holders = _grouped(_rows(RecipientKey.objects.filter(pk__in=list(key_ids))))
    return {holder.key_id: holder for holder in holders}


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


def ready_kinds() -> frozenset[str]:
    """Return the kinds of active teams in which somebody can read. One query."""
    able = _usable().filter(user__grants__role__in=TEAM_READERS, user__grants__team__active=True)
    return frozenset(able.values_list("user__grants__team__kind", flat=True).distinct())


def recipient_count(team_id: uuid.UUID) -> int:
    """Return how many people can read what is sent to a team."""
    members = RoleGrant.objects.filter(
        user=OuterRef("user"), role__in=TEAM_READERS, team_id=team_id
    )
    return _usable().filter(Exists(members)).count()


def _usable() -> QuerySet[RecipientKey]:
    return RecipientKey.objects.filter(replaced_on=None, user__is_active=True)


def _readers_of(*team_ids: uuid.UUID) -> _Rows:
    members = RoleGrant.objects.filter(
        user=OuterRef("user"), role__in=TEAM_READERS, team__in=team_ids
    )
    return _rows(_usable().filter(Exists(members)))


def _rows(keys: QuerySet[RecipientKey]) -> _Rows:
    """Return one row for each grant of the holders of ``keys``, in the order of the keys."""
    columns = [f"user__grants__{column}" for column in HELD]
    return keys.order_by("pk").values_list("pk", "user_id", "public", *columns)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> list[Recipient]:
    return [_recipient(key_id, list(group)) for key_id, group in groupby(rows, key=itemgetter(0))]


def _recipient(key_id: uuid.UUID, rows: list[tuple[Any, ...]]) -> Recipient:
    _, user_id, public, *_ = rows[0]
    standing = standing_of(Held(*row[3:]) for row in rows)
    return Recipient(
        key_id=key_id,
        user_id=user_id,
        team_ids=standing.team_ids,
        public=PublicKey(bytes(public)),
        label=standing.label,
        organisations=standing.organisations,
        bridge_only=standing.bridge_only,
    )
