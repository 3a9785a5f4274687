"""A person whose vault is open, for the length of one request."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from ruangaman.lib.sealing import KeyPair
from ruangaman.people.labels import HELD, Held, role_in_team, standing_of
from ruangaman.people.models import RecipientKey


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads now, and with which key pair (never stored, never logged).

    ``role_label`` and ``team_label`` are Indonesian, because they are sealed into messages.
    ``stopped``: a focal point who is not ready today, and in no other role: no box opens for her.
    ``bridge_only``: a focal point, ready or not, and in no other role that reads.
    """

    key_id: uuid.UUID
    user_id: uuid.UUID
    key: KeyPair = field(repr=False)
    name: str
    role_label: str
    team_label: str
    team_ids: frozenset[uuid.UUID]
    stopped: bool = False
    bridge_only: bool = False

    @property
    def label(self) -> str:
        """Role and team, as the reporter sees them."""
        return role_in_team(self.role_label, self.team_label)


def reader_for(key: RecipientKey, pair: KeyPair) -> Reader:
    """Return the holder of ``key`` as a reader; ``pair`` is what its seed expands to."""
    standing = standing_of(Held(*row) for row in key.user.grants.values_list(*HELD))
    today = timezone.localdate()
    return Reader(
        key_id=key.pk,
        user_id=key.user_id,
        key=pair,
        name=key.user.name,
        role_label=standing.role,
        team_label=standing.team,
        team_ids=standing.receiving(today),
        stopped=standing.stopped(today),
        bridge_only=standing.bridge_only,
    )
