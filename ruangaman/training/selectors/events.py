"""Events as their pages show them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ruangaman.network.selectors.units import unit_names
from ruangaman.people.models import Role, User
from ruangaman.training.models import Event, Material, Participant, Seats, Session
from ruangaman.training.permissions import events_for

SEATED = (Participant.State.INVITED, Participant.State.ACCEPTED)


class EventNotFound(LookupError):
    """There is no such event, or it is not for this person."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How participants and the figures of a report stand against each other.

    ``itemised`` is the sum of what the report itemises, ``gap`` what it declares beyond that;
    ``attended`` are people who were at a session here. None where nothing is known.
    """

    declared: int | None
    itemised: int | None
    attended: int

    @property
    def compared(self) -> int | None:
        """What the declared figure is compared with."""
        return self.itemised if self.itemised is not None else (self.attended or None)

    @property
    def gap(self) -> int:
        """Declared more (or, negative, less) than counted; 0 where one is not known."""
        if self.declared is None or self.compared is None:
            return 0
        return self.declared - self.compared


@dataclass(frozen=True, slots=True)
class DayOfSessions:
    """The sessions of one day, in order."""

    day: dt.date
    sessions: Sequence[Session]

    @property
    def jp(self) -> int:
        """The hours of this day."""
        return sum(one.jp for one in self.sessions)


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with what belongs to it."""

    event: Event
    days: Sequence[DayOfSessions]
    trainers: Sequence[User]
    materials: Sequence[Material]
    states: dict[str, int]
    numbers: Numbers
    seats: Sequence[tuple[str, Seats]] = field(default_factory=tuple)

    @property
    def jp(self) -> int:
        """All hours."""
        return sum(day.jp for day in self.days)

    @property
    def invited(self) -> int:
        """Everybody on the list who was not taken off it."""
        return sum(n for state, n in self.states.items() if state != Participant.State.WITHDRAWN)

    @property
    def waiting(self) -> int:
        """Who waits for a seat."""
        return self.states.get(Participant.State.WAITING, 0)


def event_seen(user: User, pk: uuid.UUID) -> Event:
    """Return an event for its inner pages, or raise ``EventNotFound``."""
    found = events_for(user).filter(pk=pk).first()
    if found is None:
        raise EventNotFound
    return found


def events_listed(user: User, *, state: str = "", year: int | None = None) -> QuerySet[Event]:
    """Return the events somebody keeps or trains at, newest first, with how many were invited."""
    found = events_for(user)
    if state:
        found = found.filter(state=state)
    if year:
        found = found.filter(first__year=year)
    listed = ~Q(participants__state=Participant.State.WITHDRAWN)
    return found.annotate(
        people=Count("participants", filter=listed & Q(participants__isnull=False), distinct=True)
    ).order_by("-first", "-created_at")


def event_years(user: User) -> list[int]:
    """Return the years in which there are events, newest first."""
    days = events_for(user).order_by().values_list("first", flat=True)
    return sorted({day.year for day in days}, reverse=True)


def event_days(event: Event) -> list[DayOfSessions]:
    """Return the sessions of an event, day by day."""
    days: dict[dt.date, list[Session]] = {}
    for one in event.sessions.all():
        days.setdefault(timezone.localdate(one.starts_at), []).append(one)
    return [DayOfSessions(day, tuple(sessions)) for day, sessions in sorted(days.items())]


def event_page(event: Event) -> EventPage:
    """Return an event with all that belongs to it, in a fixed number of queries."""
    seats = list(event.seats.order_by("unit_code"))
    names = unit_names({one.unit_code for one in seats})
    states = event.participants.order_by().values_list("state").annotate(n=Count("pk"))
    return EventPage(
        event=event,
        days=event_days(event),
        trainers=[one.user for one in event.trainers.select_related("user").order_by("user__name")],
        materials=list(event.materials.select_related("session")),
        states=dict(states),
        numbers=event_numbers(event),
        seats=[(names.get(one.unit_code, one.unit_code), one) for one in seats],
    )


def event_numbers(event: Event) -> Numbers:
    """Return the figures of the report beside those counted here."""
    rows = [one.number for one in event.counted.all()]
    attended = event.participants.filter(attendances__isnull=False).distinct().count()
    return Numbers(event.declared, sum(rows) if rows else None, attended)


def trainers_to_choose() -> list[User]:
    """Return the active accounts with the role of a trainer, by name."""
    found = User.objects.filter(grants__role=Role.TRAINER, is_active=True).distinct()
    return list(found.order_by("name", "pk"))
