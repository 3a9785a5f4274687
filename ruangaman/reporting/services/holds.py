"""Legal hold (penahanan dari penghapusan): put by one person, lifted by two, known to her."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.boxes import BoxContent
from ruangaman.people.readers import Reader
from ruangaman.reporting import seals
from ruangaman.reporting.covers import HOLD, cover_of
from ruangaman.reporting.models import Ending, Hold, Report
from ruangaman.reporting.selectors.ending import Actor, hold_of
from ruangaman.reporting.services.ending import NotDisposable
from ruangaman.reporting.services.items import report_lock


def hold_place(
    *, actor: Actor, reader: Reader, report: Report, box: BoxContent, until: dt.date, reason: str
) -> None:
    """Keep a report from disposal until a day; ``reason`` is sealed to the reporter.

    A proposal to dispose of it falls away, her wish stays. Raises ``NotDisposable`` when it is
    held already.
    """
    day = until.isoformat().encode()
    body = {"reason": reason, "role": reader.label, "since": str(timezone.localdate())}
    sealed = seals.note_seal(
        body,
        kind="hold",
        report=report.pk,
        item=day,
        reporter=box.reporter,
        author=seals.Author(reader.key, reader.key_id.bytes),
    )
    covered = cover_of(report).over(sealed, HOLD, day)
    with transaction.atomic():
        locked = report_lock(report.pk)
        if hold_of(locked):
            raise NotDisposable(NotDisposable.CHANGED)
        Hold.objects.update_or_create(
            report=locked,
            defaults={"until": until, "by": actor.reference, "first": b"", "sealed": covered},
        )
        Ending.objects.filter(report=locked, rule=Ending.WISH).update(first=b"")
        Ending.objects.filter(report=locked).exclude(rule=Ending.WISH).delete()
        audit_record(actor=actor.user_id, action="hold-placed", subject=_subject(locked))


def hold_lift(*, actor: Actor, report: Report) -> bool:
    """Lift a hold: the first of two says so, the second does it. True when it is lifted.

    Raises ``NotDisposable``: nothing held, or the same person twice.
    """
    with transaction.atomic():
        locked = report_lock(report.pk)
        hold = hold_of(locked)
        if hold is None:
            raise NotDisposable(NotDisposable.CHANGED)
        lifted = bool(hold.first)
        if lifted and bytes(hold.first) == actor.reference:
            raise NotDisposable(NotDisposable.SAME)
        if lifted:
            hold.delete()
        else:
            hold.first = actor.reference
            hold.save(update_fields=["first"])
        action = "hold-lifted" if lifted else "hold-lift-proposed"
        audit_record(actor=actor.user_id, action=action, subject=_subject(locked))
    return lifted


def _subject(report: Report) -> bytes:
    return subject_of("report", report.pk.bytes)
