"""The next event that gives somebody what she needs, with a seat for her unit."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import CharField, Count
from django.db.models.functions import Cast

from ruangaman.training.models import Event, Participant, Seats
from ruangaman.training.selectors.needs import Course, Need

FEW = 200
"""So many needs name their units and people in the query; of more, all of the events are read."""
_TAKEN = (Participant.State.INVITED, Participant.State.ACCEPTED)
_LISTED = (*_TAKEN, Participant.State.WAITING)
GIVES = {
    Course.BASIC: (Course.BASIC,),
    Course.ADVANCED: (Course.ADVANCED,),
    Course.REFRESHER: (Course.REFRESHER, Course.RECERTIFY),
    Course.RECERTIFY: (Course.RECERTIFY,),
}
"""Which events give what a need asks for."""


class Offer(NamedTuple):
    """An event for a need; ``listed`` says that she stands on its list already."""

    event: Event
    listed: bool


def offers(wanted: Sequence[Need], today: dt.date) -> dict[tuple[str, str], Offer]:
    """Return the offer for each person and course, in four queries; none where no event is.

    Whoever said no to an event is not offered it again.
    """
    open_ones = Event.objects.filter(state=Event.State.OPEN, last__gte=today)
    events = list(open_ones.order_by("first", "pk"))
    if not events or not wanted:
        return {}
    few = len(wanted) <= FEW
    free = _free(events, {one.unit_code for one in wanted} if few else None)
    said = _said(events, {uuid.UUID(one.person) for one in wanted} if few else None)
    found = {}
    for need in wanted:
        fitting = [one for one in events if one.course in GIVES[need.course]]
        offer = _offer(need, fitting, free, said)
        if offer is not None:
            found[need.person, need.course.value] = offer
    return found


def _offer(
    need: Need,
    fitting: Sequence[Event],
    free: dict[tuple[uuid.UUID, str], int],
    said: dict[tuple[uuid.UUID, str], str],
) -> Offer | None:
    for event in fitting:
        if said.get((event.pk, need.person)) in _LISTED:
            return Offer(event, listed=True)
    for event in fitting:
        refused = said.get((event.pk, need.person)) == Participant.State.DECLINED
        if not refused and free.get((event.pk, need.unit_code), 1) > 0:
            return Offer(event, listed=False)
    return None


def _free(events: Sequence[Event], units: set[str] | None) -> dict[tuple[uuid.UUID, str], int]:
    """Return how many seats are free by event and unit; without a number there is no limit."""
    seats = Seats.objects.filter(event__in=events)
    seated = Participant.objects.filter(event__in=events, state__in=_TAKEN).order_by()
    if units is not None:
        seats, seated = seats.filter(unit_code__in=units), seated.filter(unit_code__in=units)
    taken: dict[tuple[uuid.UUID, str], int] = defaultdict(int)
    for event, unit, many in seated.values_list("event", "unit_code").annotate(n=Count("pk")):
        taken[event, unit] = many
    return {
        (event, unit): number - taken[event, unit]
        for event, unit, number in seats.values_list("event", "unit_code", "number")
    }


def _said(
    events: Sequence[Event], people: set[uuid.UUID] | None
) -> dict[tuple[uuid.UUID, str], str]:
    rows = Participant.objects.filter(event__in=events).order_by()
    if people is not None:
        rows = rows.filter(person__in=people)
    listed = rows.values_list("event", Cast("person", CharField()), "state")
    return {(event, person): state for event, person, state in listed}
