"""What a supervisor may know of her teams: whether a clock has run out, and nothing else."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef
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
    questions: Sequence[Any] = ()
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
            _questions(team, user_id),
            team_keeps(team),
            may_choose(team),
        )
        for team in teams.annotate(
            overdue=Exists(late.filter(Exists(of_team))), few_since=F("few_readers__since")
        ).order_by("name")
    ]


def _questions(team: Team, user_id: uuid.UUID | None) -> list[dict[str, Any]]:
    """Return what her team asks about a colleague: who and why, never which case."""
    found = questions_for(team=team.pk, supervisor=user_id) if user_id else []
    return [
        {"id": one.id, "who": one.who, "reason": COLLEAGUE[one.reason]}
        for one in found
        if one.reason in COLLEAGUE
    ]
