"""What policy adds to the list of what people have to do: self-assessments and actions."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from django.urls import reverse

from ruangaman.network.permissions import coordinators_among, units_of_each
from ruangaman.network.selectors.todo import Asked, Kind, Todo, stage_of
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import User
from ruangaman.policy.models import Action, Assessment
from ruangaman.policy.selectors.actions import SOON
from ruangaman.policy.selectors.assessments import due_day
from ruangaman.policy.selectors.documents import PROVINCE, PROVINCE_SLUG
from ruangaman.policy.selectors.overview import waiting

State = Assessment.State
_AGAIN = 30
"""Days after which somebody is reminded again of what is over."""
_WAITS = 7
"""Days after which the coordinator is reminded again of what waits for her."""
_OWN = 100
"""So many of the oldest are looked at for one that is not of the coordinator's own unit."""


def policy_todo(asked: Sequence[Asked], today: dt.date) -> Iterator[tuple[User, Todo]]:
    """Yield what the own units have to assess and to do, and what waits for the coordinator.

    To a coordinator the province is like an own unit.
    """
    users = [one.user for one in asked]
    mine, coordinators = units_of_each(users), coordinators_among(users)
    codes = frozenset[str]().union(*mine.values())
    found: dict[str, list[Todo]] = defaultdict(list)
    if codes or coordinators:
        acts = codes | {PROVINCE} if coordinators else codes
        for todo in chain(_assessing(codes, today), _acting(acts, today)):
            found[todo.unit_code].append(todo)
    for user in users:
        own = mine[user.pk] | {PROVINCE} if user.pk in coordinators else mine[user.pk]
        for code in sorted(own & found.keys()):
            yield from ((user, todo) for todo in found[code])
    yield from _waiting(users, coordinators, mine, today)


def _assessing(codes: Collection[str], today: dt.date) -> Iterator[Todo]:
    rows = Assessment.objects.filter(unit_code__in=codes)
    due = due_day(today.year)
    stage = _stage(due, today) if due else 0
    if due and stage:
        begun = rows.filter(year=today.year).exclude(state=State.DRAFT).values("unit_code")
        late = units_in_force(today).filter(code__in=codes).exclude(code__in=begun)
        for code in late.values_list("code", flat=True):
            href = reverse("policy:assessment", args=[code, today.year])
            yield Todo(Kind.ASSESS, code, due, f"{code}/{today.year}", stage, href=href)
    for mine in rows.filter(state=State.RETURNED):
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
        href = reverse("policy:plan", args=[one.unit_code or PROVINCE_SLUG, one.year])
        stage = _stage(one.due, today)
        yield Todo(Kind.ACTION, one.unit_code, one.due, str(one.pk), stage, href=href)


def _waiting(
    users: Sequence[User],
    coordinators: Collection[uuid.UUID],
    mine: Mapping[uuid.UUID, frozenset[str]],
    today: dt.date,
) -> Iterator[tuple[User, Todo]]:
    """One line for the oldest of what waits; the page behind it has all."""
    oldest = list(waiting()[:_OWN]) if coordinators else []
    for user in users:
        if user.pk not in coordinators:
            continue
        for one in oldest:
            if one.unit_code not in mine[user.pk]:
                yield user, _waits(one, today)
                break


def _waits(one: Assessment, today: dt.date) -> Todo:
    day = one.submitted_on or today
    href = f"{reverse('policy:assessments')}?tahun={one.year}&keadaan={State.SUBMITTED.value}"
    stage = (today - day).days // _WAITS
    return Todo(Kind.VERIFY, one.unit_code, day, str(one.pk), stage, href=href)


def _stage(day: dt.date, today: dt.date) -> int:
    """Return how pressing a day is: what is over counts on below zero."""
    over = (today - day).days
    return -1 - over // _AGAIN if over > 0 else stage_of(day, today)
