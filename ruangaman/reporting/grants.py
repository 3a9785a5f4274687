"""Who may open what: the consents of a report (izin), as the reporter's ledger keeps them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.boxes import PARTS
from ruangaman.people.selectors import Recipient


@dataclass(frozen=True, slots=True)
class Grant:
    """A consent: the parts a team's members, or one person, may open.

    Exactly one of ``team`` and ``recipient`` is set. ``parts`` is empty once withdrawn.
    """

    parts: frozenset[str]
    team: uuid.UUID | None = None
    recipient: uuid.UUID | None = None

    @property
    def key(self) -> str:
        """The name of this consent in a form."""
        return f"tim-{self.team}" if self.team else f"orang-{self.recipient}"

    def covers(self, recipient: Recipient) -> bool:
        """Say whether this consent is about ``recipient``."""
        return self.recipient == recipient.key_id or self.team in recipient.team_ids

    def to_json(self) -> dict[str, Any]:
        """Return the form kept in the ledger."""
        return {
            "team": str(self.team) if self.team else None,
            "recipient": str(self.recipient) if self.recipient else None,
            "parts": [part for part in PARTS if part in self.parts],
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Grant:
        """Read what ``to_json`` wrote."""
        team, recipient = body["team"], body["recipient"]
        return cls(
            frozenset(body["parts"]),
            uuid.UUID(team) if team else None,
            uuid.UUID(recipient) if recipient else None,
        )


def allowed_parts(
    recipient: Recipient, grants: Iterable[Grant], conflicts: Iterable[str]
) -> frozenset[str]:
    """Return the parts ``recipient`` may open: what her team may, and what she herself may.

    Whoever belongs to an organisation of ``conflicts`` gets nothing through any team; only the
    reporter's yes to her in person counts.
    """
    refused = not recipient.organisations.isdisjoint(conflicts)
    parts: frozenset[str] = frozenset()
    for grant in grants:
        if grant.covers(recipient) and not (refused and grant.team):
            parts |= grant.parts
    return parts
