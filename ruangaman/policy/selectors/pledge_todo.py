"""What signatures add to the list of what a head or focal point has to do: a number, no names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.urls import reverse

from ruangaman.network.permissions import units_of_each
from ruangaman.network.selectors.todo import Asked, Kind, Todo
from ruangaman.people.models import User
from ruangaman.policy.selectors.pledges import pledge_content
from ruangaman.policy.selectors.signatures import waiting_since

_EVERY = 30
"""Days after which it is brought to mind again."""

_GRACE = dt.timedelta(days=14)
"""So long a list is new: nobody has had the time to sign yet."""


def pledge_todo(asked: Sequence[Asked], today: dt.date) -> Iterator[tuple[User, Todo]]:
    """Yield each own unit where somebody on the list has not signed yet."""
    mine = units_of_each([one.user for one in asked])
    codes = frozenset[str]().union(*mine.values())
    content = pledge_content() if codes else None
    if content is None:
        return
    waiting = waiting_since(codes, content)
    for user in (one.user for one in asked):
        for code in sorted(mine[user.pk] & waiting.keys()):
            since = waiting[code]
            if since <= today - _GRACE:
                stage = 1 + (today - since).days // _EVERY
                href = reverse("policy:pledge_unit", args=[code])
                yield user, Todo(Kind.PLEDGE, code, since, code, stage, href=href)
