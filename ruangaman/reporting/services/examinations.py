"""The administrative track, apart from support: the reporter hands over what she chose, no more.

Nothing goes to an examiner by itself (PP 94/2021: who learns of it must act). The result comes back
to the reporter; whether her case workers learn it is hers to say.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from ruangaman.core.shred import copies_ended
from ruangaman.lib.sheets import copy_cut
from ruangaman.people.models import Team
from ruangaman.people.selectors import Recipient
from ruangaman.people.selectors.examiners import examiners_of
from ruangaman.reporting import covers, seals
from ruangaman.reporting.models import ReaderRequest
from ruangaman.reporting.selectors.examinations import (
    MORE,
    OUTCOME,
    choices_of,
    more_answered,
    outcomes_of,
)
from ruangaman.reporting.selectors.mailbox import EXAMINED, Mailbox
from ruangaman.reporting.selectors.proposals import proposals_of
from ruangaman.reporting.selectors.sheets import CARRIED, copy_item
from ruangaman.reporting.selectors.stopped import shut_users
from ruangaman.reporting.services.epochs import ledger_write
from ruangaman.reporting.services.items import item_add
from ruangaman.reporting.services.mailbox import NotPossible, message_write, refuse_withdrawn
from ruangaman.reporting.services.sheets import Cut
from ruangaman.reporting.services.withdrawals import copies_end


def examiners_for(mailbox: Mailbox, team: Team) -> list[Recipient]:
    """Return the examiners of a team whom no conflict of hers keeps out."""
    shut, conflicts = shut_users(mailbox), set(mailbox.ledger["conflicts"])
    return [
        one
        for one in examiners_of(team)
        if one.user_id not in shut and one.organisations.isdisjoint(conflicts)
    ]


def examination_hand_over(
    mailbox: Mailbox, *, proposal_id: uuid.UUID, chosen: Collection[str], words: str
) -> bool:
    """Hand a copy of what she chose to each examiner of the proposal's team, signed by her code.

    The proposal is a case worker's, or an examiner's own wish for more. What she handed to the same
    team before stays with it. Her report, its readers and its state stay as they are. False when
    the proposal does not wait; ``NotPossible`` when nobody is there.
    """
    refuse_withdrawn(mailbox)
    asked = next((one for one in proposals_of(mailbox) if one.id == proposal_id), None)
    if asked is None or not asked.examines:
        return False
    people = examiners_for(mailbox, asked.team) if asked.team else []
    if asked.team is None or not people:
        raise NotPossible("team")
    before = mailbox.ledger.get(EXAMINED, {}).get(str(asked.team.pk), {"items": [], "words": ""})
    kept = sorted({*before["items"], *chosen})
    said = "\n".join(filter(None, (before["words"], words)))
    body = _body(mailbox, asked.team, kept, said)
    if asked.kind == MORE:
        _give(mailbox, asked.team, people, body, kept, more_answered(mailbox, proposal_id))
        return True
    _give(mailbox, asked.team, people, body, kept)
    ReaderRequest.objects.filter(pk=proposal_id).delete()
    return message_write(mailbox, {"kind": "agreed"}, seals.item_id(proposal_id.bytes, "agreed"))


def _body(mailbox: Mailbox, team: Team, kept: Collection[str], words: str) -> dict[str, Any]:
    """Return what the copy says: her pieces as they stand now, and her words."""
    items = [
        {"part": one.part, "at": seals.stamp(one.at) if one.at else "", "body": dict(one.body)}
        for one in choices_of(mailbox)
        if one.key in kept
    ]
    if not items and not words:
        raise NotPossible("nothing")
    return {
        "team": team.name,
        "team_id": str(team.pk),
        "day": str(timezone.localdate()),
        "items": items,
        "words": words,
    }


def _give(
    mailbox: Mailbox,
    team: Team,
    people: Sequence[Recipient],
    body: dict[str, Any],
    kept: Sequence[str],
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Seal the copy to each of them, end that of who left the team, and write it down for her."""
    handed: dict[str, Any] = dict(mailbox.ledger.get(EXAMINED, {}))
    before, keys = handed.get(str(team.pk), {}), {one.key_id for one in people}
    version = _next_version(mailbox, team, keys)
    copies_end(mailbox, before, str(team.pk), but=keys)
    handed[str(team.pk)] = {
        "items": kept,
        "words": body["words"],
        "day": body["day"],
        "keys": sorted({*before.get("keys", ()), *map(str, keys)}),
        "version": version,
    }
    known = {str(one.key_id): seals.digest(one.public.raw) for one in people}
    authors = {**mailbox.ledger["authors"], **known}
    cut = [
        sheet
        for one in people
        for sheet in _copy_cut(mailbox, one, body, team=team.pk, version=version)
    ]
    written = {EXAMINED: handed, "authors": authors, **(changes or {})}
    ledger_write(mailbox, written, sheets=cut)


def _copy_cut(
    mailbox: Mailbox, person: Recipient, body: dict[str, Any], *, team: uuid.UUID, version: int
) -> list[Cut]:
    """Seal the copy of one examiner and cut it into sheets."""
    report = mailbox.report
    item = copy_item(report.id, person.key_id, team)
    sealed = seals.note_seal(
        body,
        kind=covers.EXAMINATION,
        report=report.id,
        item=item,
        reporter=person.public,
        author=seals.Author(mailbox.reporter),
    )
    return copy_cut(
        mailbox.cover.over(sealed, covers.EXAMINATION, item),
        report=report.id.bytes,
        holder=person.key_id.bytes,
        item=item,
        version=version,
    )


def _next_version(mailbox: Mailbox, team: Team, keys: Iterable[uuid.UUID]) -> int:
    """Return a version after all before: of the ledger, and of what ended, which a copy forgets."""
    before = mailbox.ledger.get(EXAMINED, {}).get(str(team.pk), {})
    ended = copies_ended([copy_item(mailbox.report.id, key, team.pk) for key in keys])
    return 1 + max([int(before.get("version", CARRIED)), *ended.values()])


def examination_take_back(mailbox: Mailbox, *, team: str) -> bool:
    """Take back what was handed to a team: it opens no more. What was read stays known."""
    handed: dict[str, Any] = dict(mailbox.ledger.get(EXAMINED, {}))
    gone = handed.get(team)
    if gone is None or gone.get("ended"):
        return False
    copies_end(mailbox, gone, team)
    handed[team] = {**gone, "items": [], "words": "", "ended": str(timezone.localdate())}
    ledger_write(mailbox, {EXAMINED: handed})
    return True


def outcome_pass_on(mailbox: Mailbox, *, tag: str, item_id: uuid.UUID) -> bool:
    """Tell those who read her needs the result of an examination: only she can."""
    refuse_withdrawn(mailbox)
    found = next((one for one in outcomes_of(mailbox) if one.tag == tag), None)
    if found is None:
        return False
    body = {
        "kind": OUTCOME,
        "at": seals.stamp(timezone.now()),
        "day": str(found.day),
        "who": found.who,
        "result": found.result,
    }
    author = seals.Author(mailbox.reporter)
    return item_add(
        report=mailbox.report,
        box=mailbox.box,
        part="needs",
        body=body,
        author=author,
        item_id=item_id,
    )
