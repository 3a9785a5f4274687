"""Brings to mind what there is to do, by letters that say no more than that."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ruangaman.core.clock import now
from ruangaman.duty.models import Notice
from ruangaman.duty.services.plan import notices_add
from ruangaman.network.models import Reminder
from ruangaman.network.selectors.todo import todos_for
from ruangaman.people.models import Role, RoleGrant, User

ROLES = (Role.COORDINATOR, Role.HEAD_OF_UNIT, Role.FOCAL_POINT)
KEPT = dt.timedelta(days=400)
MONDAY = 0
AT_ONCE = 500
"""So many people's lists are made with the same queries."""


def reminders_plan() -> int:
    """Put a letter into the outbox for everybody with something new to do; return for how many.

    Whoever a decree names is among them, before she has any role: she is asked to declare.
    On Mondays the coordinator gets one whatever there is: the weekly page is waiting. The letter
    is the one that everybody gets about everything ("Ada tugas baru").
    """
    today = timezone.localdate(now())
    concerned = Q(grants__role__in=ROLES) | Q(person__appointments__isnull=False)
    users = list(User.objects.filter(concerned, is_active=True).distinct().order_by("pk"))
    batches = (users[at : at + AT_ONCE] for at in range(0, len(users), AT_ONCE))
    return sum(_remind(batch, today) for batch in batches)


def reminders_prune() -> None:
    """Forget what people were reminded of long ago."""
    Reminder.objects.filter(sent_on__lt=timezone.localdate(now()) - KEPT).delete()


def _remind(users: list[User], today: dt.date) -> int:
    """Write letters for these; nothing is asked for each of them but where there is news."""
    keys = {pk: {one.key for one in found} for pk, found in todos_for(users, today).items()}
    for pk in _weekly(users, today):
        keys[pk].add(f"week:{today.isoformat()}")
    known: dict[uuid.UUID, set[str]] = defaultdict(set)
    rows = Reminder.objects.filter(user__in=users)
    for pk, key in rows.values_list("user", "key"):
        known[pk].add(key)
    return sum(_letter(pk, mine - known[pk], today) for pk, mine in keys.items())


def _letter(pk: uuid.UUID, new: set[str], today: dt.date) -> bool:
    if not new:
        return False
    with transaction.atomic():
        Reminder.objects.bulk_create(
            [Reminder(user_id=pk, key=key, sent_on=today) for key in sorted(new)],
            ignore_conflicts=True,
        )
        present = now()
        notices_add(users=[pk], kind=Notice.Kind.TASK, due=present, now=present)
    return True


def _weekly(users: list[User], today: dt.date) -> list[uuid.UUID]:
    if today.weekday() != MONDAY:
        return []
    keeps = RoleGrant.objects.filter(user__in=users, role=Role.COORDINATOR)
    return list(keeps.values_list("user", flat=True).distinct())
