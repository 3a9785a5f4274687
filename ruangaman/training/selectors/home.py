"""What ``/pelatihan/`` tells somebody: own hours, own certificates, events near her."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from ruangaman.core.pack_content import said
from ruangaman.network.models import Person
from ruangaman.people.models import User
from ruangaman.training.models import (
    Certificate,
    Content,
    Event,
    Participant,
    PeerAttendance,
)
from ruangaman.training.permissions import events_for
from ruangaman.training.selectors.attendance import hours_of_person
from ruangaman.training.selectors.content import contents
from ruangaman.training.selectors.study import study_hours

MOST_EVENTS = 5


@dataclass(frozen=True, slots=True)
class ModuleHours:
    """Hours (JP) of one module: at events and alone. ``number`` 0: no module, such as openings."""

    number: int
    title: str
    events: int
    alone: int


def person_of(user: User) -> Person | None:
    """Return the person of the network behind an account, if there is one."""
    return Person.objects.filter(user=user).first()


def hours_by_module(person: Person) -> list[ModuleHours]:
    """Return somebody's hours by module, only where there are any, in three queries."""
    attended = Counter({module or 0: jp for module, jp in hours_of_person(person.pk).items()})
    alone = study_hours(person)
    titles = {
        int(one.body["number"]): str(said(one.body, "title"))
        for one in contents(Content.Kind.MODULE)
    }
    numbers = sorted({*attended, *alone})
    return [
        ModuleHours(number, titles.get(number, ""), attended[number], alone.get(number, 0))
        for number in numbers
        if attended[number] or alone.get(number)
    ]


def peer_hours(person: Person) -> int:
    """Return the hours of sessions among peers."""
    rows = PeerAttendance.objects.filter(person=person).values_list("session__jp", flat=True)
    return sum(rows)


def takes_part(person: Person) -> bool:
    """Say whether somebody takes part in an event, so that there may be tests."""
    return person.participations.exclude(state=Participant.State.WITHDRAWN).exists()


def bridge_texts() -> list[str]:
    """Return what the curriculum says of events that self-study completes."""
    return [
        str(said(bridge, "text"))
        for one in contents(Content.Kind.CURRICULUM)
        for bridge in one.body["bridge"]
    ]


def certificates_held(person: Person) -> Sequence[Certificate]:
    """Return somebody's certificates in force, the newest first."""
    today = timezone.localdate()
    rows = person.certificates.filter(revoked_on=None, valid_until__gte=today)
    return list(rows.defer("credential"))


def paper_until(person: Person, today: dt.date) -> dt.date | None:
    """Return the last day of what was recorded of a certificate not of ours; None when over."""
    until = person.certified_until
    if until is None or until < today:
        return None
    ours = person.certificates.filter(number=person.certificate).exclude(number="")
    return None if ours.exists() else until


def events_near(user: User) -> QuerySet[Event]:
    """Return the events this person organises that are planned or going on, the next first."""
    today = timezone.localdate()
    near = Q(last__gte=today) | Q(state=Event.State.DRAFT)
    return events_for(user).exclude(state=Event.State.CANCELLED).filter(near).order_by("first")
