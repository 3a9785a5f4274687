"""Who is invited to an event, and what somebody was invited to."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from ruangaman.network.models import Person
from ruangaman.network.selectors.people import PersonRow, people_found, person_rows
from ruangaman.network.selectors.units import unit_names
from ruangaman.people.models import User
from ruangaman.training.codes import code_open, code_shown
from ruangaman.training.models import Event, Participant

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A line of the list; ``unit`` is the name of the unit when invited."""

    participant: Participant
    unit: str

    @property
    def name(self) -> str:
        """The person's name."""
        return self.participant.person.name

    @property
    def code(self) -> str:
        """The own code, as printed."""
        one = self.participant
        return code_shown(code_open(one.code, participant=one.pk))


def participants_listed(event: Event, *, state: str = "") -> QuerySet[Participant]:
    """Return the list of an event by unit and name; those taken off it only when asked for."""
    found = event.participants.select_related("person", "person__user")
    gone = Participant.State.WITHDRAWN
    found = found.filter(state=state) if state else found.exclude(state=gone)
    return found.order_by("unit_code", "person__name", "pk")


def participant_rows(participants: Iterable[Participant]) -> list[ParticipantRow]:
    """Return lines for participants."""
    listed = list(participants)
    names = unit_names({one.unit_code for one in listed})
    return [ParticipantRow(one, names.get(one.unit_code, one.unit_code)) for one in listed]


def people_to_invite(
    user: User, event: Event, *, name: str = "", unit: str = "", standing: str = ""
) -> tuple[list[PersonRow], int]:
    """Return the first people who match and are not on the list, and how many match."""
    listed = event.participants.exclude(state=Participant.State.WITHDRAWN)
    found = people_found(user, name=name, unit=unit, standing=standing).exclude(
        pk__in=listed.values("person")
    )
    return person_rows(found[:MOST_SHOWN]), found.count()


def people_chosen(user: User, ids: Iterable[uuid.UUID]) -> list[Person]:
    """Return the people of these ids whom this person may see."""
    return list(people_found(user).filter(pk__in=list(ids)))


def invitations_of(user: User) -> QuerySet[Participant]:
    """Return what somebody with an account is invited to and what is not over, the next first."""
    return (
        Participant.objects.filter(
            person__user=user,
            event__state__in=(Event.State.OPEN, Event.State.CANCELLED),
            event__last__gte=timezone.localdate(),
        )
        .exclude(state=Participant.State.WITHDRAWN)
        .select_related("event", "person")
        .order_by("event__first")
    )
