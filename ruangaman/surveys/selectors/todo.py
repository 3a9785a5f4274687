"""What campaigns and briefings add to the list of what somebody has to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Max
from django.urls import reverse

from ruangaman.network.permissions import units_of_each
from ruangaman.network.selectors.todo import Asked, Kind, Todo
from ruangaman.network.selectors.units import unit_names
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.surveys.models import Briefing, Content
from ruangaman.surveys.selectors.campaigns import campaigns_near
from ruangaman.surveys.selectors.reach import YEAR

AHEAD = 14
"""Days before a campaign at which it is brought to mind."""

_AGAIN = 30
"""Days after which a missing briefing is brought to mind again."""


def briefings_todo(asked: Sequence[Asked], today: dt.date) -> Iterator[tuple[User, Todo]]:
    """Yield own units without a briefing for a year, and campaigns that begin soon."""
    users = [one.user for one in asked]
    mine = units_of_each(users)
    keeps = RoleGrant.objects.filter(user__in=users, role=Role.COORDINATOR)
    keepers = set(keeps.values_list("user", flat=True))
    codes = frozenset[str]().union(*mine.values())
    if not codes and not keepers:
        return
    soon = list(_soon(today))
    kit = Content.objects.filter(kind=Content.Kind.BRIEFING, current=True)
    due = list(_without_briefing(codes, today)) if codes and kit.exists() else []
    for user in users:
        if mine[user.pk] or user.pk in keepers:
            yield from ((user, one) for one in soon)
        yield from ((user, one) for one in due if one.unit_code in mine[user.pk])


def _soon(today: dt.date) -> Iterator[Todo]:
    for one in campaigns_near(today):
        if not one.is_on and one.days <= AHEAD:
            href = reverse("surveys:campaign", args=[one.key])
            first = one.season.first
            yield Todo(Kind.CAMPAIGN, "", first, f"{one.key}/{first.isoformat()}", 1, href=href)


def _without_briefing(codes: frozenset[str], today: dt.date) -> Iterator[Todo]:
    held = Briefing.objects.filter(
        unit_code__in=codes, kind=Briefing.Kind.BRIEFING, withdrawn=False, day__lte=today
    )
    rows = held.order_by().values("unit_code").annotate(last=Max("day"))
    last = dict(rows.values_list("unit_code", "last"))
    for code in sorted(unit_names(codes)):
        due = last[code] + YEAR if code in last else None
        if due is None or due <= today:
            stage = 0 if due is None else (today - due).days // _AGAIN
            subject = f"{code}/{due.isoformat() if due else ''}"
            href = reverse("surveys:briefing_unit", args=[code])
            yield Todo(Kind.BRIEF, code, due or today, subject, stage, href=href)
