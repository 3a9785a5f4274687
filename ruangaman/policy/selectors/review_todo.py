"""What the register adds to the list of what somebody has to do: reviews that come or are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from django.urls import reverse

from ruangaman.network.permissions import coordinators_among, units_of_each
from ruangaman.network.selectors.todo import STAGES, Asked, Kind, Todo, stage_of
from ruangaman.people.models import User
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.register import due_for

_OVERDUE_EVERY = 30
"""Days after which it is brought to mind again."""


def review_todo(asked: Sequence[Asked], today: dt.date) -> Iterator[tuple[User, Todo]]:
    """Yield documents to look at: of the own units, to a coordinator of the province."""
    users = [one.user for one in asked]
    mine, keepers = units_of_each(users), coordinators_among(users)
    codes = frozenset[str]().union(*mine.values()) | ({PROVINCE} if keepers else set())
    if not codes:
        return
    found = list(_due(codes, today))
    for user in users:
        own = mine[user.pk] | ({PROVINCE} if user.pk in keepers else set())
        yield from ((user, one) for one in found if one.unit_code in own)


def _due(codes: Collection[str], today: dt.date) -> Iterator[Todo]:
    for one in due_for(codes, today + dt.timedelta(days=max(STAGES))):
        if one.review_on is None:
            continue
        over = (today - one.review_on).days
        stage = -1 - over // _OVERDUE_EVERY if over > 0 else stage_of(one.review_on, today)
        href = reverse("policy:document", args=[one.pk])
        yield Todo(Kind.POLICY, one.unit_code, one.review_on, str(one.pk), stage, href=href)
