"""The whole case goes to another team (penyerahan kasus): a worker proposes, the reporter says yes.

Her yes begins a new epoch: the new team's members get boxes, the old team keeps its own or not, as
she chooses, and the clocks of a first answer begin again.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.duty.services import team_woken
from ruangaman.lib.boxes import IN_PERSON, BoxContent
from ruangaman.people.models import Team
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import Recipient, recipients_with_keys
from ruangaman.people.selectors.signed_teams import is_signed
from ruangaman.reporting import seals
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.covers import WISH, cover_of
from ruangaman.reporting.grants import FOCAL_PARTS, READERS, Grant
from ruangaman.reporting.models import ReaderRequest, Report
from ruangaman.reporting.selectors.bound import BOUND
from ruangaman.reporting.selectors.desk import box_held
from ruangaman.reporting.selectors.examinations import MORE, more_answered
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_again, parts_by_reader
from ruangaman.reporting.selectors.parts import items_read
from ruangaman.reporting.selectors.proposals import (
    HANDOVER,
    Proposal,
    proposals_of,
    team_receivers,
)
from ruangaman.reporting.services.departures import departure_note, origin_of
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.epochs import epoch_begin, ledger_write
from ruangaman.reporting.services.items import item_add, report_lock
from ruangaman.reporting.services.mailbox import NotPossible, message_write, refuse_withdrawn
from ruangaman.reporting.services.receivers import let_in


def proposal_add(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    kind: str,
    team: Team | None,
    parts: Collection[str],
    reason: str,
    request_id: uuid.UUID,
) -> bool:
    """Propose something to the reporter, sealed to her alone; False when this form came before.

    Only parts that the proposer may open herself, only a team that was signed and is active.
    Raises ``NotAllowed``. Nothing happens before the reporter's yes.
    """
    _refuse_proposal(reader, box, team)
    body = {
        "kind": kind,
        "team": str(team.pk) if team else None,
        "from": str(uuid.UUID(bytes=box.via)) if box.via != IN_PERSON else None,
        "parts": [part for part in box.parts if part in set(parts)],
        "reason": reason,
        "role": reader.label,
    }
    sealed = seals.note_seal(
        body,
        kind="wish",
        report=report.id,
        item=request_id.bytes,
        reporter=box.reporter,
        author=seals.Author(reader.key, reader.key_id.bytes),
    )
    covered = cover_of(report).over(sealed, WISH, request_id.bytes)
    with transaction.atomic():
        if report_lock(report.pk).state not in Report.OPEN:
            raise NotAllowed("state")
        if not box_held(reader, report):
            raise NotAllowed("ended")
        _, added = ReaderRequest.objects.get_or_create(
            id=request_id, defaults={"report": report, "sealed": covered}
        )
        if added:
            subject = subject_of("report", report.id.bytes)
            audit_record(actor=reader.user_id, action="proposal-made", subject=subject)
    return added


def _refuse_proposal(reader: Reader, box: BoxContent, team: Team | None) -> None:
    """Refuse what a focal point proposes, and a team that is not signed or the proposer's own."""
    if reader.bridge_only:
        raise NotAllowed("bridge")
    if team is not None and not (team.active and is_signed(team)):
        raise NotAllowed("team")
    if team is not None and team.pk.bytes == box.via:
        raise NotAllowed("own team")


def proposal_named(mailbox: Mailbox, proposal_id: uuid.UUID, kind: str) -> Proposal | None:
    """Return a proposal that still waits, or None."""
    return next((one for one in proposals_of(mailbox, kind) if one.id == proposal_id), None)


def proposal_refuse(mailbox: Mailbox, *, proposal_id: uuid.UUID) -> bool:
    """Say no to a proposal; those who proposed it read that. False when it does not wait."""
    refuse_withdrawn(mailbox)
    asked = next((one for one in proposals_of(mailbox) if one.id == proposal_id), None)
    if asked is None:
        return False
    if asked.kind == MORE:  # her case workers learn nothing of it, nor does the examiner
        ledger_write(mailbox, more_answered(mailbox, proposal_id))
        return True
    ReaderRequest.objects.filter(pk=proposal_id).delete()
    ledger_write(mailbox, {})  # as a yes does: the rows do not tell which it was
    who = asked.team.name if asked.team else ""
    body = {"kind": "refusal", "about": asked.kind, "who": who}
    return message_write(mailbox, body, seals.item_id(proposal_id.bytes, "refusal"))


