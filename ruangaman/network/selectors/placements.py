"""Where people serve on a day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from ruangaman.network.models import Person, Placement


def placed_on(day: dt.date) -> Q:
    """Return the condition for placements that hold on ``day``; both ends are among their days."""
    begun = Q(first=None) | Q(first__lte=day)
    return begun & (Q(last=None) | Q(last__gte=day))


def places_of(people: Iterable[uuid.UUID], day: dt.date) -> dict[uuid.UUID, Placement]:
    """Return where each of these people serves on ``day``, in one query."""
    found = Placement.objects.filter(placed_on(day), person__in=list(people))
    return {one.person_id: one for one in found}


def place_today(person: Person) -> Placement | None:
    """Return where somebody serves today."""
    today = timezone.localdate()
    return places_of([person.pk], today).get(person.pk)


def newest_place(person_id: uuid.UUID) -> Placement | None:
    """Return the last place known of somebody: today's, a planned one, or the one that ended."""
    rows = list(Placement.objects.filter(person=person_id))
    return max(rows, key=lambda one: (one.last is None, one.first or dt.date.min), default=None)
