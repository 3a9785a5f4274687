"""An event with people who met everything, as the tests of certificates need it."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from ruangaman.core.models import Instance, RuleValue
from ruangaman.network.models import Person
from ruangaman.people.models import User
from ruangaman.training.models import (
    Attendance,
    Content,
    Event,
    Paper,
    Participant,
    RolePlay,
    Session,
    Sitting,
)

_numbers = itertools.count(1)
CHECKLIST, DIALOGUE = "ab" * 32, "percakapan-uji"
_RULES = (("certificate_term", 2, "years"), ("certificate_gap", 12, "months"))
_RULES += (("test_pass_mark", 80, "percent"),)


def rules() -> None:
    """Put the values of the pack in force."""
    for key, value, unit in _RULES:
        RuleValue.objects.get_or_create(
            key=key,
            valid_to=None,
            defaults={
                "label_id": key,
                "label_en": key,
                "value": value,
                "unit": unit,
                "clock": "calendar",
                "source": "uji",
                "mark": "K-m",
                "valid_from": dt.date(2020, 1, 1),
            },
        )


def event(**values: Any) -> Event:
    """Make an event that ended yesterday, with three sessions of 9 JP and a reviewed test."""
    rules()
    Content.objects.get_or_create(
        kind=Content.Kind.CHECKLIST,
        key="lembar",
        defaults={"digest": CHECKLIST, "body": {"pass_percent": 80}, "reviewed": True},
    )
    Content.objects.get_or_create(
        kind=Content.Kind.DIALOGUE,
        key=DIALOGUE,
        defaults={"digest": "ef" * 32, "body": {}, "reviewed": True},
    )
    last = timezone.localdate() - dt.timedelta(days=1)
    made = Event.objects.create(
        **{
            "title": "Pelatihan uji",
            "organiser": "Dinas Uji",
            "state": Event.State.CLOSED,
            "first": last - dt.timedelta(days=2),
            "last": last,
            **values,
        }
    )
    began = timezone.now() - dt.timedelta(days=3)
    for number in range(3):
        Session.objects.create(
            event=made,
            title=f"Sesi {number}",
            module=number + 1,
            jp=9,
            starts_at=began + dt.timedelta(hours=number),
            ends_at=began + dt.timedelta(hours=number + 1),
        )
    Paper.objects.create(
        event=made,
        kind=Paper.Kind.POST,
        opens_at=began,
        closes_at=began + dt.timedelta(days=2),
        gates=True,
    )
    return made


def person(user: User | None = None, **values: Any) -> Person:
    """Make somebody who was never certified."""
    name = str(values.pop("name", f"Peserta {next(_numbers):04}"))
    return Person.objects.create(name=name, search=name.lower(), user=user, **values)


def takes_part(
    one: Event,
    who: Person,
    *,
    sessions: int = 3,
    right: int | None = 18,
    played: bool | None = True,
) -> Participant:
    """Let somebody attend the first ``sessions``, sit the test, and play a role."""
    made = Participant.objects.create(event=one, person=who, state=Participant.State.ACCEPTED)
    for session in Session.objects.filter(event=one)[:sessions]:
        Attendance.objects.create(session=session, participant=made, how="trainer")
    if right is not None:
        now = timezone.now()
        Sitting.objects.create(
            paper=one.papers.get(kind="post"),
            participant=made,
            form="B",
            gates=True,
            order=[],
            started_at=now,
            due_at=now,
            ended_at=now,
            right=right,
            total=20,
            passed=right >= 16,
        )
    if played is not None:
        RolePlay.objects.create(
            person=who,
            event=one,
            dialogue=DIALOGUE,
            checklist=CHECKLIST,
            passed=played,
            observed_on=one.last,
        )
    return made


def demo() -> None:
    """Let this be an installation of invented people."""
    Instance.objects.update_or_create(pk=1, defaults={"demo": True})
