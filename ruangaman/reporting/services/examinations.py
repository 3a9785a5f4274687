"""The administrative track, apart from support: the reporter hands over what she chose, no more.

Nothing goes to an examiner by itself (PP 94/2021: who learns of it must act). The result comes back
to the reporter; whether her case workers learn it is hers to say.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import copies_ended
from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sheets import copy_cut, reply_cover
from ruangaman.people.models import Team
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import Recipient
from ruangaman.people.selectors.examiners import examiners_of
from ruangaman.reporting import covers, seals
from ruangaman.reporting.covers import cover_of
from ruangaman.reporting.models import ReaderRequest, Reply, Report
from ruangaman.reporting.opened import place_of
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.examinations import (
    OUTCOME,
    Handed,
    choices_of,
    examination_of,
    outcomes_of,
)
from ruangaman.reporting.selectors.mailbox import EXAMINED, Mailbox
from ruangaman.reporting.selectors.proposals import EXAMINE
from ruangaman.reporting.selectors.replies import OPENED
from ruangaman.reporting.selectors.sheets import CARRIED, copy_item
from ruangaman.reporting.selectors.stopped import shut_users
from ruangaman.reporting.services.epochs import ledger_write
from ruangaman.reporting.services.handover import proposal_named
from ruangaman.reporting.services.items import item_add, report_lock
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

    What she handed to the same team before stays with it. Her report, its readers and its state
    stay as they are. False when the proposal does not wait; ``NotPossible`` when nobody is there.
    """
    refuse_withdrawn(mailbox)
    asked = proposal_named(mailbox, proposal_id, EXAMINE)
    if asked is None:
        return False
    people = examiners_for(mailbox, asked.team) if asked.team else []
    if asked.team is None or not people:
        raise NotPossible("team")
    before = mailbox.ledger.get(EXAMINED, {}).get(str(asked.team.pk), {"items": [], "words": ""})
    kept = sorted({*before["items"], *chosen})
    said = "\n".join(filter(None, (before["words"], words)))
    _give(mailbox, asked.team, people, _body(mailbox, asked.team, kept, said), kept)
    ReaderRequest.objects.filter(pk=proposal_id).delete()
    return message_write(mailbox, {"kind": "agreed"}, seals.item_id(proposal_id.bytes, "agreed"))


def _body(mailbox: Mailbox, team: Team, kept: Collection[str], words: str) -> dict[str, Any]:
    """Return what the copy says: her pieces as they stand now, and her words."""
    items = [
        {"part": one.part, "at": seals.stamp(one.at) if one.at else "", "body": _told(one.body)}
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
    ledger_write(mailbox, {EXAMINED: handed, "authors": authors}, sheets=cut)


def _told(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what she told, without what the software wrote beside it; files stay behind."""
    return {name: body[name] for name in ("answers", "text") if name in body}


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


def examination_read(*, reader: Reader, examination_id: uuid.UUID) -> Handed:
    """Open what was handed over; the record that she sees is committed before it is read.

    Raises ``ReportNotFound`` when it is not this examiner's, or was taken back.
    """
    with transaction.atomic():
        handed = _locked(reader, examination_id)
        for part in sorted({str(one["part"]) for one in handed.items} or {"needs"}):
            _opening_note(reader, handed, part)
        subject = subject_of("report", handed.report.id.bytes)
        audit_record(actor=reader.user_id, action="examination-opened", subject=subject)
    return handed


def _opening_note(reader: Reader, handed: Handed, part: str) -> None:
    day = str(timezone.localdate())
    body = {"day": day, "role": reader.role_label, "team": handed.team, "part": part}
    _note(reader, handed, OPENED, body, f"{part} {day}")


def outcome_send(*, reader: Reader, examination_id: uuid.UUID, result: str, form: bytes) -> bool:
    """Send a coded result to the reporter, sealed to her alone; False when this form came before.

    Raises ``ReportNotFound`` as ``examination_read`` does.
    """
    with transaction.atomic():
        handed = _locked(reader, examination_id)
        body = {"day": str(timezone.localdate()), "who": handed.team, "result": result}
        added = _note(reader, handed, OUTCOME, body, form.hex())
        if added:
            subject = subject_of("report", handed.report.id.bytes)
            audit_record(actor=reader.user_id, action="examination-result", subject=subject)
    return added


def _locked(reader: Reader, examination_id: uuid.UUID) -> Handed:
    """Return what was handed over, under the report's lock: taking back and reading take turns."""
    found = examination_of(reader, examination_id)
    try:
        report_lock(found.report.pk if found else uuid.UUID(int=0))
    except Report.DoesNotExist as missing:
        raise ReportNotFound from missing
    handed = examination_of(reader, examination_id)
    if handed is None:
        raise ReportNotFound
    return handed


def _note(reader: Reader, handed: Handed, kind: str, body: dict[str, Any], once: str) -> bool:
    """Send a note back to the reporter; False when the same one is there already.

    Its row names no report: beside an audit event of hers it tells nothing but her own work.
    """
    report = handed.report
    about = b"|".join([report.id.bytes, reader.key_id.bytes, once.encode()])
    tag = keyed_reference(settings.SEAL_SECRET, kind, about)
    if Reply.objects.filter(pk=tag).exists():
        return False
    sealed = seals.note_seal(
        body,
        kind=kind,
        report=report.id,
        item=tag,
        reporter=handed.reporter,
        author=seals.Author(reader.key, reader.key_id.bytes),
    )
    covered = reply_cover(
        report.id.bytes,
        kind,
        cover_of(report).over(sealed, covers.OPENING, tag),
        server_secret=settings.SEAL_SECRET,
    )
    Reply.objects.create(tag=tag, place=place_of(bytes(report.lookup)), sealed=covered)
    return True
