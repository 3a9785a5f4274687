"""What is told of sign-ins that failed: to the person, to administrators, to monitoring."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Min, QuerySet, Sum
from django.utils import timezone

from ruangaman.people.models import FailedSignIns, User

DAY = dt.timedelta(days=1)
MANY = 20
"""Of one account within a day: somebody may be guessing."""

MANY_UNKNOWN = 200
"""Of names that no account has, within a day: somebody may be trying a list."""


@dataclass(frozen=True, slots=True)
class Failures:
    """How often it failed; ``first`` and ``last`` are the hours of the first and last time."""

    count: int
    first: dt.datetime
    last: dt.datetime


def failures_of(user: User) -> Failures | None:
    """Return the failures that are still kept of an account, if there are any."""
    told = FailedSignIns.objects.filter(user=user).aggregate(
        count=Sum("count"), first=Min("hour"), last=Max("hour")
    )
    return Failures(**told) if told["count"] else None


def accounts_tried() -> list[tuple[User, int]]:
    """Return the accounts at which many sign-ins failed within a day, the most first."""
    rows = (
        _of_a_day()
        .exclude(user=None)
        .values("user")
        .annotate(total=Sum("count"))
        .filter(total__gte=MANY)
        .order_by("-total", "user")
    )
    totals = {row["user"]: row["total"] for row in rows}
    users = User.objects.in_bulk(list(totals))
    return [(users[pk], total) for pk, total in totals.items() if pk in users]


def unknown_tried() -> int:
    """Return how many sign-ins of the last day gave a name that no account has."""
    total = _of_a_day().filter(user=None).aggregate(total=Sum("count"))["total"]
    return int(total or 0)


def most_tried() -> int:
    """Return the most failures that one account had within a day."""
    rows = _of_a_day().exclude(user=None).values("user").annotate(total=Sum("count"))
    return max((int(row["total"]) for row in rows), default=0)


def _of_a_day() -> QuerySet[FailedSignIns]:
    return FailedSignIns.objects.filter(hour__gt=timezone.now() - DAY)
