"""The recovery key in force, those before it, and the one that waits for two signatures."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ruangaman.core.clock import now
from ruangaman.core.statements import rows_asked
from ruangaman.lib.manifest import Recovery
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import RecoveryKey
from ruangaman.people.selectors.manifest import manifest


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
    newest = manifest().recovery(now())
    if newest is None or newest.key in {row[0] for row in rows_asked(_ended)}:
        return None
    return _public(newest)


def recovery_signer(key_id: uuid.UUID) -> PublicKey | None:
    """Return the recovery key under this id if what it signs is believed: adopted, not ended."""
    if RecoveryKey.objects.filter(pk=key_id, ended_on__isnull=False).exists():
        return None
    vouched = {one.key: one.public for one in manifest().recoveries_at(now())}
    return PublicKey(vouched[key_id]) if key_id in vouched else None


def recovery_keys() -> dict[uuid.UUID, RecoveryPublic]:
    """Return every recovery key there was, by id, for a caller who knows what is genuine.

    A reporter's ledger keeps the digests of those she allowed.
    """
    rows = RecoveryKey.objects.values_list("id", "public", "holders")
    keys = (RecoveryPublic(row[0], PublicKey(bytes(row[1])), row[2]) for row in rows)
    vouched = manifest().recoveries_at(now())
    return {key.id: key for key in keys} | {one.key: _public(one) for one in vouched}


def recovery_waiting() -> RecoveryPublic | None:
    """Return the newest key that is known to the installation and that nobody has adopted."""
    adopted = [one.key for one in manifest().recoveries]
    rows = RecoveryKey.objects.filter(ended_on=None).exclude(pk__in=adopted)
    row = rows.order_by("-adopted_on", "-pk").first()
    return RecoveryPublic(row.pk, PublicKey(bytes(row.public)), row.holders) if row else None


def _public(one: Recovery) -> RecoveryPublic:
    return RecoveryPublic(one.key, PublicKey(one.public), one.holders)


def _ended() -> QuerySet[RecoveryKey, tuple[Any, ...]]:
    return RecoveryKey.objects.filter(ended_on__isnull=False).values_list("id")