def handover_accept(
    mailbox: Mailbox, *, proposal_id: uuid.UUID, more: Collection[str], keeps: bool
) -> bool:
    """Give the case to the team of the proposal: needs and messages, and ``more`` of what is asked.

    ``keeps``: the team of the proposer reads on. False when the proposal does not wait any more;
    ``NotPossible`` when nobody of the team can be let in, or the report is over.
    """
    if mailbox.report.state not in Report.OPEN:
        raise NotPossible("state")
    asked = proposal_named(mailbox, proposal_id, HANDOVER)
    if asked is None:
        return False
    if asked.team is None:
        raise NotPossible("team")
    parts = FOCAL_PARTS | (frozenset(more) & frozenset(asked.parts))
    people = team_receivers(mailbox, asked.team, parts)
    if not people:
        raise NotPossible("team")
    ReaderRequest.objects.filter(pk=proposal_id).delete()
    departure_note(
        mailbox.report,
        team_id=origin_of(asked.origin, asked.team),
        readers=parts_by_reader(mailbox) if asked.origin else (),
        keeps=keeps,
    )
    _pass_over(mailbox, asked, asked.team, people, parts, keeps)
    return True


def _pass_over(
    mailbox: Mailbox,
    asked: Proposal,
    team: Team,
    people: Sequence[Recipient],
    parts: frozenset[str],
    keeps: bool,
) -> None:
    """Begin the epoch in which ``people`` of the new team read, and tell them."""
    due_at, soonest = _answers(mailbox).due(timezone.now())
    grants, changes = let_in(mailbox, team, people, parts)
    if not keeps:
        kept = {one.key_id for one in people}
        grants = _without_team(mailbox, grants, asked, kept)
    changes["due_at"] = seals.stamp(due_at)
    epoch_begin(replace(mailbox, ledger={**mailbox.ledger, **changes}), grants, changes)
    Report.objects.filter(pk=mailbox.report.pk).update(
        state=Report.State.RECEIVED, due_on=timezone.localdate(soonest), unread=True
    )
    bound = _bound_now(mailbox)
    _teams_change(mailbox, asked, keeps)
    changed = mailbox_again(mailbox)
    bounds = {"bound": bound, "bound_after": _bound_now(changed)}
    _tell(changed, asked, keeps=keeps, needs={"due_at": seals.stamp(due_at), **bounds})


def _without_team(
    mailbox: Mailbox, grants: list[Grant], asked: Proposal, kept: Collection[uuid.UUID]
) -> list[Grant]:
    """Take the old team's consent, and those in person to members who are not in the new one."""
    through: Mapping[str, list[str]] = mailbox.ledger.get(READERS, {})
    people = recipients_with_keys(one.recipient for one in grants if one.recipient)
    old = {key for key, one in people.items() if asked.origin in one.team_ids}
    old |= {uuid.UUID(key) for key, teams in through.items() if str(asked.origin) in teams}
    return [
        replace(one, parts=frozenset()) if one.team == asked.origin else one
        for one in grants
        if one.recipient is None
        or one.recipient in kept
        or one.recipient not in old
        or not one.parts
    ]


def _teams_change(mailbox: Mailbox, asked: Proposal, keeps: bool) -> None:
    if asked.team:
        mailbox.report.teams.add(asked.team)
    if not keeps and asked.origin:
        mailbox.report.teams.remove(*Team.objects.filter(pk=asked.origin))


def _bound_now(mailbox: Mailbox) -> bool:
    """Say whether a receiver reads who must tell the police: their clock goes by this later."""
    read = [one.team for one in mailbox.grants if one.team and one.parts]
    return Team.objects.filter(pk__in=read, kind__in=BOUND).exists()


def _tell(mailbox: Mailbox, asked: Proposal, *, keeps: bool, needs: Mapping[str, Any]) -> None:
    """Say to those who read now what she chose, in the new epoch; ``needs``: what clocks go by."""
    team = asked.team
    if team is None:
        return
    at, author = seals.stamp(timezone.now()), seals.Author(mailbox.reporter)
    said: dict[str, Any] = {"at": at, "who": team.name, "keeps": keeps}
    for part, body in (
        ("needs", {"kind": HANDOVER, **said, "to": team.kind, **needs}),
        ("messages", {"kind": HANDOVER, **said}),
    ):
        item = seals.item_id(asked.id.bytes, part)
        item_add(
            report=mailbox.report,
            box=mailbox.box,
            part=part,
            body=body,
            author=author,
            item_id=item,
        )
    team_woken([team.pk])


def _answers(mailbox: Mailbox) -> Answers:
    """Return her first answers: how soon a first answer is due depends on them."""
    items = items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]
    first = next((one.body for one in items if one.kind == "needs"), {})
    return Answers(first.get("answers", {}))
