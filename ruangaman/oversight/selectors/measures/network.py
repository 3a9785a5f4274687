"""C1 to C5: decrees, certificates, pairs, vacancies, focal points per personnel."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from typing import NamedTuple

from django.db.models import Q

from ruangaman.network.models import Person, Placement
from ruangaman.network.selectors.appointments import held_on
from ruangaman.network.selectors.placements import placed_on
from ruangaman.network.selectors.vacancies import MAIN, vacancy_days
from ruangaman.oversight.months import month_after
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.measures.moment import (
    FEW,
    WHOLE,
    Measured,
    Moment,
    share,
    units_with,
)
from ruangaman.training.models import Certificate

_THOUSAND = 1000
_QUARTER = 3


class Serving(NamedTuple):
    """Somebody appointed who serves in that unit on a day."""

    unit: str
    person: uuid.UUID
    role: str
    sex: str


def c1(moment: Moment) -> Measured:
    """Units whose decree in force names a primary and an alternate who are still there."""
    paired = {state.unit.code for state in moment.states if state.has_pair}
    return units_with(moment, paired.__contains__)


def c2(moment: Moment) -> Measured:
    """Units with an appointed focal point whose certificate is valid."""
    certified = certified_on(moment.day)
    having = {one.unit for one in serving_on(moment.day) if one.person in certified}
    return units_with(moment, having.__contains__)


def c3(moment: Moment) -> Measured:
    """Women among focal points whose sex is noted, and mixed pairs."""
    serving = serving_on(moment.day)
    if not serving:
        return Measured(why=Why.NO_FOCAL_POINTS)
    noted = {one.person: one.sex for one in serving if one.sex}
    if len(noted) < FEW:
        return Measured(why=Why.FEW if noted else Why.NO_SEX)
    pairs: dict[str, list[str]] = defaultdict(list)
    for one in serving:
        if one.role in MAIN and one.sex:
            pairs[one.unit].append(one.sex)
    whole = [pair for pair in pairs.values() if len(pair) == len(MAIN)]
    mixed = sum(len(set(pair)) > 1 for pair in whole)
    detail = {"mixed": WHOLE * mixed / len(whole)} if whole else {}
    women = sum(sex == Person.Sex.FEMALE for sex in noted.values())
    return share(women, len(noted), why=Why.NO_SEX, detail=detail)


def c4(moment: Moment) -> Measured:
    """Median days until a place was filled again, of the three months up to this one."""
    days = vacancy_days(month_after(moment.month, 1 - _QUARTER), moment.day)
    return Measured(why=Why.NO_REFILL) if days is None else Measured(days)


def c5(moment: Moment) -> Measured:
    """Focal points for every thousand people who work there, where that number is known."""
    known = [state for state in moment.states if state.unit.personnel]
    units = {
        state.unit.code: _THOUSAND * state.appointed / (state.unit.personnel or 1)
        for state in known
    }
    unknown = set(moment.codes) - units.keys()
    why = dict.fromkeys(sorted(unknown), str(Why.NO_STAFF))
    every: dict[str, float | None] = {**dict.fromkeys(why, None), **units}
    if not known:
        return Measured(why=Why.NO_STAFF, units=every, unit_why=why)
    people = sum(state.appointed for state in known)
    staff = sum(state.unit.personnel or 0 for state in known)
    return Measured(_THOUSAND * people / staff, people, staff, units=every, unit_why=why)


def serving_on(day: dt.date) -> list[Serving]:
    """Return everybody appointed on a day who still served in that unit (two queries)."""
    places = set(
        Placement.objects.filter(placed_on(day)).order_by().values_list("person", "unit_code")
    )
    held = held_on(day).filter(Q(ended_on=None) | Q(ended_on__gt=day)).order_by()
    rows = held.values_list("decree__unit_code", "person", "role", "person__sex")
    return [Serving(*row) for row in rows if (row[1], row[0]) in places]


def certified_on(day: dt.date) -> set[uuid.UUID]:
    """Return who had a certificate valid on a day: ours, or one noted by hand (two queries).

    One noted by hand counts from the day of its training on.
    """
    ours = Certificate.objects.filter(issued_on__lte=day, valid_until__gte=day).filter(
        Q(revoked_on=None) | Q(revoked_on__gt=day)
    )
    numbers = Certificate.objects.order_by().values("number")
    by_hand = Person.objects.filter(certified_until__gte=day).exclude(certificate__in=numbers)
    begun = by_hand.filter(Q(trained_on=None) | Q(trained_on__lte=day))
    return {*ours.order_by().values_list("person", flat=True), *begun.values_list("pk", flat=True)}
