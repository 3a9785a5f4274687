"""What a key asks is counted: by the minute, so that none asks too often, and for its log.

Both stand in the database, because several processes answer. Nothing is kept of an address, of
what was searched for, or of requests without a key.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from ruangaman.api.models import Call, Key
from ruangaman.core.clock import now

PER_MINUTE = 60
KEPT = dt.timedelta(days=90)


def call_take(*, key_id: uuid.UUID) -> int:
    """Count a request and return 0, or the seconds until the key may ask again.

    One statement, so that two processes never let one more through than ``PER_MINUTE``.
    """
    seconds = int(now().timestamp())
    minute = seconds // 60
    same = When(minute=minute, then=F("taken") + 1)
    free = Key.objects.filter(pk=key_id).exclude(minute=minute, taken__gte=PER_MINUTE)
    taken = free.update(
        taken=Case(same, default=Value(1)), minute=minute, last_used=timezone.localdate()
    )
    return 0 if taken else 60 - seconds % 60


def call_note(*, key_id: uuid.UUID, endpoint: str, status: int) -> None:
    """Count an answer in the log of its key."""
    at = timezone.localtime()
    row = {"key_id": key_id, "day": at.date(), "hour": at.hour, "endpoint": endpoint}
    rows = Call.objects.filter(**row, status=status)
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            Call.objects.create(**row, status=status, count=1)
    except IntegrityError:  # another process was first
        rows.update(count=F("count") + 1)


def calls_prune() -> None:
    """Forget calls after 90 days."""
    Call.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
