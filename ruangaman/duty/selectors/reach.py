"""How people are reached, and whether they were."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from ruangaman.core.rules import month_after
from ruangaman.duty.models import Language, MonthlyTest, Notice
from ruangaman.notify.channels import channels_configured

HOME_FROM = 3
"""Day of a month from which the home page takes the place of letters that never went out."""

_WENT_OUT = (Notice.Outcome.ACCEPTED, Notice.Outcome.RETURNED)

TEST_PATIENCE = 7
"""Days of a month in which the test of the month before still counts."""


def language_of(user_id: uuid.UUID) -> str:
    """Return the language in which a person gets notices."""
    chosen = Language.objects.filter(pk=user_id).values_list("code", flat=True).first()
    return chosen or settings.LANGUAGE_CODE


def tested_this_month(user_ids: Collection[uuid.UUID], day: dt.date) -> frozenset[uuid.UUID]:
    """Return those who opened the test message that counts on ``day``."""
    return frozenset(tests_opened(day).filter(user__in=user_ids).values_list("user_id", flat=True))


def tests_last(user_ids: Collection[uuid.UUID] | None, day: dt.date) -> dict[uuid.UUID, dt.date]:
    """Return the last day on which each one's newest opened test message counts, as of ``day``."""
    opened = MonthlyTest.objects.filter(month__lte=day).exclude(opened_on=None)
    if user_ids is not None:
        opened = opened.filter(user__in=user_ids)
    newest = opened.values("user_id").annotate(newest=Max("month")).values_list("user_id", "newest")
    patience = dt.timedelta(days=TEST_PATIENCE - 1)
    return {user: month_after(month) + patience for user, month in newest.order_by()}


def tests_at_home(day: dt.date) -> bool:
    """Say whether the test of this month is opened on one's own home page.

    So where nothing can be sent, and from the third day where nothing went out to anybody: a
    message that was never sent can't be opened, and an installation would lose all its focal
    points for a mail server.
    """
    if not channels_configured():
        return True
    if day.day < HOME_FROM:
        return False
    begun = timezone.make_aware(dt.datetime.combine(day.replace(day=1), dt.time.min))
    sent = Notice.objects.filter(kind=Notice.Kind.TEST, due_at__gte=begun, outcome__in=_WENT_OUT)
    return not sent.exists()


def tests_opened(day: dt.date) -> QuerySet[MonthlyTest]:
    """Return the test messages of the month of ``day`` that were opened.

    In the first ``TEST_PATIENCE`` days of a month that of the month before counts too: nobody
    stops being ready at midnight.
    """
    months = [day.replace(day=1)]
    if day.day <= TEST_PATIENCE:
        months.append((months[0] - dt.timedelta(days=1)).replace(day=1))
    return MonthlyTest.objects.filter(month__in=months).exclude(opened_on=None)
