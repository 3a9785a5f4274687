"""Counts sign-ins that failed, by account and hour; the worker puts whole hours on record.

The same rows are written whether an account exists or not, and the audit chain is not touched
while somebody waits, so that the time of an answer says nothing about a name.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.models import FailedSignIns, User

KEPT = dt.timedelta(days=30)


def failed_sign_in_count(*, user: User | None) -> None:
    """Count one more for an account, or for a name that no account has."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    rows = FailedSignIns.objects.filter(user=user, hour=hour, recorded=False)
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            FailedSignIns.objects.create(user=user, hour=hour)
    except IntegrityError:  # another process was faster
        FailedSignIns.objects.filter(user=user, hour=hour).update(count=F("count") + 1)


def account_named(login: str) -> User | None:
    """Return the account of a user name or address that somebody typed."""
    named = Q(username__iexact=login) | Q(email__iexact=login)
    return User.objects.filter(named).order_by("pk").first() if login else None


def failed_sign_ins_record() -> int:
    """Put the hours that are over into the audit chain, one event for each account; count them.

    Names without an account are in no event. Old counts are forgotten.
    """
    over = timezone.now() - dt.timedelta(hours=1)
    due = FailedSignIns.objects.filter(recorded=False, hour__lte=over).exclude(user=None)
    recorded = sum(
        _record(pk) for pk in list(due.order_by("hour", "pk").values_list("pk", flat=True))
    )
    FailedSignIns.objects.filter(hour__lt=timezone.now() - KEPT).delete()
    return recorded


def _record(pk: int) -> bool:
    with transaction.atomic():
        row = FailedSignIns.objects.select_for_update().filter(pk=pk, recorded=False).first()
        if row is None or row.user_id is None:
            return False
        row.recorded = True
        row.save(update_fields=["recorded"])
        audit_record(
            actor=None,
            action="sign_in_failed",
            subject=subject_of("user", row.user_id.bytes),
            detail={"count": row.count, "hour": row.hour.isoformat(timespec="minutes")},
        )
    return True
