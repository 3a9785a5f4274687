"""What a report or a message sets in motion: a row that says "this team", and nothing more."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from ruangaman.core.statements import rows_asked, rows_insert
from ruangaman.duty.models import TeamNotice, Wake


def team_woken(team_ids: Collection[uuid.UUID]) -> None:
    """Note that something arrived for these teams, inside the transaction that keeps it.

    Only for teams that chose to be woken at once; for all others the fixed hours are enough.
    Nothing is sent here: the worker does that after the commit.
    """
    teams = rows_asked(_at_once, *sorted(team_ids))
    rows_insert([Wake(team_id=team) for (team,) in teams])


def _at_once(*team_ids: uuid.UUID) -> QuerySet[TeamNotice, tuple[uuid.UUID]]:
    return TeamNotice.objects.filter(team__in=team_ids, at_once=True).values_list("team_id")
