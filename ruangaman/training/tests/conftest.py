"""People who train and are trained."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.utils import timezone

from ruangaman.network.tests.standing import person
from ruangaman.training import slow
from ruangaman.training.models import Event
from ruangaman.training.services.events import EventEntry, event_add, event_open
from ruangaman.training.services.participants import participants_invite
from ruangaman.training.services.sessions import SessionEntry, session_add, trainers_set


@pytest.fixture
def first():
    """A day on which an event begins."""
    return timezone.localdate() + dt.timedelta(days=14)


@pytest.fixture
def event(world, first):
    """An open event of two sessions with Tono as trainer."""
    made = event_add(entry=entry(first), by=world.dewi)
    for hour, jp in ((8, 3), (13, 2)):
        session_add(event=made, entry=session(first, hour, jp), by=world.dewi)
    trainers_set(event=made, users=[world.tono], by=world.dewi)
    made.refresh_from_db()
    event_open(event=made, version=made.version, by=world.dewi)
    return Event.objects.get(pk=made.pk)


@pytest.fixture
def people(world):
    """Rina, Beni and Lena as people of the network; the first two of one unit."""
    return {
        name: person(unit, world.people[name])
        for name, unit in (
            ("rina", "dinas-kesehatan"),
            ("beni", "dinas-kesehatan"),
            ("lena", "dinas-sosial"),
        )
    }


@pytest.fixture
def invited(world, event, people):
    """All three are invited; return them by name."""
    participants_invite(event=event, people=list(people.values()), by=world.dewi)
    return {
        one.person.user.username: one for one in event.participants.select_related("person__user")
    }


def entry(first: dt.date, **more: object) -> EventEntry:
    """What an event is."""
    said: dict = {
        "title": "Pelatihan dasar",
        "course": Event.Course.BASIC,
        "first": first,
        "last": first + dt.timedelta(days=1),
        "venue": "Aula",
        "support_name": "Ibu Contoh",
        "support_way": "ruang 2",
    }
    return EventEntry(**{**said, **more})


def session(day: dt.date, hour: int, jp: int, **more: object) -> SessionEntry:
    """A session that begins at an hour of a day and lasts as long as its hours."""
    zone = timezone.get_current_timezone()
    starts = dt.datetime.combine(day, dt.time(hour), tzinfo=zone)
    said: dict = {
        "title": f"Sesi pukul {hour}",
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(minutes=45 * jp or 15),
        "jp": jp,
    }
    return SessionEntry(**{**said, **more})


@pytest.fixture(autouse=True)
def nobody_mistyped():
    """Nobody typed a wrong code yet: counts are kept in memory, between tests too."""
    slow.forget()


@dataclass
class Hands:
    """The hands of a clock that the test moves."""

    at: dt.datetime

    def on(self, **more: float) -> None:
        """Let time pass."""
        self.at += dt.timedelta(**more)


@pytest.fixture
def clock(monkeypatch):
    """The server's clock, at the last nine in the morning: who signed in just now is not idle."""
    nine = timezone.localtime().replace(hour=9, minute=0, second=10, microsecond=0)
    hands = Hands(nine if nine <= timezone.localtime() else nine - dt.timedelta(days=1))
    monkeypatch.setattr(timezone, "now", lambda: hands.at.astimezone(dt.UTC))
    return hands


@pytest.fixture
def today(clock, world):
    """An open event of today: at eight three hours (module 1), at one two hours (module 2)."""
    made = event_add(entry=entry(clock.at.date()), by=world.dewi)
    for hour, jp, module in ((8, 3, 1), (13, 2, 2)):
        planned = session(clock.at.date(), hour, jp, module=module)
        session_add(event=made, entry=planned, by=world.dewi)
    trainers_set(event=made, users=[world.tono], by=world.dewi)
    made.refresh_from_db()
    event_open(event=made, version=made.version, by=world.dewi)
    return Event.objects.get(pk=made.pk)


@pytest.fixture
def listed(world, today, people):
    """All three are on the list of today; return them by name."""
    participants_invite(event=today, people=list(people.values()), by=world.dewi)
    rows = today.participants.select_related("person__user")
    return {one.person.user.username: one for one in rows}
