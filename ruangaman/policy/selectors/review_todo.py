"""What the register adds to the list of what somebody has to do: reviews that come or are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from ruangaman.network.models import Person
from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.network.selectors.todo import STAGES, Kind, Todo, stage_of
from ruangaman.people.models import User
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.register import due_for

_OVERDUE_EVERY = 30
"""Days after which it is brought to mind again."""


def review_todo(user: User, _person: Person | None, today: dt.date) -> Iterator[Todo]:
    """Yield documents to look at: of the own units, to a coordinator of the province."""
    codes = set(units_of(user))
    if is_coordinator(user):
        codes.add(PROVINCE)
    if not codes:
        return
    for one in due_for(codes, today + dt.timedelta(days=max(STAGES))):
        if one.review_on is None:
            continue
        over = (today - one.review_on).days
        stage = -1 - over // _OVERDUE_EVERY if over > 0 else stage_of(one.review_on, today)
        href = reverse("policy:document", args=[one.pk])
        yield Todo(Kind.POLICY, one.unit_code, one.review_on, str(one.pk), stage, href=href)
