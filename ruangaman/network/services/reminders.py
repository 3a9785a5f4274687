"""Brings to mind what there is to do, by letters that say no more than that."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ruangaman.core.clock import now
from ruangaman.duty.models import Notice
from ruangaman.duty.services.plan import notices_add
from ruangaman.network.models import Reminder
from ruangaman.network.selectors.todo import todo_for
from ruangaman.people.models import Role, User

ROLES = (Role.COORDINATOR, Role.HEAD_OF_UNIT, Role.FOCAL_POINT)
KEPT = dt.timedelta(days=400)
MONDAY = 0


def reminders_plan() -> int:
    """Put a letter into the outbox for everybody with something new to do; return for how many.

    Whoever a decree names is among them, before she has any role: she is asked to declare.
    On Mondays the coordinator gets one whatever there is: the weekly page is waiting. The letter
    is the one that everybody gets about everything ("Ada tugas baru").
    """
    today = timezone.localdate(now())
    concerned = Q(grants__role__in=ROLES) | Q(person__appointments__isnull=False)
    users = User.objects.filter(concerned, is_active=True).distinct().order_by("pk")
    return sum(_remind(user, today) for user in users)


def reminders_prune() -> None:
    """Forget what people were reminded of long ago."""
    Reminder.objects.filter(sent_on__lt=timezone.localdate(now()) - KEPT).delete()


def _remind(user: User, today: dt.date) -> bool:
    keys = {one.key for one in todo_for(user, today)}
    if _has_weekly(user, today):
        keys.add(f"week:{today.isoformat()}")
    with transaction.atomic():
        known = Reminder.objects.filter(user=user, key__in=keys).values_list("key", flat=True)
        new = keys - set(known)
        if not new:
            return False
        Reminder.objects.bulk_create(
            [Reminder(user=user, key=key, sent_on=today) for key in sorted(new)],
            ignore_conflicts=True,
        )
        present = now()
        notices_add(users=[user.pk], kind=Notice.Kind.TASK, due=present, now=present)
    return True


def _has_weekly(user: User, today: dt.date) -> bool:
    return today.weekday() == MONDAY and user.grants.filter(role=Role.COORDINATOR).exists()
