"""A full room in one minute, and two trainers with one list: on connections of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from ruangaman.core.audit import audit_verify
from ruangaman.network.models import Person
from ruangaman.training.minutes import code_now
from ruangaman.training.models import Attendance, Event, EventTrainer, Participant
from ruangaman.training.services.attendance import attendance_mark, session_open
from ruangaman.training.services.own_attendance import attendance_own
from ruangaman.training.tests.conftest import entry, session
from tests.world import World, build

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one connection in memory"),
]
ROOM = 200


def at_once(acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """Do things on eight connections at a time and return what each gave."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(run, acts))
    connection.close()
    return found


def room(world: World) -> Event:
    """Return an open event of today with two sessions and a full room."""
    today = timezone.localdate()
    event = Event.objects.create(
        title="Penuh", first=today, last=today, state=Event.State.OPEN, course=entry(today).course
    )
    for hour in (8, 13):
        planned = session(today, hour, 1)
        event.sessions.create(
            title=planned.title, starts_at=planned.starts_at, ends_at=planned.ends_at, jp=1
        )
    EventTrainer.objects.create(event=event, user=world.tono)
    people = Person.objects.bulk_create(
        Person(name=f"Orang {n}", search=f"orang {n}") for n in range(ROOM)
    )
    Participant.objects.bulk_create(Participant(event=event, person=one) for one in people)
    return event


def test_a_full_room_records_itself_while_two_trainers_tick(transactional_db: None) -> None:
    world = build()
    event = room(world)
    first, second = event.sessions.all()
    session_open(session=first, by=world.tono)
    code, people = code_now(first.pk, timezone.now()), list(event.participants.all())
    everybody = [one.pk for one in people]

    def own(who: Participant) -> bool:
        return attendance_own(participant=who, session=first, code=code, by=None)

    def tick(by: Any) -> int:
        ticks = {first.pk: everybody[:100], second.pk: everybody[:100]}
        done = attendance_mark(event=event, ticks=ticks, how=Attendance.How.SHEET, by=by)
        return done.fresh

    acts: list[Callable[[], Any]] = [lambda who=who: own(who) for who in people * 2]
    acts[40:40] = [lambda: tick(world.tono), lambda: tick(world.dewi)]
    found = at_once(acts)
    by_code = first.attendances.filter(how=Attendance.How.CODE).count()
    assert (first.attendances.count(), second.attendances.count()) == (ROOM, 100)
    assert found.count(True) == by_code
    assert by_code + sum(n for n in found if not isinstance(n, bool)) == ROOM + 100
    assert not event.participants.exclude(state=Participant.State.ACCEPTED).exists()
    event.refresh_from_db()
    assert event.version == 1
    assert [one for one in audit_verify() if "ekspor" not in one] == []  # others' exports lie there
