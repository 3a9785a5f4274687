"""What is known of teams: whether a clock has run out, and nothing else.

Never of a team of focal points: it belongs to one unit, and a yes would say that the unit has a
report.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from ruangaman.casework.selectors.keeping import may_choose, team_keeps
from ruangaman.people.models import Role, Team
from ruangaman.people.selectors import recipient_count
from ruangaman.reporting.labels import COLLEAGUE
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.stopped import reporters_wait
from ruangaman.reporting.services.aside_questions import questions_for


@dataclass(frozen=True, slots=True)
class TeamClocks:
    """A team, whether a clock has run out in it or does today, and how many can read.

    ``new``: some writing waits for its first answer; what must be seen the same day is among those,
    and which it is stands under seal.
    ``waits``: somewhere a reporter has not chosen yet who reads instead of a focal point; asked
    for UPTD PPA only, None elsewhere. ``few_since``: since when, in some open report, fewer than
    two can read because somebody was shut out or stepped aside. ``keeps``: it keeps notes, tasks
    and safety plans here.
    """

    team: Team
    overdue: bool
    today: bool
    readers: int
    waits: bool | None = None
    few_since: dt.date | None = None
    new: bool = False
    questions: Sequence[Any] = ()
    keeps: bool = False
    may_choose: bool = False

    @property
    def few(self) -> bool:
        """Whether fewer than two people can read: one absence and nobody answers."""
        return self.readers < 2


@dataclass(frozen=True, slots=True)
class TeamOverdue:
    """What a coordinator may know of a team: yes or no."""

    team: Team
    overdue: bool


def team_clocks(*, user_id: uuid.UUID | None) -> list[TeamClocks]:
    """Return the clocks of the teams this person supervises.

    Yes or no, never a list or a count: she may herself be kept out of a report.
    """
    teams = _receiving().filter(grants__user=user_id, grants__role=Role.SUPERVISOR)
    return [
        TeamClocks(
            team,
            vars(team)["overdue"],
            vars(team)["today"],
            recipient_count(team.pk),
            reporters_wait() if team.kind == Team.Kind.UPTD_PPA else None,
            vars(team)["few_since"],
            vars(team)["new"],
            _questions(team, user_id),
            team_keeps(team),
            may_choose(team),
        )
        for team in teams.annotate(few_since=F("few_readers__since"))
    ]


def teams_wait(*, user_id: uuid.UUID) -> bool:
    """Say whether new writing waits in a team that this person supervises."""
    led = _receiving().filter(grants__user=user_id, grants__role=Role.SUPERVISOR)
    return any(vars(team)["new"] for team in led)


def team_led(*, user_id: uuid.UUID, team_id: uuid.UUID) -> Team | None:
    """Return a receiving team that this person supervises, or None."""
    led = _receiving().filter(grants__user=user_id, grants__role=Role.SUPERVISOR)
    return led.filter(pk=team_id).first()


def _questions(team: Team, user_id: uuid.UUID | None) -> list[dict[str, Any]]:
    """Return what her team asks about a colleague: who and why, never which case."""
    found = questions_for(team=team.pk, supervisor=user_id) if user_id else []
    return [
        {"id": one.id, "who": one.who, "reason": COLLEAGUE[one.reason]}
        for one in found
        if one.reason in COLLEAGUE
    ]


def teams_overdue() -> list[TeamOverdue]:
    """Return of every receiving team whether a clock has run out."""
    return [TeamOverdue(team, vars(team)["overdue"]) for team in _receiving()]


def _receiving() -> QuerySet[Team]:
    today = timezone.localdate()
    teams = Team.objects.filter(active=True).exclude(kind=Team.Kind.FOCAL_POINT)
    return teams.annotate(
        overdue=Exists(_reports(due_on__lt=today)),
        today=Exists(_reports(due_on=today)),
        new=Exists(_reports(state=Report.State.RECEIVED)),
    ).order_by("name")


def _reports(**due: object) -> QuerySet[Report]:
    """Return the reports of the team outside, due so: what is over has no day."""
    of_team = Report.teams.through._default_manager.filter(
        report_id=OuterRef("pk"), team_id=OuterRef(OuterRef("pk"))
    )
    return Report.objects.filter(Exists(of_team), **due)
