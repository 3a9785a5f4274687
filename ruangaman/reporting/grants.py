"""Who may open what: the consents of a report (izin), as the reporter's ledger keeps them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ruangaman.lib.boxes import IN_PERSON, PARTS
from ruangaman.people.selectors import Recipient

FOCAL_PARTS = frozenset({"needs", "messages"})
READERS = "readers"
ENDED = "ended"
"""Name in the ledger of when each team's consent was taken back: it knows what it knew."""

SHUT = "shut"
"""Name in the ledger of the keys whose holders were shut out one by one, by a conflict."""

_NO_TEAM = str(uuid.UUID(int=0))


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


def parts_for(recipient: Recipient) -> frozenset[str]:
    """Return the parts somebody may ever be given: a focal point never account or identity."""
    return FOCAL_PARTS if recipient.bridge_only else frozenset(PARTS)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one receiver may open, and the 16-byte id of the team through which she may."""

    parts: frozenset[str]
    via: bytes


def allowance_of(
    recipient: Recipient, grants: Iterable[Grant], conflicts: Iterable[str]
) -> Allowance:
    """Return what ``recipient`` may open: what her team may, and what she herself may.

    Whoever belongs to an organisation of ``conflicts`` gets nothing through any team; only the
    reporter's yes to her in person counts. From whom she took a consent in person back, and who
    is no receiver any more, gets nothing. Where everything was taken back, ``via`` still names
    the team, sealed: so she may help to dispose of the report, and whoever was kept out may not.
    """
    if not recipient.receives:
        return Allowance(frozenset(), IN_PERSON)
    refused = not recipient.organisations.isdisjoint(conflicts)
    counted = [
        grant for grant in grants if grant.covers(recipient) and not (refused and grant.team)
    ]
    parts = frozenset[str]().union(*(grant.parts for grant in counted))
    if any(grant.recipient and not grant.parts for grant in counted):
        parts = frozenset()
    teams = [grant.team for grant in counted if grant.parts or not parts]
    via = teams[0] if teams and None not in teams else None
    return Allowance(parts, via.bytes if via else IN_PERSON)


def readers_at_first(
    readers: Iterable[tuple[Recipient, Allowance]], grants: Iterable[Grant]
) -> dict[str, list[str]]:
    """Return for the ledger through which teams each reader got the report; as long for none."""
    chosen = {grant.team for grant in grants}
    return {
        str(one.key_id): sorted(str(team) for team in one.team_ids if team in chosen)
        if allowed.parts
        else [_NO_TEAM]
        for one, allowed in readers
    }


def as_at_first(recipient: Recipient, ledger: Mapping[str, Any]) -> Recipient:
    """Return somebody with those of her teams only through which she got the report.

    A team or an organisation that she changes later opens no older report to her: whoever was
    kept out stays out, and whoever came later reads what the reporter gave to her in person.
    Nor does any team open one to whom the reporter shut out herself, or who stepped aside.
    """
    if str(recipient.key_id) in ledger.get(SHUT, ()):
        return replace(recipient, team_ids=frozenset())
    known = ledger.get(READERS)
    if known is None:  # a report older than this field: whoever was kept out signs nothing in it
        teams = recipient.team_ids if str(recipient.key_id) in ledger["authors"] else frozenset()
    else:
        teams = frozenset(map(uuid.UUID, known.get(str(recipient.key_id), ())))
    return replace(recipient, team_ids=recipient.team_ids & teams)
