"""Open cases of a team that nobody of the team can open any more. Numbers, and nothing else.

From the open columns: who left or is suspended has a box still, and everybody of the team had one,
whom the reporter kept out too. So a case is missing here where only somebody kept out is left.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from ruangaman.people.models import Role
from ruangaman.people.selectors import keys_vouched
from ruangaman.reporting.models import Box, Report

SLICE = 20_000
"""So many cases are looked through at a time: the page stays quick whatever a team has."""
SHOWN = 100


@dataclass(frozen=True, slots=True)
class LeftCase:
    """A case by number; ``suspended``: somebody who could read it is only suspended."""

    number: str
    suspended: bool


@dataclass(frozen=True, slots=True)
class LeftPage:
    """Some of them; ``next`` is the number after which the rest has not been looked through."""

    cases: list[LeftCase]
    next: str


def left_page(*, team: uuid.UUID, after: str) -> LeftPage:
    """Look through up to ``SLICE`` open cases of the team after ``after``."""
    open_ones = Report.objects.filter(teams=team, state__in=Report.OPEN, number__gt=after)
    ordered = open_ones.order_by("number").values_list("number", flat=True)
    last = ordered[SLICE - 1 : SLICE].first()
    found = _unread(open_ones.filter(number__lte=last) if last else open_ones, team)
    rows = list(found[: SHOWN + 1])
    cases = [LeftCase(one.number, vars(one)["suspended"]) for one in rows[:SHOWN]]
    more = cases[-1].number if len(rows) > SHOWN else last
    return LeftPage(cases, more or "")


def _unread(reports: QuerySet[Report], team: uuid.UUID) -> QuerySet[Report]:
    able = [one.key_id for one in keys_vouched() if one.team_id == team]
    boxes = Box.objects.filter(report=OuterRef("pk"), ended_on=None)
    suspended = boxes.filter(
        recipient__replaced_on=None,
        recipient__user__is_active=False,
        recipient__user__grants__role=Role.CASE_WORKER,
        recipient__user__grants__team=team,
    )
    unread = reports.filter(~Exists(boxes.filter(recipient__in=able)))
    return unread.annotate(suspended=Exists(suspended)).order_by("number").only("number")
