"""The reporter chooses who reads in the place of a focal point who stopped, or to wait."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.utils import timezone

from ruangaman.core.shred import access_end_forget
from ruangaman.duty.services import team_woken
from ruangaman.people.models import Team
from ruangaman.people.selectors import Recipient
from ruangaman.reporting import seals
from ruangaman.reporting.grants import FOCAL_PARTS, READERS, Grant
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.stopped import (
    Stopped,
    boxes_stopped,
    offer_of,
    receivers_new,
    stopped_of,
)
from ruangaman.reporting.services.due import due_agreed
from ruangaman.reporting.services.epochs import epoch_begin
from ruangaman.reporting.services.mailbox import NotPossible, message_write, refuse_withdrawn


def receiver_choose(
    mailbox: Mailbox, *, team_id: uuid.UUID | None, sought: str, item_id: uuid.UUID
) -> bool:
    """Let those in who receive for a team now, or wait (None); the keys of all parts are changed.

    So whoever is no focal point any more reads nothing new, even with the old seeds. She may choose
    again as long as nobody is in their place. False when nobody stopped. Raises ``NotPossible``
    for a team that cannot be chosen (any more).
    """
    refuse_withdrawn(mailbox)
    stopped = stopped_of(mailbox)
    if stopped is None:
        return False
    grants, changes = mailbox.grants, dict[str, Any]()
    if team_id is not None:
        offered = offer_of(mailbox, stopped, sought=sought).teams
        team = next((one for one in offered if one.pk == team_id), None)
        if team is None:
            raise NotPossible("reader")
        grants, changes = _told(mailbox, team, item_id)
    _answered(mailbox, stopped)
    epoch_begin(replace(mailbox, ledger={**mailbox.ledger, **changes}), grants, changes)
    return True


def _answered(mailbox: Mailbox, stopped: Stopped) -> None:
    """Count the boxes she was asked about as answered, and with them those of others who stopped:
    which of them held something is not to be read from this.
    """
    beside = boxes_stopped(timezone.localdate()).filter(report=mailbox.report)
    keys = {*stopped.keys, *beside.values_list("recipient_id", flat=True)}
    Box.objects.filter(report=mailbox.report, recipient__in=keys).update(answered=True)


def team_let_in(mailbox: Mailbox, team: Team, *, item_id: uuid.UUID) -> None:
    """Let those in who receive for a team, because she said so; a new epoch gives them the keys."""
    grants, changes = _told(mailbox, team, item_id)
    epoch_begin(replace(mailbox, ledger={**mailbox.ledger, **changes}), grants, changes)


def _told(mailbox: Mailbox, team: Team, item_id: uuid.UUID) -> tuple[list[Grant], dict[str, Any]]:
    """Write her decision down, make places for the team and wake it."""
    body = {
        "kind": "decision",
        "who": team.name,
        "team": str(team.pk),
        "parts": ["needs", "messages"],
        "yes": True,
        "again": any(grant.team == team.pk for grant in mailbox.grants),
    }
    message_write(mailbox, body, item_id)
    found = let_in(mailbox, team, receivers_new(mailbox, team), FOCAL_PARTS)
    Report.objects.get(pk=mailbox.report.pk).teams.add(team)
    team_woken([team.pk])
    due_agreed(mailbox.report)
    return found


def let_in(
    mailbox: Mailbox, team: Team, people: Collection[Recipient], parts: frozenset[str]
) -> tuple[list[Grant], dict[str, Any]]:
    """Make a place for everybody; the new epoch seals to them what the consents give."""
    for one in people:
        Box.objects.update_or_create(
            report=mailbox.report,
            recipient_id=one.key_id,
            defaults={"sealed": b"", "ended_on": None, "answered": False},
        )
        access_end_forget(bytes(mailbox.report.shred), one.key_id.bytes)
    ledger, key = mailbox.ledger, str(team.pk)
    through = _through(mailbox)
    for one in people:
        through[str(one.key_id)] = sorted({*through.get(str(one.key_id), ()), key})
    known = {str(one.key_id): seals.digest(one.public.raw) for one in people}
    grants = _with_consent(mailbox.grants, team, parts)
    changes = {READERS: through, "authors": {**ledger["authors"], **known}}
    return grants, changes


def _through(mailbox: Mailbox) -> dict[str, list[str]]:
    """Return through which teams each reader reads; a ledger older than this names only readers."""
    ledger = mailbox.ledger
    if ledger.get(READERS) is not None:
        return dict(ledger[READERS])
    teams = [str(grant.team) for grant in mailbox.grants if grant.team]
    return {key: teams for key, digest in ledger["authors"].items() if digest != seals.NOBODY}


def _with_consent(grants: list[Grant], team: Team, parts: frozenset[str]) -> list[Grant]:
    """Return the consents with one for the team; what stands of it is left, and grows."""
    before = [grant.parts for grant in grants if grant.team == team.pk]
    others = [grant for grant in grants if grant.team != team.pk]
    return [*others, Grant(parts.union(*before), team=team.pk)]
