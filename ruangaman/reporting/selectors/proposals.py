"""What the desk proposes to the reporter beside another reader: she alone says yes, with her code.

Stored like a wish for a reader, so the rows do not say which of them it is.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from ruangaman.people.models import Team
from ruangaman.people.selectors import Recipient, recipients_of
from ruangaman.people.selectors.signed_teams import is_signed, teams_named
from ruangaman.reporting.grants import Grant, allowance_of
from ruangaman.reporting.selectors.examinations import MORE, wanted_of
from ruangaman.reporting.selectors.mailbox import Mailbox, notes_of
from ruangaman.reporting.selectors.stopped import shut_users

HANDOVER, EXAMINE, MERGE = "handover", "examine", "merge"
KINDS = frozenset({HANDOVER, EXAMINE, MERGE})


NO_CASES = (Team.Kind.FOCAL_POINT, Team.Kind.EXAMINER)
"""Kinds of teams to which no whole case goes."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that waits for her: ``kind``, which team it is about, what is asked, why."""

    id: uuid.UUID
    kind: str
    team: Team | None
    parts: tuple[str, ...]
    reason: str
    role: str
    origin: uuid.UUID | None = None

    @property
    def examines(self) -> bool:
        """Whether her yes hands something over to examiners."""
        return self.kind in (EXAMINE, MORE)


def proposals_of(mailbox: Mailbox, kind: str = "") -> list[Proposal]:
    """Return the proposals, of one kind if given; ``team`` is None where there is none any more.

    An examiner's wish for more is one too; it does not lie among what the desk asks.
    """
    found = []
    for row_id, body in notes_of(mailbox):
        if body.get("kind") not in KINDS or (kind and body["kind"] != kind):
            continue
        named = _named(body["team"])
        origin = uuid.UUID(body["from"]) if body.get("from") else None
        found.append(
            Proposal(
                row_id,
                str(body["kind"]),
                named,
                tuple(body["parts"]),
                str(body["reason"]),
                str(body["role"]),
                origin,
            )
        )
    if kind in ("", MORE):
        found += [
            Proposal(uuid.UUID(bytes=one.tag), MORE, _named(one.team), (), one.what, one.role)
            for one in wanted_of(mailbox)
        ]
    return found


def _named(team_id: uuid.UUID | str | None) -> Team | None:
    """Return a signed, active team under its signed name."""
    team = Team.objects.filter(pk=team_id, active=True).first() if team_id else None
    return teams_named([team])[0] if team and is_signed(team) else None


def team_receivers(mailbox: Mailbox, team: Team, parts: frozenset[str]) -> list[Recipient]:
    """Return who of a signed, active team may be let in: no conflict, not shut out by her."""
    if not team.active or not is_signed(team) or team.kind in NO_CASES:
        return []
    shut = shut_users(mailbox)
    return [
        one
        for one in recipients_of([team.pk])
        if one.user_id not in shut
        and allowance_of(one, [Grant(parts, team=team.pk)], mailbox.ledger["conflicts"]).parts
    ]
