"""The online half of a recovery: named boxes go out, what the holders signed comes in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import Shredded, access_end_forget
from ruangaman.people.models import RecipientKey, User
from ruangaman.people.selectors import Recipient, recipient, recovery_signer
from ruangaman.people.selectors.accounts import key_id
from ruangaman.reporting import seals
from ruangaman.reporting.covers import BOX, OPENING, RECOVERY_BOX, Cover, cover_of
from ruangaman.reporting.exported import Export, ExportedReport, NeedsItem, Receiver
from ruangaman.reporting.models import Box, Item, Opening, PartKey, Report
from ruangaman.reporting.passed_on import Handover, PassedOn


class RecoveryRefused(Exception):
    """Nothing was done; the text says why, in English: it is for whoever runs the server."""


def recovery_export(*, numbers: Sequence[str], username: str) -> Export:
    """Take out the recovery boxes of the named reports for one receiver; recorded for each."""
    with transaction.atomic():
        receiver = _receiver(username)
        reports = [_report(number) for number in dict.fromkeys(numbers)]
        export = Export(
            timezone.localdate(), receiver, tuple(_exported(report) for report in reports)
        )
        for report in reports:
            audit_record(actor=None, action="recovery-exported", subject=_subject(report))
    return export


def recovery_import(*, handover: Handover) -> int:
    """Give the receiver her boxes and tell the reporters; return for how many reports it was new.

    All or nothing: ``RecoveryRefused`` for a signature that is not the recovery key's, a key that
    changed, a report that is gone, and one whose reporter changed her consents since.
    """
    signer = recovery_signer(handover.key)
    if signer is None or not handover.genuine(signer):
        raise RecoveryRefused("This file is not signed by a recovery key of this installation.")
    with transaction.atomic():
        person = recipient(handover.receiver)
        if person is None or seals.digest(person.public.raw) != handover.digest:
            raise RecoveryRefused("The receiver's key was replaced since, or she reads no more.")
        return sum(_import(one, person) for one in handover.reports)


def _import(one: PassedOn, person: Recipient) -> bool:
    report = Report.objects.select_for_update().filter(pk=one.report).first()
    if report is None:
        raise RecoveryRefused("A report of this file was disposed of meanwhile.")
    if Opening.objects.filter(pk=one.note, report=report).exists():
        return False
    if report.epoch != one.epoch or report.state == Report.State.WITHDRAWN:
        raise RecoveryRefused(
            f"The reporter of {report.number} changed her consents since the export. Export anew."
        )
    cover = _cover(report)
    box = cover.over(one.box, BOX, person.key_id.bytes)
    access_end_forget(bytes(report.shred), person.key_id.bytes)
    Box.objects.update_or_create(
        report=report, recipient_id=person.key_id, defaults={"sealed": box, "ended_on": None}
    )
    note = cover.over(one.sealed, OPENING, one.note)
    Opening.objects.create(tag=one.note, report=report, sealed=note)
    audit_record(actor=None, action="recovery-imported", subject=_subject(report))
    return True


def _receiver(username: str) -> Receiver:
    user = User.objects.filter(username=username.lower()).first()
    key = key_id(user) if user else None
    person = recipient(key) if key else None
    if person is None:
        raise RecoveryRefused(f"{username} is nobody to whom something can be sealed now.")
    keys = RecipientKey.objects.filter(user_id=person.user_id).values_list("pk", flat=True)
    return Receiver(
        key_id=person.key_id,
        public=person.public,
        label=person.label,
        teams=person.team_ids,
        organisations=person.organisations,
        keys=frozenset(keys),
        bridge_only=person.bridge_only,
    )


def _report(number: str) -> Report:
    report = Report.objects.select_for_update().filter(number=number.upper()).first()
    if report is None:
        raise RecoveryRefused(f"There is no report {number}, or it was disposed of.")
    if not report.recovery_box:
        raise RecoveryRefused(f"{number} is older than the recovery key: nobody can open its box.")
    return report


def _exported(report: Report) -> ExportedReport:
    first = Item.objects.filter(report=report, part="needs", epoch=0).first()
    if first is None:
        raise RecoveryRefused(f"{report.number} has no answers: something is missing.")
    links = PartKey.objects.filter(report=report, part="needs", epoch__gt=0).order_by("-epoch")
    return ExportedReport(
        report.pk,
        report.number,
        report.epoch,
        _cover(report).off(report.recovery_box, RECOVERY_BOX),
        NeedsItem(first.pk, bytes(first.sealed), tuple(bytes(link.previous) for link in links)),
    )


def _cover(report: Report) -> Cover:
    try:
        return cover_of(report)
    except Shredded as fault:
        raise RecoveryRefused(f"{report.number} is being disposed of.") from fault


def _subject(report: Report) -> bytes:
    return subject_of("report", report.pk.bytes)
