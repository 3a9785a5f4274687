"""Turns hours, arrivals and months into notices. Run again and again by the worker.

Two workers may run it at once, and a clock may be set back: what is planned is marked in the
same transaction, under a lock.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from ruangaman.duty.hours import BACK, latest_hour
from ruangaman.duty.models import HOURS, Address, MonthlyTest, Notice, TeamNotice, Wake
from ruangaman.duty.selectors.roster import on_duty
from ruangaman.notify.channels import channels_configured
from ruangaman.notify.letters import Channel
from ruangaman.people.labels import TEAM_READERS
from ruangaman.people.models import Team, User

AT_ONCE_PAUSE = dt.timedelta(minutes=10)
"""A team is woken at once at most so often: what arrives meanwhile waits for the next time."""

TEST_FROM_HOUR = 9
"""Local hour before which no test message is planned."""


def notices_plan(*, now: dt.datetime) -> None:
    """Plan everything that is due at ``now``; writes only where something is."""
    _teams_begin(now)
    _clock_was_ahead(now)
    _hours_plan(now)
    _wakes_plan(now)
    monthly_plan(now=now)


def monthly_plan(*, now: dt.datetime) -> None:
    """Plan this month's test message for every receiver and focal point without one."""
    if timezone.localtime(now).hour < TEST_FROM_HOUR or not channels_configured():
        return
    month = timezone.localdate(now).replace(day=1)
    receivers = User.objects.filter(grants__role__in=TEAM_READERS, is_active=True)
    tested = MonthlyTest.objects.filter(month=month).values("user_id")
    missing = set(receivers.exclude(pk__in=tested).values_list("pk", flat=True))
    if not missing:
        return
    with transaction.atomic():
        MonthlyTest.objects.bulk_create(
            [MonthlyTest(user_id=user, month=month) for user in missing], ignore_conflicts=True
        )
        due = timezone.make_aware(dt.datetime.combine(month, dt.time(TEST_FROM_HOUR)))
        notices_add(users=missing, kind=Notice.Kind.TEST, due=due, now=now)


def notices_add(
    *, users: Collection[uuid.UUID], kind: str, due: dt.datetime, now: dt.datetime
) -> None:
    """Put a letter for each of ``users`` and each of her channels into the outbox, once."""
    channels = channels_configured()
    if Channel.EMAIL in channels:
        addresses_ensure(users)
    addresses = Address.objects.filter(user__in=users, channel__in=channels)
    Notice.objects.bulk_create(
        [
            Notice(address=address, kind=kind, due_at=due, next_at=now)
            for address in addresses.order_by("pk")
        ],
        ignore_conflicts=True,
    )


def addresses_ensure(users: Iterable[uuid.UUID]) -> None:
    """Give everybody without one the e-mail of her account as an address."""
    known = Address.objects.filter(user__in=users, channel=Channel.EMAIL).values_list("user_id")
    missing = set(users) - {user for (user,) in known}
    Address.objects.bulk_create(
        [Address(user_id=user, channel=Channel.EMAIL) for user in missing], ignore_conflicts=True
    )


def _teams_begin(now: dt.datetime) -> None:
    """Give every team in which somebody reads its hours, from now on."""
    teams = Team.objects.filter(active=True, notice=None, grants__role__in=TEAM_READERS)
    missing = set(teams.values_list("pk", flat=True))
    if missing:
        TeamNotice.objects.bulk_create(
            [TeamNotice(team_id=team, hours=list(HOURS), planned_upto=now) for team in missing],
            ignore_conflicts=True,
        )


def _clock_was_ahead(now: dt.datetime) -> None:
    """Take back marks that a clock which was wrong set in the future: better twice than never."""
    wrong = now + BACK
    if TeamNotice.objects.filter(planned_upto__gt=wrong).exists():
        with transaction.atomic():
            Notice.objects.filter(due_at__gt=wrong).delete()
            TeamNotice.objects.filter(planned_upto__gt=wrong).update(planned_upto=now)


def _hours_plan(now: dt.datetime) -> None:
    due = [row.pk for row in TeamNotice.objects.filter(team__active=True) if _due(row, now)]
    if not due:
        return
    with transaction.atomic():
        rows = TeamNotice.objects.select_for_update().filter(pk__in=due).order_by("pk")
        by_hour: dict[dt.datetime, list[TeamNotice]] = {}
        for row in rows:
            if hour := _due(row, now):
                by_hour.setdefault(hour, []).append(row)
        for hour, teams in by_hour.items():
            _teams_notify([row.pk for row in teams], due=hour, now=now)
            TeamNotice.objects.filter(pk__in=[row.pk for row in teams]).update(planned_upto=hour)


def _due(row: TeamNotice, now: dt.datetime) -> dt.datetime | None:
    hour = latest_hour(row.hours, after=row.planned_upto, upto=now)
    return hour if hour > row.planned_upto else None


def _wakes_plan(now: dt.datetime) -> None:
    """Wake the teams for which something arrived, unless they were woken a moment ago."""
    if not Wake.objects.exists():
        return
    with transaction.atomic():
        wakes = list(Wake.objects.select_for_update().order_by("pk"))
        teams = {wake.team_id for wake in wakes}
        rows = TeamNotice.objects.filter(pk__in=teams, team__active=True)
        pausing = {row.pk for row in rows if _woken_a_moment_ago(row, now)}
        woken = teams - pausing
        if not woken:
            return
        _teams_notify(woken, due=now, now=now)
        TeamNotice.objects.filter(pk__in=woken).update(woken_at=now)
        Wake.objects.filter(pk__in=[one.pk for one in wakes if one.team_id in woken]).delete()


def _woken_a_moment_ago(row: TeamNotice, now: dt.datetime) -> bool:
    """A mark in the future, from a clock that was wrong, does not keep a team asleep."""
    return row.woken_at is not None and row.woken_at <= now < row.woken_at + AT_ONCE_PAUSE


def _teams_notify(team_ids: Collection[uuid.UUID], *, due: dt.datetime, now: dt.datetime) -> None:
    duty = on_duty(team_ids, timezone.localdate(now))
    users = frozenset[uuid.UUID]().union(*duty.values())
    notices_add(users=users, kind=Notice.Kind.TASK, due=due, now=now)
