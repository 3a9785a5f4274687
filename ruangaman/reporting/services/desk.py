"""What a reader does with a report: open parts, answer, ask for another reader, close."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.rules import month_after
from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.chain import keyed_reference
from ruangaman.people.models import Team
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import Recipient
from ruangaman.reporting import seals
from ruangaman.reporting.attached import Attached, files_body
from ruangaman.reporting.covers import OPENING, WISH, cover_of
from ruangaman.reporting.grants import parts_for
from ruangaman.reporting.models import Opening, ReaderRequest, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, box_held
from ruangaman.reporting.selectors.files import FileMissing, file_named, file_read
from ruangaman.reporting.selectors.parts import ReadItem, holders_as_authors, items_read
from ruangaman.reporting.services.due import due_write
from ruangaman.reporting.services.files import files_claim
from ruangaman.reporting.services.items import item_add, report_lock


class NotAllowed(Exception):
    """The step needs a part that this reader may not open, or another state."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the desk: what is written, what is audited, and from which state to which."""

    kind: str
    action: str
    moves: Mapping[str, str]


State = Report.State
MESSAGE = Step(
    "message",
    "report-answered",
    {
        State.RECEIVED: State.ACKNOWLEDGED,
        **{state: state for state in (State.ACKNOWLEDGED, State.ASSESSED, State.SUPPORTED)},
        State.CONCLUDED: State.CONCLUDED,
    },
)
ACKNOWLEDGE = Step("message", "report-acknowledged", {State.RECEIVED: State.ACKNOWLEDGED})
CONCLUDE = Step("closing", "report-concluded", dict.fromkeys(Report.OPEN, State.CONCLUDED))


def parts_open(
    *, reader: Reader, report: Report, box: BoxContent, parts: Collection[str]
) -> dict[str, list[ReadItem]]:
    """Open ``parts`` that the box allows: the record is committed first, then the text is read.

    Raises ``ReportNotFound`` when a consent was taken back meanwhile, or her access ended.
    """
    with transaction.atomic():
        if report_lock(report.pk).epoch != report.epoch or not box_held(reader, report):
            raise ReportNotFound
        allowed = [part for part in box.parts if part in parts]
        for part in allowed:
            _opening_record(reader, report, box, part)
        if "messages" in allowed and _answers_for(reader, report):
            Report.objects.filter(pk=report.pk).update(unread=False)
        audit_record(actor=reader.user_id, action="report-opened", subject=_subject(report))
        return items_read(report, box, allowed, holders_as_authors(report, box.reporter))


def _answers_for(reader: Reader, report: Report) -> bool:
    """Say whether what this reader read counts as read: a focal point beside a team does not."""
    teams = report.teams.exclude(kind=Team.Kind.FOCAL_POINT).values_list("pk", flat=True)
    return not teams or not reader.team_ids.isdisjoint(teams)


def staff_message_add(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    text: str,
    item_id: uuid.UUID,
    files: Sequence[Attached] = (),
) -> bool:
    """Write to the reporter; False when this message is already there.

    Raises ``FilesGone`` when one of ``files`` is not there any more: nothing is written then.
    """
    with transaction.atomic():
        words = {"text": text, **files_body(files)}
        added = step_write(MESSAGE, reader, report, box, words, item_id)
        if added:
            files_claim(report, files)
    return added


def file_open(
    *, reader: Reader, report: Report, box: BoxContent, file_id: uuid.UUID
) -> tuple[Attached, Iterator[bytes]]:
    """Open a file of a message: the opening is committed, as of the messages, before a byte leaves.

    Raises ``FileMissing``, and ``ReportNotFound`` when a consent was taken back meanwhile.
    """
    if "messages" not in box.parts:
        raise FileMissing
    items = parts_open(reader=reader, report=report, box=box, parts=["messages"])
    file = file_named(items["messages"], file_id)
    pieces = file_read(report, file)
    with transaction.atomic():
        audit_record(actor=reader.user_id, action="file-opened", subject=_subject(report))
    return file, pieces


