"""What a supervisor may know of her teams: whether a clock has run out, and nothing else."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from ruangaman.casework.selectors.keeping import may_choose, team_keeps
from ruangaman.people.models import Role, Team
from ruangaman.people.selectors import recipient_count
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.stopped import reporters_wait


@dataclass(frozen=True, slots=True)
class TeamClocks:
    """A team, whether a first answer is overdue in it, and how many can read its reports.

    ``waits``: somewhere a reporter has not chosen yet who reads instead of a focal point; asked
    for UPTD PPA only, None elsewhere. ``few_since``: since when, in some open report, fewer than
    two can read because somebody was shut out or stepped aside. ``keeps``: it keeps notes, tasks
    and safety plans here.
    """

    team: Team
    overdue: bool
    readers: int
    waits: bool | None = None
    few_since: dt.date | None = None
    keeps: bool = False
    may_choose: bool = False

    @property
    def few(self) -> bool:
        """Whether fewer than two people can read: one absence and nobody answers."""
        return self.readers < 2


def team_clocks(*, user_id: uuid.UUID | None) -> list[TeamClocks]:
    """Return the clocks of the teams this person supervises.

    Yes or no, never a list or a count: she may herself be kept out of a report.
    """
    late = Report.objects.filter(state=Report.State.RECEIVED, due_on__lt=timezone.localdate())
    of_team = Report.teams.through._default_manager.filter(
        report_id=OuterRef("pk"), team_id=OuterRef(OuterRef("pk"))
    )
    teams = Team.objects.filter(active=True, grants__user=user_id, grants__role=Role.SUPERVISOR)
    return [
        TeamClocks(
            team,
            vars(team)["overdue"],
            recipient_count(team.pk),
            reporters_wait() if team.kind == Team.Kind.UPTD_PPA else None,
            vars(team)["few_since"],
            team_keeps(team),
            may_choose(team),
        )
        for team in teams.annotate(
            overdue=Exists(late.filter(Exists(of_team))), few_since=F("few_readers__since")
        ).order_by("name")
    ]
