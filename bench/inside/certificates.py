"""Issue the certificates of an event: ``python -m bench.inside.certificates COUNT``; prints how
long one page took, and how long all of them, signed, written down and printed into a sealed ZIP.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Sequence

from django.utils import timezone

from bench.inside import answer
from ruangaman.network.models import Person
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.training.certificate_words import certificate_pdf, module_titles
from ruangaman.training.models import (
    Attendance,
    Batch,
    Certificate,
    Content,
    Event,
    Paper,
    Participant,
    RolePlay,
    Session,
    Sitting,
)
from ruangaman.training.services.batches import batch_ask, batches_make

CHECKLIST, TALK, MODULES, TIMES = "be" * 32, "percakapan-bangku", 12, 20


def main(count: int) -> None:
    """Make an event of ``count`` people who met everything, and certify them."""
    keeper = User.objects.create(username="koordinator-bangku")
    RoleGrant.objects.create(user=keeper, role=Role.COORDINATOR)
    event = course(count)
    began = time.perf_counter()
    batch_ask(event=event, by=keeper)
    batches_make()
    spent = time.perf_counter() - began
    done = Batch.objects.get()
    made = Certificate.objects.count()
    if (done.state, made) != (Batch.State.READY, count):
        raise SystemExit(f"{done.state}: {made} of {count} certificates")
    answer({"all_s": spent, "one_ms": one(), "certificates": made, "zip_bytes": done.size})


def one() -> float:
    """Return the median of milliseconds for a page, in a process that made some before."""
    certificate, titles = Certificate.objects.select_related("event").first(), module_titles()
    assert certificate
    spent = []
    for number in range(TIMES):
        began = time.perf_counter()
        certificate_pdf(certificate, language=("id", "en")[number % 2], titles=titles)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1000


def course(count: int) -> Event:
    """Make an event with twelve sessions, and people who came, passed and played."""
    today, now = timezone.localdate(), timezone.now()
    Content.objects.create(
        kind=Content.Kind.CHECKLIST, key="bangku", digest=CHECKLIST, body={}, reviewed=True
    )
    Content.objects.create(
        kind=Content.Kind.DIALOGUE, key=TALK, digest=TALK, body={}, reviewed=True
    )
    event = Event.objects.create(
        title="Pelatihan bangku uji", first=today, last=today, state=Event.State.CLOSED
    )
    sessions = Session.objects.bulk_create(
        Session(
            event=event,
            title=f"Sesi {number}",
            module=number,
            jp=2,
            starts_at=now + dt.timedelta(hours=number),
            ends_at=now + dt.timedelta(hours=number + 1),
        )
        for number in range(1, MODULES + 1)
    )
    _took_part(event, sessions, count)
    return event


def _took_part(event: Event, sessions: Sequence[Session], count: int) -> None:
    """Make people who attended everything, passed the test and played."""
    today, now = timezone.localdate(), timezone.now()
    paper = Paper.objects.create(
        event=event, kind=Paper.Kind.POST, opens_at=now, closes_at=now, gates=True
    )
    people = Person.objects.bulk_create(
        Person(name=f"Peserta {n:04}", search=f"peserta {n:04}") for n in range(count)
    )
    joined = Participant.objects.bulk_create(
        Participant(event=event, person=person, state=Participant.State.ACCEPTED)
        for person in people
    )
    Attendance.objects.bulk_create(
        (Attendance(session=session, participant=one_, how="trainer")
         for session in sessions for one_ in joined),
        batch_size=500,
    )  # fmt: skip
    Sitting.objects.bulk_create(
        Sitting(paper=paper, participant=one_, form="A", gates=True, order=[], started_at=now,
                due_at=now, ended_at=now, right=18, total=20)
        for one_ in joined
    )  # fmt: skip
    RolePlay.objects.bulk_create(
        RolePlay(
            person=person,
            event=event,
            dialogue=TALK,
            checklist=CHECKLIST,
            passed=True,
            observed_on=today,
        )
        for person in people
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
