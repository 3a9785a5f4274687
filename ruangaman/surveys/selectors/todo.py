"""What campaigns and briefings add to the list of what people have to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Max
from django.urls import reverse

from ruangaman.network.permissions import coordinators_among, units_of_each
from ruangaman.network.selectors.todo import Asked, Found, Kind, Todo
from ruangaman.network.selectors.units import unit_names
from ruangaman.surveys.models import Briefing
from ruangaman.surveys.selectors.briefings import kit
from ruangaman.surveys.selectors.campaigns import campaigns_near
from ruangaman.surveys.selectors.reach import YEAR

AHEAD = 14
"""Days before a campaign at which it is brought to mind."""

_AGAIN = 30
"""Days after which a missing briefing is brought to mind again."""


def briefings_todo(asked: Sequence[Asked], today: dt.date) -> Found:
    """Yield own units without a briefing for a year, and campaigns that begin soon.

    Campaigns come to the mind of the coordinator too; who briefs is the unit's own business.
    """
    users = [one.user for one in asked]
    mine, keepers = units_of_each(users), coordinators_among(users)
    concerned = [user for user in users if mine[user.pk] or user.pk in keepers]
    if not concerned:
        return
    soon = [*_soon(today)]
    missing = {one.unit_code: one for one in _missing(frozenset().union(*mine.values()), today)}
    for user in concerned:
        yield from ((user, one) for one in soon)
        yield from ((user, missing[code]) for code in sorted(mine[user.pk] & missing.keys()))


def _soon(today: dt.date) -> Iterable[Todo]:
    for one in campaigns_near(today):
        if not one.is_on and one.days <= AHEAD:
            href = reverse("surveys:campaign", args=[one.key])
            subject = f"{one.key}/{one.season.first.isoformat()}"
            yield Todo(Kind.CAMPAIGN, "", one.season.first, subject, 1, href=href)


def _missing(codes: frozenset[str], today: dt.date) -> Iterable[Todo]:
    """What is to be held in these units; nothing where the pack brings no kit for it."""
    if not codes or kit() is None:
        return
    held = Briefing.objects.filter(
        unit_code__in=codes, kind=Briefing.Kind.BRIEFING, withdrawn=False, day__lte=today
    )
    rows = held.order_by().values("unit_code").annotate(last=Max("day"))
    last = dict(rows.values_list("unit_code", "last"))
    for code in unit_names(codes):
        due = last[code] + YEAR if code in last else None
        if due is None or due <= today:
            stage = 0 if due is None else (today - due).days // _AGAIN
            subject = f"{code}/{due.isoformat() if due else ''}"
            href = reverse("surveys:briefing_unit", args=[code])
            yield Todo(Kind.BRIEF, code, due or today, subject, stage, href=href)
