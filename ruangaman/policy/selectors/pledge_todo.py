"""What signatures add to the list of what a head or focal point has to do: a number, no names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from ruangaman.network.models import Person
from ruangaman.network.permissions import units_of
from ruangaman.network.selectors.todo import Kind, Todo
from ruangaman.people.models import User
from ruangaman.policy.models import StaffMember
from ruangaman.policy.selectors.pledges import pledge_content
from ruangaman.policy.selectors.signatures import unit_pledges

_EVERY = 30
"""Days after which it is brought to mind again."""

_GRACE = dt.timedelta(days=14)
"""So long a list is new: nobody has had the time to sign yet."""


def pledge_todo(user: User, _person: Person | None, today: dt.date) -> Iterator[Todo]:
    """Yield each own unit where somebody on the list has not signed yet."""
    codes = units_of(user)
    content = pledge_content() if codes else None
    if content is None:
        return
    lists = StaffMember.objects.filter(unit_code__in=codes, left_on=None, since__lte=today - _GRACE)
    for code in sorted(set(lists.values_list("unit_code", flat=True))):
        waiting = unit_pledges(code, content).waiting
        if waiting:
            since = min(one.since for one in waiting)
            stage = 1 + (today - since).days // _EVERY
            yield Todo(
                Kind.PLEDGE,
                code,
                since,
                code,
                stage,
                href=reverse("policy:pledge_unit", args=[code]),
            )
