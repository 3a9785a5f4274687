"""The recovery key in force, those before it, and the one that waits for two signatures."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ruangaman.core.statements import rows_asked
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import RecoveryKey
from ruangaman.people.selectors.manifest import recoveries_vouched


@dataclass(frozen=True, slots=True)
class RecoveryPublic:
    """The public half of a recovery key; ``holders`` are the offices that hold its shares."""

    id: uuid.UUID
    public: PublicKey
    holders: str


def recovery_key() -> RecoveryPublic | None:
    """Return the newest recovery key that two receivers adopted, unless it has ended.

    The row in the database can end a key and never make one.
    """
    vouched = recoveries_vouched()
    if not vouched:
        return None
    newest = vouched[-1]
    if newest.key in {row[0] for row in rows_asked(_ended)}:
        return None
    return RecoveryPublic(newest.key, PublicKey(newest.public), newest.holders)


def recovery_signer(key_id: uuid.UUID) -> PublicKey | None:
    """Return the recovery key under this id if what it signs is believed: adopted, not ended."""
    if RecoveryKey.objects.filter(pk=key_id, ended_on__isnull=False).exists():
        return None
    vouched = {one.key: one.public for one in recoveries_vouched()}
    return PublicKey(vouched[key_id]) if key_id in vouched else None


def recovery_keys() -> dict[uuid.UUID, RecoveryPublic]:
    """Return the recovery keys as the rows have them, for a caller who knows what is genuine."""
    rows = RecoveryKey.objects.values_list("id", "public", "holders")
    keys = (RecoveryPublic(row[0], PublicKey(bytes(row[1])), row[2]) for row in rows)
    return {key.id: key for key in keys}


def recovery_waiting() -> RecoveryPublic | None:
    """Return the newest key that is known to the installation and that nobody has adopted."""
    adopted = [one.key for one in recoveries_vouched(also_later=True)]
    rows = RecoveryKey.objects.filter(ended_on=None).exclude(pk__in=adopted)
    row = rows.order_by("-adopted_on", "-pk").first()
    return RecoveryPublic(row.pk, PublicKey(bytes(row.public)), row.holders) if row else None


def _ended() -> QuerySet[RecoveryKey, tuple[Any, ...]]:
    return RecoveryKey.objects.filter(ended_on__isnull=False).values_list("id")
