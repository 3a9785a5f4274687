"""Which teams keep safety plans, notes and tasks here: those that have no other system.

This is no second Simfoni. UPTD PPA writes there, so here it begins switched off; a focal point's
team never has it, because a bridge keeps the minimum.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from ruangaman.casework.held import Case
from ruangaman.casework.models import TeamDesk
from ruangaman.lib.boxes import IN_PERSON
from ruangaman.people.models import Team

BY_ITSELF = frozenset({Team.Kind.PSEAH_DESK, Team.Kind.OTHER})
"""Kinds of teams that keep their work here unless they said otherwise."""
NEVER = frozenset({Team.Kind.FOCAL_POINT})


def keeps_work(case: Case) -> bool:
    """Say whether the team through which this reader reads the case keeps its work here.

    Whoever was let in in person goes by her own teams.
    """
    via = case.box.via
    return any_keeps(case.reader.team_ids if via == IN_PERSON else [uuid.UUID(bytes=via)])


def any_keeps(team_ids: Collection[uuid.UUID]) -> bool:
    """Say whether one of these teams keeps its work here, in one query."""
    rows = Team.objects.filter(pk__in=team_ids).values_list("kind", "teamdesk__keeps")
    return any(_keeps(kind, said) for kind, said in rows)


def team_keeps(team: Team) -> bool:
    """Say whether this team keeps its work here."""
    said = TeamDesk.objects.filter(team=team).values_list("keeps", flat=True).first()
    return _keeps(team.kind, said)


def may_choose(team: Team) -> bool:
    """Say whether the team has a choice at all."""
    return team.kind not in NEVER


def _keeps(kind: str, said: bool | None) -> bool:
    if kind in NEVER:
        return False
    return kind in BY_ITSELF if said is None else said
