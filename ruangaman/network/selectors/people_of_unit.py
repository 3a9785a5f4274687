"""Who works in a unit, to choose focal points from."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, When
from django.utils import timezone

from ruangaman.network.models import Decree, Person, Placement
from ruangaman.network.selectors.units import folded

MOST = 200
"""A longer list is searched by name."""


def people_to_choose(decree: Decree, sought: str) -> list[tuple[Person, str]]:
    """Return whom a draft could name beside those it names, with their positions; at most ``MOST``.

    By name, those who were trained first. Whoever comes to the unit later is among them: a decree
    may begin then.
    """
    not_over = Q(last=None) | Q(last__gte=timezone.localdate())
    places = Placement.objects.filter(not_over, unit_code=decree.unit_code).exclude(
        person__in=decree.appointments.values("person")
    )
    for word in folded(sought).split():
        places = places.filter(person__search__contains=word)
    trained = Case(When(person__trained_on=None, then=1), default=0, output_field=IntegerField())
    rows = places.select_related("person").order_by(trained, "person__name", "person")[:MOST]
    return [(one.person, one.position) for one in rows]
