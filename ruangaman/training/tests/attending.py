"""Events with participants, for tests of what comes after them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from ruangaman.network.models import Person
from ruangaman.network.tests.appointing import person
from ruangaman.training.models import Attendance, Event, Participant, Session
from tests.clients import StaffClient


def event(*, last: int = 0, modules: tuple[int, ...] = (4, 6), **more: Any) -> Event:
    """Make an event that ended ``last`` days from today, with a session for each module."""
    day = timezone.localdate() + dt.timedelta(days=last)
    given = {"title": "Pelatihan dasar", "first": day, "last": day, "state": "closed"}
    made = Event.objects.create(**{**given, **more})
    hour = timezone.make_aware(dt.datetime.combine(made.first, dt.time(8)))
    for number in modules:
        Session.objects.create(
            event=made,
            title=f"Modul {number}",
            module=number,
            starts_at=hour,
            ends_at=hour + dt.timedelta(minutes=90),
            jp=2,
        )
    return made


def participants(to: Event, many: int) -> list[Participant]:
    """Invite people without accounts."""
    return [invited(to, person(f"Peserta {number:03}")) for number in range(many)]


def invited(to: Event, who: Person, **more: Any) -> Participant:
    """Put somebody on the list of an event."""
    given = {"state": "accepted", "unit_code": "dinas-kesehatan", **more}
    return Participant.objects.create(event=to, person=who, **given)


def attended(one: Participant, *, sessions: int | None = None) -> Participant:
    """Let a participant be at the sessions of the event, or at the first of them."""
    here = list(one.event.sessions.all())[:sessions]
    for session in here:
        Attendance.objects.create(session=session, participant=one, how="trainer")
    return one


def with_code(one: Participant) -> StaffClient:
    """Return a browser in which this participant's own code was typed."""
    client = StaffClient()
    session = client.session
    session["participant"] = str(one.pk)
    session.save()
    return client
