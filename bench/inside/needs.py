"""Who needs which training: ``python -m bench.inside.needs --fill UNITS``, then ``--look TIMES``;
that prints milliseconds, of the clock and of the processor, for whole requests of the coordinator.

Every unit has a pair. Of ten people one was never trained and one has a certificate on paper; the
others came to courses of sixty and have certificates that end on different days. Every fifth serves
a second term, every fourth came to a refresher too.
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
import time
from collections.abc import Iterator, Sequence

from django.test import Client
from django.utils import timezone

from bench.inside import answer
from bench.inside.bulk import quick
from bench.inside.desk import signed_in
from bench.inside.network import units_make
from bench.inside.people import COORDINATOR
from bench.inside.world import account
from ruangaman.core.surface import heap_settle
from ruangaman.network.models import Appointment, Decree, Person
from ruangaman.people.models import Role, RoleGrant
from ruangaman.training.models import (
    Attendance,
    Certificate,
    Event,
    IssuerKey,
    Participant,
    Session,
)

PAGES = ("/pelatihan/kebutuhan/", "/pelatihan/kebutuhan/?dalam=semua&page=40",
         "/pelatihan/kebutuhan/?kebutuhan=refresher&dalam=semua",
         "/pelatihan/kebutuhan/?unit=puskesmas")  # fmt: skip
PLACES, SESSIONS = 60, 12


def main(what: str, many: int) -> None:
    """Make everything, or ask for the pages in turn."""
    if what == "--fill":
        quick()
        filled(many)
        answer({})
        return
    heap_settle()  # as the surface does when it starts
    coordinator = signed_in(COORDINATOR)
    for path in PAGES:
        coordinator.get(path)
    paths = itertools.islice(itertools.cycle(PAGES), many)
    spent = [took(coordinator, path) for path in paths]
    answer({"clock": [one for one, _ in spent], "processor": [one for _, one in spent]})


def took(client: Client, path: str) -> tuple[float, float]:
    """Return the milliseconds of an answer, and how many the processor worked in this process."""
    before, worked = time.perf_counter(), time.process_time()
    if (status := client.get(path).status_code) != 200:
        raise RuntimeError(f"{path}: {status}")
    spent = time.process_time() - worked
    return (time.perf_counter() - before) * 1000, spent * 1000


def filled(units: int) -> None:
    """Appoint a pair in every unit and give each what she has learnt."""
    made, today = units_make(units), timezone.localdate()
    people = Person.objects.bulk_create(
        [paper(n, today) if n % 10 == 1 else someone(n) for n in range(2 * units)], batch_size=500
    )
    appointed([one.code for one in made], people, today)
    taught = [one for n, one in enumerate(people) if n % 10 > 1]
    certified(taught, today)
    for number, course in enumerate(halls(taught)):
        came("basic", today - dt.timedelta(days=30 + 7 * number % 900), course)
    for number, course in enumerate(halls(taught[::4])):
        came("refresher", today - dt.timedelta(days=10 + 17 * number % 400), course)
    RoleGrant.objects.create(user=account(COORDINATOR), role=Role.COORDINATOR)


def halls(people: Sequence[Person]) -> Iterator[Sequence[Person]]:
    """Yield the people of each course."""
    return (people[at : at + PLACES] for at in range(0, len(people), PLACES))


def someone(number: int) -> Person:
    """Return somebody new."""
    return Person(name=f"Orang {number:05}", search=f"orang {number:05}")


def paper(number: int, today: dt.date) -> Person:
    """Return somebody whose certificate was typed off paper."""
    made = someone(number)
    made.trained_on = today - dt.timedelta(days=number % 800)
    made.certified_until = made.trained_on + dt.timedelta(days=730)
    return made


def appointed(codes: Sequence[str], people: Sequence[Person], today: dt.date) -> None:
    """Issue a decree for each unit, and one before it that ran out for every fifth."""
    terms = []
    for number, code in enumerate(codes):
        starts = today - dt.timedelta(days=number % 700)
        now = Decree(unit_code=code, title="SK", state="issued", starts=starts)
        now.ends = starts + dt.timedelta(days=800)
        terms.append((now, people[2 * number : 2 * number + 2]))
        if number % 5 == 0:
            ended = starts - dt.timedelta(days=1 + number % 600)
            was = Decree(unit_code=code, title="SK", state="expired", ends=ended)
            was.starts = ended - dt.timedelta(days=700)
            terms.append((was, people[2 * number : 2 * number + 2]))
    Decree.objects.bulk_create([one for one, _ in terms], batch_size=500)
    lines = (
        Appointment(decree=decree, person=one, role=role)
        for decree, pair in terms
        for one, role in zip(pair, ("primary", "alternate"), strict=True)
    )
    Appointment.objects.bulk_create(lines, batch_size=500)


def certified(people: Sequence[Person], today: dt.date) -> None:
    """Give each a certificate of two years."""
    key = IssuerKey.objects.create(public=b"k" * 32)
    rows = []
    for number, one in enumerate(people):
        issued = today - dt.timedelta(days=number % 800)
        until = issued + dt.timedelta(days=730)
        course = "advanced" if number % 3 == 0 else "basic"
        given = {"person": one, "name": one.name, "course": course, "jp": 27, "key": key}
        given |= {"issued_on": issued, "valid_until": until, "credential": "{}" * 1000}
        rows.append(Certificate(number=f"RA-{number:05}", **given))
        one.certified_until = until
    Certificate.objects.bulk_create(rows, batch_size=500)
    Person.objects.bulk_update(people, ["certified_until"], batch_size=500)


def came(course: str, last: dt.date, people: Sequence[Person]) -> None:
    """Make an event that all of them attended."""
    event = Event.objects.create(
        title="Pelatihan", course=course, first=last, last=last, state=Event.State.CLOSED
    )
    now = timezone.now()
    sessions = Session.objects.bulk_create(
        Session(event=event, title="Sesi", jp=2, starts_at=now, ends_at=now + dt.timedelta(hours=1))
        for _ in range(SESSIONS)
    )
    joined = Participant.objects.bulk_create(
        Participant(event=event, person=one, state="accepted") for one in people
    )
    Attendance.objects.bulk_create(
        (Attendance(session=session, participant=one, how="code")
         for session in sessions for one in joined),
        batch_size=500,
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
