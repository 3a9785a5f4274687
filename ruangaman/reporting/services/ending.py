"""Dispose of a report (pemusnahan): her wish or a rule, and always two people.

The order is the promise. The shred key goes first, and that it went is on disk, before a row is
deleted. Whatever stops the server in between, ``disposals_finish`` does the rest.
"""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import Disposed, shred_destroy
from ruangaman.reporting import seals
from ruangaman.reporting.models import Disposal, Ending, Report
from ruangaman.reporting.selectors.ending import Actor, hold_of, retention_of
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.services.coded import feedback_take_back
from ruangaman.reporting.services.files import report_files_delete
from ruangaman.reporting.services.items import report_lock
from ruangaman.reporting.services.mailbox import answer_add
from ruangaman.reporting.services.statistics import statistics_refuse


class NotDisposable(Exception):
    """The step does not fit: ``held``, ``early``, ``same`` person, or ``changed`` meanwhile."""

    HELD, EARLY, SAME, CHANGED = "held", "early", "same", "changed"

    def __init__(self, why: str) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


def ending_wish(mailbox: Mailbox, *, item_id: uuid.UUID) -> bool:
    """Keep the reporter's wish that her report be deleted; False when it is known already.

    Her readers find it among the messages, unless she has withdrawn the report. A hold does not
    stop the wish, only carrying it out.
    """
    if mailbox.report.state != Report.State.WITHDRAWN:
        answer_add(mailbox, kind="deletion", answers={}, item_id=item_id)
        statistics_refuse(mailbox, item_id=seals.item_id(item_id.bytes, "statistics"))
        feedback_take_back(mailbox)
    wish = {"rule": Ending.WISH, "since": timezone.localdate()}
    ending, made = Ending.objects.get_or_create(report=mailbox.report, defaults=wish)
    if made or ending.rule == Ending.WISH:
        return made
    ending.rule, ending.since = Ending.WISH, timezone.localdate()
    ending.save(update_fields=["rule", "since"])
    return True


def ending_wish_take_back(mailbox: Mailbox) -> bool:
    """Forget her wish; False when there is none. What two people did cannot be taken back."""
    gone, _ = Ending.objects.filter(report=mailbox.report, rule=Ending.WISH).delete()
    return bool(gone)


def ending_propose(*, actor: Actor, report: Report) -> None:
    """Propose the disposal, as the first of two; raises ``NotDisposable``."""
    with transaction.atomic():
        locked = _locked(report)
        if hold_of(locked):
            raise NotDisposable(NotDisposable.HELD)
        ending = _ending(locked) or _due(locked)
        if ending.first:
            raise NotDisposable(NotDisposable.CHANGED)
        ending.first = actor.reference
        ending.save()
        audit_record(actor=actor.user_id, action="disposal-proposed", subject=_subject(locked))


def ending_refuse(*, actor: Actor, report: Report) -> None:
    """Take a proposal back; the reporter's wish stays. Raises ``NotDisposable``."""
    with transaction.atomic():
        locked = _locked(report)
        ending = _ending(locked)
        if ending is None or not ending.first:
            raise NotDisposable(NotDisposable.CHANGED)
        if ending.rule == Ending.WISH:
            ending.first = b""
            ending.save(update_fields=["first"])
        else:
            ending.delete()
        audit_record(actor=actor.user_id, action="disposal-refused", subject=_subject(locked))


def ending_confirm(*, actor: Actor, report: Report) -> None:
    """Confirm as the second person and dispose of the report; raises ``NotDisposable``.

    The key is destroyed inside the transaction: no other step on this report can run meanwhile.
    """
    with transaction.atomic():
        locked = _locked(report)
        ending = _ending(locked)
        if hold_of(locked):
            raise NotDisposable(NotDisposable.HELD)
        if ending is None or not ending.first:
            raise NotDisposable(NotDisposable.CHANGED)
        if bytes(ending.first) == actor.reference:
            raise NotDisposable(NotDisposable.SAME)
        entry = Disposed(
            shred=bytes(locked.shred),
            report=locked.pk.bytes,
            lookup=bytes(locked.lookup),
            day=timezone.localdate(),
            rule=ending.rule,
            first=bytes(ending.first),
            second=actor.reference,
        )
        shred_destroy(entry)
        disposal_finish(locked, entry, actor.user_id)


def disposal_finish(report: Report, entry: Disposed, actor: uuid.UUID | None = None) -> None:
    """Remove a report whose key is gone down to the stub, in the caller's transaction.

    Without ``actor`` a replay does what two people did before.
    """
    subject = _subject(report)
    Disposal.objects.get_or_create(
        lookup=entry.lookup,
        defaults={
            "day": entry.day,
            "rule": entry.rule,
            "first": entry.first,
            "second": entry.second,
        },
    )
    report_files_delete(report)
    report.delete()
    detail = {"rule": entry.rule, "replayed": actor is None}
    audit_record(actor=actor, action="report-disposed", subject=subject, detail=detail)


def _locked(report: Report) -> Report:
    try:
        return report_lock(report.pk)
    except Report.DoesNotExist as fault:
        raise NotDisposable(NotDisposable.CHANGED) from fault


def _ending(report: Report) -> Ending | None:
    return Ending.objects.filter(report=report).first()


def _due(report: Report) -> Ending:
    kept = retention_of(report)
    if kept is None or not kept.over:
        raise NotDisposable(NotDisposable.EARLY)
    return Ending(report=report, rule=kept.rule.key, since=kept.ends_on)


def _subject(report: Report) -> bytes:
    return subject_of("report", report.pk.bytes)
