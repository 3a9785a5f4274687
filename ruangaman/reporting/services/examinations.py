"""The administrative track, apart from support: the reporter hands over what she chose, no more.

Nothing goes to an examiner by itself (PP 94/2021: who learns of it must act). The result comes back
to the reporter; whether her case workers learn it is hers to say.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import access_end_forget
from ruangaman.duty.services import team_woken
from ruangaman.lib.chain import keyed_reference
from ruangaman.people.models import Team
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import Recipient
from ruangaman.people.selectors.examiners import examiners_of
from ruangaman.reporting import covers, seals
from ruangaman.reporting.covers import cover_of
from ruangaman.reporting.models import Box, Examination, Opening, ReaderRequest, Report
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.examinations import (
    EXAMINED,
    OUTCOME,
    Handed,
    choices_of,
    examination_open,
    outcomes_of,
)
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.proposals import EXAMINE
from ruangaman.reporting.selectors.stopped import shut_users
from ruangaman.reporting.services.epochs import ledger_write
from ruangaman.reporting.services.handover import proposal_named
from ruangaman.reporting.services.items import item_add, report_lock
from ruangaman.reporting.services.mailbox import NotPossible, refuse_withdrawn
from ruangaman.reporting.services.withdrawals import examinations_end


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
    handed: dict[str, Any] = dict(mailbox.ledger.get(EXAMINED, {}))
    before = handed.get(str(asked.team.pk), {"items": [], "words": ""})
    kept = sorted({*before["items"], *chosen})
    said = "\n".join(filter(None, (before["words"], words)))
    items = [
        {"part": one.part, "at": seals.stamp(one.at) if one.at else "", "body": _told(one.body)}
        for one in choices_of(mailbox)
        if one.key in kept
    ]
    if not items and not said:
        raise NotPossible("nothing")
    body = {
        "team": asked.team.name,
        "day": str(timezone.localdate()),
        "items": items,
        "words": said,
    }
    for one in people:
        _copy_give(mailbox, one, body)
    handed[str(asked.team.pk)] = {
        "items": kept,
        "words": said,
        "day": body["day"],
        "keys": [str(one.key_id) for one in people],
    }
    known = {str(one.key_id): seals.digest(one.public.raw) for one in people}
    authors = {**mailbox.ledger["authors"], **known}
    ledger_write(mailbox, {EXAMINED: handed, "authors": authors})
    ReaderRequest.objects.filter(pk=proposal_id).delete()
    team_woken([asked.team.pk])
    return True


def _told(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what she told, without what the software wrote beside it; files stay behind."""
    return {name: body[name] for name in ("answers", "text") if name in body}


def _copy_give(mailbox: Mailbox, person: Recipient, body: dict[str, Any]) -> None:
    report = mailbox.report
    row = seals.item_id(report.id.bytes + person.key_id.bytes, covers.EXAMINATION)
    sealed = seals.note_seal(
        body,
        kind=covers.EXAMINATION,
        report=report.id,
        item=row.bytes,
        reporter=person.public,
        author=seals.Author(mailbox.reporter),
    )
    covered = mailbox.cover.over(sealed, covers.EXAMINATION, row.bytes)
    Examination.objects.update_or_create(
        id=row,
        defaults={"sealed": covered},
        create_defaults={"report": report, "examiner_id": person.key_id, "sealed": covered},
    )
    if not Box.objects.filter(report=report, recipient_id=person.key_id).exists():
        access_end_forget(bytes(report.shred), person.key_id.bytes)


def examination_take_back(mailbox: Mailbox, *, team: str) -> bool:
    """Take back what was handed to a team: it opens no more. What was read stays known."""
    handed: dict[str, Any] = dict(mailbox.ledger.get(EXAMINED, {}))
    gone = handed.get(team)
    if gone is None or gone.get("ended"):
        return False
    examinations_end(mailbox.report, [uuid.UUID(key) for key in gone["keys"]])
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
        report, day = handed.examination.report, timezone.localdate()
        for part in sorted({str(one["part"]) for one in handed.items} or {"needs"}):
            body = {
                "day": str(day),
                "role": reader.role_label,
                "team": handed.team,
                "part": part,
            }
            _note(reader, handed, "opening", body, f"{part} {day}")
        subject = subject_of("report", report.id.bytes)
        audit_record(actor=reader.user_id, action="examination-opened", subject=subject)
    return handed


def outcome_send(*, reader: Reader, examination_id: uuid.UUID, result: str, form: bytes) -> bool:
    """Send a coded result to the reporter, sealed to her alone; False when this form came before.

    Raises ``ReportNotFound`` as ``examination_read`` does.
    """
    with transaction.atomic():
        handed = _locked(reader, examination_id)
        report = handed.examination.report
        body = {"day": str(timezone.localdate()), "who": handed.team, "result": result}
        added = _note(reader, handed, OUTCOME, body, form.hex())
        if added:
            subject = subject_of("report", report.id.bytes)
            audit_record(actor=reader.user_id, action="examination-result", subject=subject)
    return added


def _locked(reader: Reader, examination_id: uuid.UUID) -> Handed:
    """Return what was handed over, under the report's lock: taking back and reading take turns."""
    row = Examination.objects.filter(pk=examination_id, examiner=reader.key_id).first()
    try:
        report = report_lock(row.report_id) if row else None
    except Report.DoesNotExist:
        report = None
    found = Examination.objects.select_related("report").filter(pk=examination_id)
    row = found.filter(examiner=reader.key_id).first() if report else None
    handed = examination_open(row, reader) if row else None
    if handed is None:
        raise ReportNotFound
    return handed


def _note(reader: Reader, handed: Handed, kind: str, body: dict[str, Any], once: str) -> bool:
    """Write a note to the reporter; False when the same one is there already."""
    report = handed.examination.report
    about = b"|".join([report.id.bytes, reader.key_id.bytes, once.encode()])
    tag = keyed_reference(settings.SEAL_SECRET, kind, about)
    if Opening.objects.filter(pk=tag).exists():
        return False
    sealed = seals.note_seal(
        body,
        kind=kind,
        report=report.id,
        item=tag,
        reporter=handed.reporter,
        author=seals.Author(reader.key, reader.key_id.bytes),
    )
    covered = cover_of(report).over(sealed, covers.OPENING, tag)
    Opening.objects.create(tag=tag, report=report, sealed=covered)
    return True
