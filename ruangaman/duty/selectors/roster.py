"""Who has duty when."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ruangaman.duty.models import HOURS, Absence, DatedDuty, TeamNotice, WeeklyDuty
from ruangaman.people.labels import TEAM_READERS
from ruangaman.people.models import RoleGrant, User

People = frozenset[uuid.UUID]
_NOBODY: People = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a team.

    ``planned`` are those whose turn it is, away or not; ``on_duty`` those who are woken: without
    a roster all members, and all of them too on a day on which nobody would be left.
    """

    day: dt.date
    planned: People
    away: People
    on_duty: People
    kept: bool

    @property
    def gap(self) -> bool:
        """Whether a roster is kept and leaves this day to nobody."""
        return self.kept and not self.planned - self.away


def members_of(team_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, People]:
    """Return who reads for each team, with an active account. One query."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {team: set() for team in team_ids}
    grants = RoleGrant.objects.filter(
        role__in=TEAM_READERS, team__in=team_ids, user__is_active=True
    ).values_list("team_id", "user_id")
    for team, user in grants:
        if team:
            found[team].add(user)
    return {team: frozenset(users) for team, users in found.items()}


def days_of(team_ids: Collection[uuid.UUID], days: Iterable[dt.date]) -> dict[uuid.UUID, list[Day]]:
    """Return these days of each team, in order. Five queries, however many teams and days."""
    asked = sorted(days)
    members = members_of(team_ids)
    weekly, dated, kept = _weekly(team_ids), _dated(team_ids, asked), _kept(team_ids)
    away = _away({user for users in members.values() for user in users}, asked)
    return {
        team: [
            _day(
                day,
                planned=dated.get((team, day), weekly.get((team, day.weekday()), _NOBODY)),
                members=users,
                away=away[day],
                kept=team in kept,
            )
            for day in asked
        ]
        for team, users in members.items()
    }


def on_duty(team_ids: Collection[uuid.UUID], day: dt.date) -> dict[uuid.UUID, People]:
    """Return whom to wake for each team on this day."""
    return {team: found.on_duty for team, (found,) in days_of(team_ids, [day]).items()}


def members_named(team_id: uuid.UUID) -> list[User]:
    """Return who reads for a team, by name."""
    return list(User.objects.filter(pk__in=members_of([team_id])[team_id]).order_by("name"))


def weekly_of(team_id: uuid.UUID) -> dict[int, People]:
    """Return who has duty on which day of the week; 0 is Monday."""
    return {weekday: users for (_, weekday), users in _weekly([team_id]).items()}


def hours_of(team_id: uuid.UUID) -> tuple[list[str], bool]:
    """Return the fixed hours of a team, and whether it is woken at once too."""
    row = TeamNotice.objects.filter(pk=team_id).first()
    return (row.hours, row.at_once) if row else (list(HOURS), False)


def _day(day: dt.date, *, planned: People, members: People, away: People, kept: bool) -> Day:
    planned &= members
    present = members - away or members
    on_duty = (planned - away) or present
    return Day(day, planned, away & members, on_duty if kept else present, kept)


def _weekly(team_ids: Collection[uuid.UUID]) -> Mapping[tuple[uuid.UUID, int], People]:
    rows = WeeklyDuty.objects.filter(team__in=team_ids)
    found: dict[tuple[uuid.UUID, int], set[uuid.UUID]] = defaultdict(set)
    for team, weekday, user in rows.values_list("team_id", "weekday", "user_id"):
        found[team, weekday].add(user)
    return {place: frozenset(users) for place, users in found.items()}


def _dated(
    team_ids: Collection[uuid.UUID], days: list[dt.date]
) -> Mapping[tuple[uuid.UUID, dt.date], People]:
    rows = DatedDuty.objects.filter(team__in=team_ids, day__gte=days[0], day__lte=days[-1])
    found: dict[tuple[uuid.UUID, dt.date], set[uuid.UUID]] = defaultdict(set)
    for team, day, user in rows.values_list("team_id", "day", "user_id"):
        found[team, day].add(user)
    return {place: frozenset(users) for place, users in found.items()}


def _kept(team_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return the teams that keep a roster: with a weekly pattern or a date in it."""
    weekly = WeeklyDuty.objects.filter(team__in=team_ids).values_list("team_id")
    dated = DatedDuty.objects.filter(team__in=team_ids).values_list("team_id")
    return frozenset(team for (team,) in weekly.union(dated))


def _away(users: set[uuid.UUID], days: list[dt.date]) -> dict[dt.date, People]:
    rows = list(
        Absence.objects.filter(user__in=users, first__lte=days[-1], last__gte=days[0]).values_list(
            "user_id", "first", "last"
        )
    )
    return {
        day: frozenset(user for user, first, last in rows if first <= day <= last) for day in days
    }
