"""The recovery key that may help with new reports, and those that could help with older ones."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ruangaman.core.statements import rows_asked
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import RecoveryKey


@dataclass(frozen=True, slots=True)
class RecoveryPublic:
    """The public half of a recovery key; ``holders`` are the offices that hold its shares."""

    id: uuid.UUID
    public: PublicKey
    holders: str


def recovery_key() -> RecoveryPublic | None:
    """Return the recovery key in force, None without the ceremony."""
    return next((_public(row) for row in rows_asked(_in_force)), None)


def recovery_keys() -> dict[uuid.UUID, RecoveryPublic]:
    """Return every recovery key there was, by id: old reports are sealed to old ones."""
    keys = [_public(row) for row in rows_asked(_all)]
    return {key.id: key for key in keys}


def _in_force() -> QuerySet[RecoveryKey, tuple[Any, ...]]:
    return _all().filter(ended_on=None)


def _all() -> QuerySet[RecoveryKey, tuple[Any, ...]]:
    return RecoveryKey.objects.values_list("id", "public", "holders")


def _public(row: tuple[Any, ...]) -> RecoveryPublic:
    return RecoveryPublic(row[0], PublicKey(bytes(row[1])), row[2])