def report_acknowledge(
    *, reader: Reader, report: Report, box: BoxContent, text: str, item_id: uuid.UUID
) -> bool:
    """Say to the reporter that she was heard (ISO 37002:2021, 8.2)."""
    return step_write(ACKNOWLEDGE, reader, report, box, {"text": text}, item_id)


def report_conclude(
    *, reader: Reader, report: Report, box: BoxContent, reason: str, text: str, item_id: uuid.UUID
) -> bool:
    """Close with a reason that the reporter reads (ISO 37002:2021, 8.5)."""
    return step_write(CONCLUDE, reader, report, box, {"reason": reason, "text": text}, item_id)


def reader_request_add(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    recipient: Recipient,
    parts: Collection[str],
    reason: str,
    request_id: uuid.UUID,
) -> bool:
    """Ask the reporter for another reader. Nobody is added before her yes."""
    asked = [part for part in box.parts if part in set(parts) & parts_for(recipient)]
    if not asked:
        raise NotAllowed("parts")
    body = {
        "who": recipient.label,
        "recipient": str(recipient.key_id),
        "parts": asked,
        "reason": reason,
    }
    sealed = seals.note_seal(
        body,
        kind="wish",
        report=report.id,
        item=request_id.bytes,
        reporter=box.reporter,
        author=_author(reader),
    )
    covered = cover_of(report).over(sealed, WISH, request_id.bytes)
    with transaction.atomic():
        if report_lock(report.pk).state == State.WITHDRAWN:
            raise NotAllowed("state")
        if not box_held(reader, report):
            raise NotAllowed("ended")
        _, added = ReaderRequest.objects.get_or_create(
            id=request_id, defaults={"report": report, "sealed": covered}
        )
        if added:
            audit_record(
                actor=reader.user_id,
                action="reader-requested",
                subject=_subject(report),
            )
    return added


def step_write(
    step: Step,
    reader: Reader,
    report: Report,
    box: BoxContent,
    words: dict[str, Any],
    item_id: uuid.UUID,
) -> bool:
    """Write the words of a step into the messages and move the report on, in one transaction."""
    if "messages" not in box.seeds:
        raise NotAllowed("messages")
    body = {"kind": step.kind, "at": seals.stamp(timezone.now()), "role": reader.label, **words}
    author = _author(reader)
    with transaction.atomic():
        locked = report_lock(report.pk)
        if not box_held(reader, report):
            raise NotAllowed("ended")
        if not item_add(
            report=locked, box=box, part="messages", body=body, author=author, item_id=item_id
        ):
            return False
        if locked.state not in step.moves:
            raise NotAllowed("state")
        _move(report, step.moves[locked.state])
        due_write(report, box)
        audit_record(actor=reader.user_id, action=step.action, subject=_subject(report))
    return True


def _move(report: Report, state: str) -> None:
    """Set the state, and the month from which retention counts once it is concluded."""
    concluded = state == State.CONCLUDED
    report.state = state
    report.closed_on = month_after(timezone.localdate()) if concluded else None
    report.save(update_fields=["state", "closed_on"])


def _opening_record(reader: Reader, report: Report, box: BoxContent, part: str) -> None:
    """Record an opening once a person, part and day, sealed to the reporter."""
    day = timezone.localdate()
    about = b"|".join([report.id.bytes, reader.key_id.bytes, part.encode(), str(day).encode()])
    tag = keyed_reference(settings.SEAL_SECRET, "opening", about)
    if Opening.objects.filter(pk=tag).exists():
        return
    body = {"day": str(day), "role": reader.role_label, "team": reader.team_label, "part": part}
    sealed = seals.note_seal(
        body,
        kind="opening",
        report=report.id,
        item=tag,
        reporter=box.reporter,
        author=_author(reader),
    )
    covered = cover_of(report).over(sealed, OPENING, tag)
    try:
        with transaction.atomic():
            Opening.objects.create(tag=tag, report=report, sealed=covered)
    except IntegrityError:
        return


def _author(reader: Reader) -> seals.Author:
    return seals.Author(reader.key, reader.key_id.bytes)


def _subject(report: Report) -> bytes:
    return subject_of("report", report.id.bytes)
