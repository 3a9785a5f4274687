"""Duty in the demo world: a roster with a gap, an offer, an absence, and somebody out of reach."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ruangaman.duty.addresses import address_seal
from ruangaman.duty.models import (
    Absence,
    Address,
    MonthlyTest,
    Notice,
    Swap,
    TeamNotice,
    WeeklyDuty,
)
from ruangaman.notify.letters import Reason
from ruangaman.ops.demo.people import UPTD
from ruangaman.people.models import Team, User

_NUMBER = "+6280000000000"
_WEEK = {"maria": (0, 1, 2), "yosef": (3, 4, 5)}
"""Who has duty from Monday (0) on. Sunday is nobody's: that is the gap to be seen."""


def duty_create() -> None:
    """Make roster, hours and addresses of the invented people."""
    team, now = Team.objects.get(code=UPTD), timezone.now()
    people = User.objects.in_bulk(["maria", "yosef", "klara", "rina"], field_name="username")
    maria, yosef = people["maria"], people["yosef"]
    TeamNotice.objects.create(team=team, hours=["07:30", "16:00"], at_once=True, planned_upto=now)
    WeeklyDuty.objects.bulk_create(
        WeeklyDuty(team=team, weekday=day, user=people[name])
        for name, days in _WEEK.items()
        for day in days
    )
    thursday = _next(timezone.localdate(), 3)
    Swap.objects.create(team=team, day=thursday, giver=yosef, taker=maria)
    away = timezone.localdate() + dt.timedelta(days=20)
    Absence.objects.create(user=maria, first=away, last=away + dt.timedelta(days=4))
    _reach_create(people, now)


def _reach_create(people: dict[str, User], now: dt.datetime) -> None:
    """Maria has opened this month's test; nothing arrives at Yosef's WhatsApp."""
    month = timezone.localdate(now).replace(day=1)
    for name, user in people.items():
        opened = timezone.localdate(now) if name == "maria" else None
        MonthlyTest.objects.create(user=user, month=month, opened_on=opened)
    for name in ("maria", "yosef"):
        address = Address.objects.create(user=people[name], channel="email")
        Notice.objects.create(
            address=address, kind="test", due_at=now, next_at=now, tries=1, outcome="accepted"
        )
    broken = Address(user=people["yosef"], channel="whatsapp", failing_since=now)
    broken.sealed = address_seal(_NUMBER, broken.pk)
    broken.failure, broken.returned = Reason.RETURNED, True
    broken.save()


def _next(today: dt.date, weekday: int) -> dt.date:
    return today + dt.timedelta(days=(weekday - today.weekday()) % 7)
