"""Needs as a page or a spreadsheet shows them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from ruangaman.network.models import Person, Unit
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.selectors.units import folded, unit_names
from ruangaman.people.models import User
from ruangaman.training.selectors.needs import Need, needs
from ruangaman.training.selectors.offers import Offer, offers


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need with names, the days left (negative when over), and the event that gives it."""

    need: Need
    name: str
    unit: str
    left: int
    offer: Offer | None

    @property
    def person(self) -> uuid.UUID:
        """The person's id."""
        return uuid.UUID(self.need.person)

    @property
    def ago(self) -> int:
        """How many days it is over."""
        return -self.left


def needs_seen(user: User, today: dt.date) -> list[Need]:
    """Return the needs somebody sees: all to the coordinator, else those of the own units."""
    if is_coordinator(user):
        return needs(today)
    headed = units_headed(user)
    return needs(today, headed) if headed else []


def units_meant(text: str) -> frozenset[str] | None:
    """Return the codes of units whose name has these words; None for no words."""
    if not text.strip():
        return None
    found = Unit.objects.filter(Q(code=text.strip()))
    if words := folded(text).split():
        named = Unit.objects.all()
        for word in words:
            named = named.filter(search__contains=word)
        found = found | named
    return frozenset(found.values_list("code", flat=True))


def need_rows(wanted: Sequence[Need], today: dt.date) -> list[NeedRow]:
    """Return lines for needs, in seven queries."""
    people = {uuid.UUID(one.person) for one in wanted}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    units = unit_names({one.unit_code for one in wanted})
    offered = offers(wanted, today)
    return [
        NeedRow(
            need=one,
            name=names.get(uuid.UUID(one.person), ""),
            unit=units.get(one.unit_code, one.unit_code),
            left=(one.due - today).days,
            offer=offered.get((one.person, one.course.value)),
        )
        for one in wanted
    ]
