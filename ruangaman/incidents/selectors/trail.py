"""The audit trail as an officer may see it: who did what and when, never about what or whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.people.models import User

BY_DAY = "contact"
"""What begins so bears its day alone: a minute would tell when somebody came."""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """An event: ``at`` is a moment, or a day alone; ``name`` is empty for the program itself."""

    at: dt.date
    action: str
    name: str


def trail_events() -> QuerySet[AuditEvent]:
    """Return the events, newest first. Contacts stand below that day's other events: their place
    among the minutes of the others would tell theirs.
    """
    by_day = Case(When(action__startswith=BY_DAY, then=Value(1)), default=Value(0))
    return AuditEvent.objects.order_by(TruncDate("at").desc(), by_day, "-sequence")


def trail_lines(events: Sequence[AuditEvent]) -> list[TrailLine]:
    """Return a page of events in words, in one more query."""
    actors = {one.actor for one in events if one.actor}
    names = {user.pk: user.name for user in User.objects.filter(pk__in=actors)}
    return [
        TrailLine(_shown(one), one.action, names.get(one.actor, "") if one.actor else "")
        for one in events
    ]


def _shown(event: AuditEvent) -> dt.date:
    return timezone.localdate(event.at) if event.action.startswith(BY_DAY) else event.at
