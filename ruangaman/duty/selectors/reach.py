"""How people are reached, and whether they were."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from ruangaman.duty.models import Language, MonthlyTest

TEST_PATIENCE = 7
"""Days of a month in which the test of the month before still counts."""


def language_of(user_id: uuid.UUID) -> str:
    """Return the language in which a person gets notices."""
    chosen = Language.objects.filter(pk=user_id).values_list("code", flat=True).first()
    return chosen or settings.LANGUAGE_CODE


def tested_this_month(user_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return those who opened this month's test message."""
    return frozenset(tests_opened().filter(user__in=user_ids).values_list("user_id", flat=True))


def tests_opened() -> QuerySet[MonthlyTest]:
    """Return the test messages of this month that were opened.

    In the first ``TEST_PATIENCE`` days of a month that of the month before counts too: nobody
    stops being ready at midnight.
    """
    today = timezone.localdate()
    months = [today.replace(day=1)]
    if today.day <= TEST_PATIENCE:
        months.append((months[0] - dt.timedelta(days=1)).replace(day=1))
    return MonthlyTest.objects.filter(month__in=months).exclude(opened_on=None)
