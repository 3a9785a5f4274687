"""What the register adds to the list of what somebody has to do: reviews that come or are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.urls import reverse

from ruangaman.network.permissions import coordinators_among, units_of_each
from ruangaman.network.selectors.todo import STAGES, Asked, Kind, Todo, stage_of
from ruangaman.people.models import User
from ruangaman.policy.models import Document
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.register import due_for

_OVERDUE_EVERY = 30
"""Days after which it is brought to mind again."""


def review_todo(asked: Sequence[Asked], today: dt.date) -> Iterator[tuple[User, Todo]]:
    """Yield documents to look at: of the own units, to a coordinator of the province."""
    users = [one.user for one in asked]
    mine = units_of_each(users)
    keeps = coordinators_among(users)
    codes = frozenset({PROVINCE} if keeps else ()).union(*mine.values())
    if not codes:
        return
    due: dict[str, list[Todo]] = {}
    for one in due_for(codes, today + dt.timedelta(days=max(STAGES))):
        due.setdefault(one.unit_code, []).extend(_todo(one, today))
    for user in users:
        own = mine[user.pk] | ({PROVINCE} if user.pk in keeps else set())
        for code in sorted(own & due.keys()):
            yield from ((user, one) for one in due[code])


def _todo(document: Document, today: dt.date) -> Iterator[Todo]:
    review = document.review_on
    if review is None:
        return
    over = (today - review).days
    stage = -1 - over // _OVERDUE_EVERY if over > 0 else stage_of(review, today)
    href = reverse("policy:document", args=[document.pk])
    yield Todo(Kind.POLICY, document.unit_code, review, str(document.pk), stage, href=href)
