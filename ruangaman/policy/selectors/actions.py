"""Reads actions: a unit's plan of a year with what its gaps propose, and lists of many units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ruangaman.core.pack_content import said
from ruangaman.network.models import Unit
from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import User
from ruangaman.policy.models import Action, Answer, Evidence
from ruangaman.policy.permissions import may_write
from ruangaman.policy.selectors.assessments import (
    AssessmentPage,
    Line,
    assessment_page,
    evidence_counted,
)
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.lineage import NamedUnit, forebears_of, heirs_of, sees
from ruangaman.policy.selectors.text import place_name

State = Action.State
SOON = dt.timedelta(days=30)
"""So long before its day an action is brought to mind."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with how it stands today, where it came from and where it went on."""

    action: Action
    days: int
    files: int
    later: Action | None
    standard: str

    @property
    def overdue(self) -> bool:
        """Say whether it is open past its day."""
        return self.action.state == State.OPEN and self.days < 0

    @property
    def ago(self) -> int:
        """Days since its day."""
        return -self.days


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A unit's plan of a year: its actions, gaps without one, and what earlier years left open."""

    unit: NamedUnit
    year: int
    lines: Sequence[ActionLine]
    proposals: Sequence[Line]
    left: Sequence[ActionLine]
    assessed: bool

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(line.overdue for line in self.lines)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(line.action.state == State.DONE for line in self.lines)


def plan_page(code: str, year: int, *, unit: NamedUnit | None = None) -> PlanPage:
    """Return a unit's plan of a year, in a fixed number of queries."""
    page = assessment_page(code, year, unit=unit)
    own = list(Action.objects.filter(unit_code=code, year=year).select_related("carried_from"))
    before = forebears_of([code])
    left = Action.objects.filter(state=State.OPEN, year__lt=year, unit_code=code)
    left |= Action.objects.filter(state=State.OPEN, year__lte=year, unit_code__in=before)
    taken = {(one.view, one.standard) for one in own}
    return PlanPage(
        unit=page.unit,
        year=year,
        lines=lines_of(sorted(own, key=_order), page),
        proposals=[
            line for line in page.lines if line.is_gap and (line.view, line.key) not in taken
        ],
        left=lines_of(left.select_related("carried_from").order_by("due", "pk"), page),
        assessed=page.assessment is not None,
    )


def lines_of(actions: Iterable[Action], page: AssessmentPage | None = None) -> list[ActionLine]:
    """Return actions as they stand today."""
    listed, today = list(actions), timezone.localdate()
    keys = [one.pk for one in listed]
    files = evidence_counted(Evidence.About.ACTION, keys)
    later = {one.carried_from_id: one for one in Action.objects.filter(carried_from__in=keys)}
    return [
        ActionLine(
            one,
            (one.due - today).days,
            files.get(one.pk, 0),
            later.get(one.pk),
            _standard(one, page),
        )
        for one in listed
    ]


def action_seen(user: User, pk: UUID) -> Action:
    """Return an action this person may see; ``Http404`` for others and where there is none."""
    one = Action.objects.select_related("carried_from").filter(pk=pk).first()
    if one is None or not sees(user, one.unit_code):
        raise Http404
    return one


def action_kept(user: User, pk: UUID) -> Action:
    """Return an action this person may write; ``Http404`` for whoever only reads it."""
    one = action_seen(user, pk)
    if not may_plan(user, one.unit_code):
        raise Http404
    return one


def actions_found(
    user: User, *, standing: str = "", year: int | None = None, text: str = ""
) -> QuerySet[Action]:
    """Return the actions of all units this person keeps; ``late`` are open past their day.

    For the coordinator with those of the province itself.
    """
    found = Action.objects.order_by("due", "pk")
    if not is_coordinator(user):
        own = units_of(user)
        found = found.filter(unit_code__in=own | forebears_of(own))
    if year:
        found = found.filter(year=year)
    if standing == "late":
        found = found.filter(state=State.OPEN, due__lt=timezone.localdate())
    elif standing:
        found = found.filter(state=standing)
    if text.strip():
        for word in text.split()[:8]:
            units = Unit.objects.filter(search__contains=word.casefold()).values("code")
            found = found.filter(Q(unit_code__in=units))
    return found


def unit_names_ever(codes: Collection[str]) -> dict[str, str]:
    """Return what units are called now, or were called last, by code, in one query."""
    rows = Unit.objects.filter(code__in=set(codes)).order_by("pk")
    names = dict(rows.values_list("code", "name"))
    return names | {PROVINCE: place_name(PROVINCE)} if PROVINCE in codes else names


def may_plan(user: User, code: str) -> bool:
    """Say whether somebody writes a unit's plan: the coordinator, or somebody of the unit.

    What a unit left that is no more is written by those of the units that went on from it. The
    province's own (an empty code) is the coordinator's.
    """
    return may_write(user, code) or code in forebears_of(units_of(user))


def heirs_today(code: str) -> dict[str, str]:
    """Return which units may carry this one's actions on, with their names: itself while it is."""
    if code == PROVINCE:
        return {PROVINCE: place_name(PROVINCE)}
    rows = units_in_force().filter(code=code) or units_in_force().filter(code__in=heirs_of(code))
    return dict(rows.values_list("code", "name"))


def carry_year(action: Action) -> int:
    """Return the year into which an open action goes: this one, or the next if it is of this."""
    return max(timezone.localdate().year, action.year + 1)


def proposal(page: AssessmentPage, view: str, key: str) -> tuple[Line, str] | None:
    """Return the gap at a standard and what the pack proposes to do about it."""
    line = page.line(view, key)
    if line is None or not line.is_gap:
        return None
    return line, str(said(line.content.body, "action"))


def _order(one: Action) -> tuple[bool, dt.date, str]:
    return one.state != State.OPEN, one.due, str(one.pk)


def _standard(one: Action, page: AssessmentPage | None) -> str:
    line = page.line(one.view, one.standard) if page and one.view else None
    if line is None:
        return ""
    named = f"{line.number}. {line.title}"
    return named if one.view == Answer.View.STANDARD else f"{named} ({Answer.View.CAPACITY.label})"
