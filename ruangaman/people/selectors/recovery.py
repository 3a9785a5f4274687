"""The recovery key that may help with new reports, and those that could help with older ones."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from ruangaman.core.clock import now
from ruangaman.lib.manifest import Recovery
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.selectors.manifest import manifest


@dataclass(frozen=True, slots=True)
class RecoveryPublic:
    """The public half of a recovery key; ``holders`` are the offices that hold its shares."""

    id: uuid.UUID
    public: PublicKey
    holders: str


def recovery_key() -> RecoveryPublic | None:
    """Return the recovery key two receivers adopted, None without the ceremony."""
    adopted = manifest().recovery(now())
    return _public(adopted) if adopted else None


def recovery_keys() -> dict[uuid.UUID, RecoveryPublic]:
    """Return every recovery key there was, by id: old reports are sealed to old ones."""
    return {one.key: _public(one) for one in manifest().recoveries_at(now())}


def _public(one: Recovery) -> RecoveryPublic:
    return RecoveryPublic(one.key, PublicKey(one.public), one.holders)
