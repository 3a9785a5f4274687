"""Who works in a unit, to choose focal points from."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, When
from django.utils import timezone

from ruangaman.network.models import Person, Placement
from ruangaman.network.selectors.units import folded

MOST = 200
"""A longer list is searched by name."""


def people_to_choose(unit_code: str, sought: str) -> list[tuple[Person, str]]:
    """Return people placed in a unit with their positions, by name; at most ``MOST``.

    Those who were trained come first. Whoever comes later is among them: a decree may begin then.
    """
    not_over = Q(last=None) | Q(last__gte=timezone.localdate())
    places = Placement.objects.filter(not_over, unit_code=unit_code)
    for word in folded(sought).split():
        places = places.filter(person__search__contains=word)
    trained = Case(When(person__trained_on=None, then=1), default=0, output_field=IntegerField())
    rows = places.select_related("person").order_by(trained, "person__name", "person")[:MOST]
    return [(one.person, one.position) for one in rows]
