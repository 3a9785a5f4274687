"""What the pages about duty show."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.duty.models import HOURS, Absence, Address, MonthlyTest, Swap, TeamNotice
from ruangaman.duty.selectors.reach import tested_this_month, tests_at_home
from ruangaman.duty.selectors.roster import Day, days_of, members_of
from ruangaman.notify.channels import channels_configured
from ruangaman.people.labels import TEAM_READERS
from ruangaman.people.models import Team, User

SHOWN = 14
GAP_DAYS = 7
"""Days ahead in which a gap is shown to the supervisor."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a day."""

    name: str
    me: bool
    away: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A day as the page shows it."""

    day: dt.date
    people: list[Person]
    today: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """A team's roster. ``mine`` are my days that I could offer."""

    team: Team
    kept: bool
    on_duty: list[str]
    lines: list[Line]
    mine: list[dt.date]
    colleagues: list[User]
    hours: list[str]
    at_once: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with reaching a member: failing channels, or no test opened."""

    person: User
    failing: list[Address]
    untested: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How a team can be reached."""

    team: Team
    members: int
    troubles: list[Trouble]


def dates(today: dt.date, number: int) -> list[dt.date]:
    """Return so many days from today on."""
    return [today + dt.timedelta(days=ahead) for ahead in range(number)]


def rosters(*, teams: Iterable[Team], user: User) -> list[Roster]:
    """Return this week's and next week's roster of ``teams``, as ``user`` sees it."""
    found, today = list(teams), timezone.localdate()
    ids = [team.pk for team in found]
    days, members = days_of(ids, dates(today, SHOWN)), members_of(ids)
    names = User.objects.in_bulk({one for users in members.values() for one in users})
    notices = {row.team_id: row for row in TeamNotice.objects.filter(team__in=ids)}
    return [
        Roster(
            team=team,
            kept=days[team.pk][0].kept,
            on_duty=sorted(names[one].name for one in days[team.pk][0].on_duty),
            lines=[_line(day, names, user, today) for day in days[team.pk]],
            mine=[day.day for day in days[team.pk] if user.pk in day.planned],
            colleagues=sorted(
                (names[one] for one in members[team.pk] if one != user.pk),
                key=lambda one: one.name,
            ),
            hours=notices[team.pk].hours if team.pk in notices else list(HOURS),
            at_once=team.pk in notices and notices[team.pk].at_once,
        )
        for team in found
    ]


def gaps(*, teams: Iterable[Team]) -> list[tuple[Team, list[dt.date]]]:
    """Return the teams with a day in the next week on which nobody has duty, and those days."""
    found = {team.pk: team for team in teams}
    if not found:
        return []
    days = days_of(list(found), dates(timezone.localdate(), GAP_DAYS))
    empty = {pk: [one.day for one in lines if one.gap] for pk, lines in days.items()}
    return [(found[pk], lines) for pk, lines in empty.items() if lines]


def absences_of(users: Collection[uuid.UUID]) -> list[Absence]:
    """Return the absences of these people that are not over, soonest first."""
    rows = Absence.objects.filter(user__in=users, last__gte=timezone.localdate())
    return list(rows.select_related("user").order_by("first", "user__name"))


def swaps_for(user: User) -> tuple[list[Swap], list[Swap]]:
    """Return the offers to somebody, and those she made."""
    rows = Swap.objects.filter(day__gte=timezone.localdate()).order_by("day")
    rows = rows.select_related("team", "giver", "taker")
    return list(rows.filter(taker=user)), list(rows.filter(giver=user))


def reaches(*, teams: Iterable[Team]) -> list[Reach]:
    """Return who in these teams cannot be reached, or has not opened this month's test."""
    found = list(teams)
    members = members_of([team.pk for team in found])
    people = User.objects.in_bulk({one for users in members.values() for one in users})
    failing: dict[uuid.UUID, list[Address]] = {}
    rows = Address.objects.filter(user__in=people, channel__in=channels_configured())
    for row in rows.exclude(failing_since=None).order_by("channel"):
        failing.setdefault(row.user_id, []).append(row)
    tested = tested_this_month(people, timezone.localdate())
    return [
        Reach(
            team,
            len(members[team.pk]),
            [
                Trouble(people[one], failing.get(one, []), one not in tested)
                for one in sorted(members[team.pk], key=lambda one: people[one].name)
                if one in failing or one not in tested
            ],
        )
        for team in found
    ]


def unreachable_count() -> int:
    """Return how many receivers have no channel by which something arrives."""
    receivers = User.objects.filter(grants__role__in=TEAM_READERS, is_active=True).distinct()
    rows = Address.objects.filter(channel__in=channels_configured())
    failing = set(rows.exclude(failing_since=None).values_list("user_id", flat=True))
    works = set(rows.filter(failing_since=None).values_list("user_id", flat=True))
    return receivers.filter(pk__in=failing - works).count()


def addresses_failing(user: User) -> list[Address]:
    """Return somebody's addresses at which nothing arrives."""
    return list(Address.objects.filter(user=user).exclude(failing_since=None).order_by("channel"))


def waits_for_test(user: User) -> bool:
    """Say whether this month's test was sent to somebody who has not opened it."""
    month = timezone.localdate().replace(day=1)
    return MonthlyTest.objects.filter(user=user, month=month, opened_on=None).exists()


def month_test_is_here(user: User) -> bool:
    """Say whether somebody has this month's test to open on her own pages."""
    today = timezone.localdate()
    mine = MonthlyTest.objects.filter(user=user, month=today.replace(day=1))
    return not mine.exclude(opened_on=None).exists() and tests_at_home(today)


def _line(day: Day, names: dict[uuid.UUID, User], user: User, today: dt.date) -> Line:
    people = [
        Person(names[one].name, me=one == user.pk, away=one in day.away) for one in day.planned
    ]
    people.sort(key=lambda one: one.name)
    return Line(day.day, people, today=day.day == today, gap=day.gap)
