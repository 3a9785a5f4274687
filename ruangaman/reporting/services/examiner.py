"""What an examiner does with a copy: open it and its files, send a result, wish for more.

She has no key of any part and no number. What she sends back is coded, for the reporter alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sheets import reply_cover
from ruangaman.people.readers import Reader
from ruangaman.reporting import covers, seals
from ruangaman.reporting.attached import Attached, files_in
from ruangaman.reporting.covers import cover_of
from ruangaman.reporting.models import Reply, Report
from ruangaman.reporting.opened import place_of
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.examinations import MORE, OUTCOME, Handed, examination_of
from ruangaman.reporting.selectors.files import FileMissing, file_read
from ruangaman.reporting.selectors.replies import OPENED
from ruangaman.reporting.services.items import report_lock


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


def examination_file_open(
    *, reader: Reader, examination_id: uuid.UUID, file_id: uuid.UUID
) -> tuple[Attached, Iterator[bytes]]:
    """Open a file of the copy; that she did is committed before a byte leaves.

    Raises ``ReportNotFound`` as ``examination_read`` does, and ``FileMissing``.
    """
    with transaction.atomic():
        handed = _locked(reader, examination_id)
        named = [file for one in handed.items for file in files_in(one["body"])]
        file = next((one for one in named if one.id == file_id), None)
        if file is None:
            raise FileMissing
        _opening_note(reader, handed, "messages")
        subject = subject_of("report", handed.report.id.bytes)
        audit_record(actor=reader.user_id, action="examination-file-opened", subject=subject)
    return file, file_read(handed.report, file)


def more_wish(*, reader: Reader, examination_id: uuid.UUID, what: str) -> bool:
    """Ask the reporter for more, by a code; False when this was done today already.

    She answers with a further hand-over, or not at all: the examiner is not told of a no. Raises
    ``ReportNotFound`` as ``examination_read`` does, also for a copy of an earlier release, which
    does not say for which team it was given.
    """
    with transaction.atomic():
        handed, day = _locked(reader, examination_id), str(timezone.localdate())
        if not handed.team_id:
            raise ReportNotFound
        body = {"day": day, "role": handed.team, "team_id": handed.team_id, "what": what}
        added = _note(reader, handed, MORE, body, f"{handed.team_id} {day}")
        if added:
            subject = subject_of("report", handed.report.id.bytes)
            audit_record(actor=reader.user_id, action="examination-more-wished", subject=subject)
    return added


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
