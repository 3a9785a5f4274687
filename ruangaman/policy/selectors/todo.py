"""What policy adds to the list of what somebody has to do: self-assessments and actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from django.urls import reverse

from ruangaman.network.permissions import units_of_each
from ruangaman.network.selectors.todo import Asked, Kind, Todo, stage_of
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.policy.models import Action, Assessment
from ruangaman.policy.selectors.actions import SOON
from ruangaman.policy.selectors.assessments import due_day
from ruangaman.policy.selectors.overview import waiting

State = Assessment.State
_AGAIN = 30
"""Days after which somebody is reminded again of what is over."""
_WAITS = 7
"""Days after which the coordinator is reminded again of what waits for her."""


def policy_todo(asked: Sequence[Asked], today: dt.date) -> Iterator[tuple[User, Todo]]:
    """Yield what the own units have to assess and to do, and what waits for a coordinator."""
    mine = units_of_each([one.user for one in asked])
    codes = frozenset[str]().union(*mine.values())
    there = set(units_in_force(today).filter(code__in=codes).values_list("code", flat=True))
    units = [*_assessing(there, codes, today), *_acting(codes, today)] if codes else []
    keeps = set(
        RoleGrant.objects.filter(
            user__in=[one.user for one in asked], role=Role.COORDINATOR
        ).values_list("user", flat=True)
    )
    waits: dict[frozenset[str], list[Todo]] = {}
    for user in (one.user for one in asked):
        own = mine[user.pk]
        yield from ((user, one) for one in units if one.unit_code in own)
        if user.pk in keeps:
            if own not in waits:
                waits[own] = list(_waiting(own, today))
            yield from ((user, one) for one in waits[own])


def _assessing(there: Collection[str], codes: Collection[str], today: dt.date) -> Iterator[Todo]:
    rows = {
        one.unit_code: one
        for one in Assessment.objects.filter(unit_code__in=codes, year=today.year)
    }
    due = due_day(today.year)
    stage = _stage(due, today) if due else 0
    for code in sorted(there):
        mine = rows.get(code)
        if due and stage and (mine is None or mine.state == State.DRAFT):
            href = reverse("policy:assessment", args=[code, today.year])
            yield Todo(Kind.ASSESS, code, due, f"{code}/{today.year}", stage, href=href)
    for mine in Assessment.objects.filter(unit_code__in=codes, state=State.RETURNED):
        href = reverse("policy:assessment", args=[mine.unit_code, mine.year])
        day = mine.submitted_on or today
        subject = f"{mine.pk}/{day.isoformat()}"
        yield Todo(Kind.RETURNED, mine.unit_code, day, subject, 0, href=href)


def _acting(codes: Collection[str], today: dt.date) -> Iterator[Todo]:
    """One line for each unit: the action whose day is the earliest."""
    due = Action.objects.filter(
        unit_code__in=codes, state=Action.State.OPEN, due__lte=today + SOON
    ).order_by("-due", "-pk")
    for one in {action.unit_code: action for action in due}.values():
        href = reverse("policy:plan", args=[one.unit_code, one.year])
        yield Todo(
            Kind.ACTION, one.unit_code, one.due, str(one.pk), _stage(one.due, today), href=href
        )


def _waiting(own: Collection[str], today: dt.date) -> Iterator[Todo]:
    """One line for the oldest of what waits; the page behind it has all."""
    oldest = waiting(own).first()
    if oldest is None:
        return
    day = oldest.submitted_on or today
    href = f"{reverse('policy:assessments')}?tahun={oldest.year}&keadaan={State.SUBMITTED.value}"
    stage = (today - day).days // _WAITS
    yield Todo(Kind.VERIFY, oldest.unit_code, day, str(oldest.pk), stage, href=href)


def _stage(day: dt.date, today: dt.date) -> int:
    """Return how pressing a day is: what is over counts on below zero."""
    over = (today - day).days
    return -1 - over // _AGAIN if over > 0 else stage_of(day, today)
