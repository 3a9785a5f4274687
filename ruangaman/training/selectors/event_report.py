"""An event in figures, without a person: for the partner, the head of the Dinas, the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from ruangaman.network.models import Person, Unit
from ruangaman.people.models import Role, User
from ruangaman.training.models import Certificate, Event, Participant, Session
from ruangaman.training.permissions import events_for
from ruangaman.training.selectors.evaluation_results import MomentResults
from ruangaman.training.selectors.evaluation_results import results as evaluated
from ruangaman.training.selectors.events import Numbers, event_numbers
from ruangaman.training.selectors.paper_results import (
    Group,
    event_results,
    figures_of,
    results_shown,
)
from ruangaman.training.selectors.results import Share

_OVER = (Role.HEAD_OF_DINAS, Role.PARTNER)
FEW = 5
"""Below so many persons no figure about a group is shown."""
_INVITED = (Participant.State.INVITED, Participant.State.ACCEPTED, Participant.State.DECLINED)
"""Who got an invitation, whatever was answered; not who waits for a seat."""


@dataclass(frozen=True, slots=True)
class EventReport:
    """Figures of an event; what is None or empty is of too few, or is not known.

    ``kinds`` are people who came by the kind of their unit, ``sexes`` by sex where every number
    is at least ``FEW``. ``group`` are the tests, ``modules`` the share of right answers by kind of
    test. ``certified`` counts certificates that stand.
    """

    event: Event
    numbers: Numbers
    invited: int
    jp: int
    sessions: Sequence[tuple[Session, int]]
    kinds: Sequence[tuple[str, int]]
    sexes: Sequence[tuple[str, int]]
    group: Group | None
    modules: Sequence[tuple[int, Mapping[str, Share]]]
    evaluation: Sequence[MomentResults]
    certified: int


def reports_for(user: User) -> list[Event]:
    """Return the events whose report somebody may read, the newest first.

    Who organises an event reads it always; the head of the Dinas and a partner once it is over.
    For a trainer there are no events of others.
    """
    found = Event.objects.filter(pk__in=set(events_for(user).values_list("pk", flat=True)))
    if user.grants.filter(role__in=_OVER).exists():
        found = found | Event.objects.filter(state=Event.State.CLOSED)
    return list(found.distinct())


def event_report(event: Event) -> EventReport:
    """Return the report of an event as everybody with a right to it reads it."""
    found = results_shown(event_results(event), trainer=False)
    counted = event.sessions.annotate(came=Count("attendances"))
    sessions = list(counted.order_by("starts_at", "title"))
    came = event.participants.filter(attendances__isnull=False).distinct()
    return EventReport(
        event=event,
        numbers=event_numbers(event),
        invited=event.participants.filter(state__in=_INVITED).count(),
        jp=sum(one.jp for one in sessions),
        sessions=[(one, one.came) for one in sessions],
        kinds=_kinds([one.unit_code for one in came]),
        sexes=_sexes(Person.objects.filter(participations__in=came).values_list("sex", flat=True)),
        group=found.group if found else None,
        modules=_enough(figures_of(found, "")[1]) if found else [],
        evaluation=evaluated(event, timezone.localdate()),
        certified=Certificate.objects.filter(event=event, revoked_on=None).count(),
    )


def _kinds(codes: Sequence[str]) -> list[tuple[str, int]]:
    kinds = dict(Unit.objects.filter(code__in=codes).values_list("code", "kind"))
    counted = Counter(kinds.get(code, "") for code in codes)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _sexes(found: Iterable[str]) -> list[tuple[str, int]]:
    counted = Counter(found)
    if not counted.keys() - {""} or any(number < FEW for number in counted.values()):
        return []
    return sorted(counted.items(), key=lambda one: -one[1])


def _enough(
    modules: Sequence[tuple[int, Mapping[str, Share]]],
) -> list[tuple[int, Mapping[str, Share]]]:
    kept = [
        (number, {kind: one for kind, one in shares.items() if one.persons >= FEW})
        for number, shares in modules
    ]
    return [(number, shares) for number, shares in kept if shares]
