"""People appointed in units, as the tests of coverage need them."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from ruangaman.duty.models import MonthlyTest
from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.people.models import User

_numbers = itertools.count(1)
YEAR = dt.timedelta(days=365)
DAY = dt.timedelta(days=1)


def person(unit_code: str, user: User | None = None, **values: Any) -> Person:
    """Make somebody who serves in a unit, trained and certified unless said otherwise."""
    today = timezone.localdate()
    name = f"Orang {next(_numbers)}"
    made = Person.objects.create(
        **{
            "name": name,
            "search": name.lower(),
            "user": user,
            "trained_on": today - YEAR,
            "certified_until": today + YEAR,
            **values,
        }
    )
    Placement.objects.create(person=made, unit_code=unit_code, first=today - 2 * YEAR)
    if user:
        tested(user)
    return made


def tested(user: User) -> None:
    """Let somebody have opened this month's test message."""
    today = timezone.localdate()
    MonthlyTest.objects.update_or_create(
        user=user, month=today.replace(day=1), defaults={"opened_on": today}
    )


def decree(unit_code: str, *people: Person, **values: Any) -> Decree:
    """Issue a decree that names ``people``: the first, her alternate, then further ones."""
    today = timezone.localdate()
    made = Decree.objects.create(
        **{
            "unit_code": unit_code,
            "title": "Penunjukan fokal point",
            "state": Decree.State.ISSUED,
            "starts": today - YEAR,
            "ends": today + YEAR,
            "submitted_at": timezone.now() - YEAR - DAY,
            "issued_at": timezone.now() - YEAR,
            **values,
        }
    )
    Decree.objects.filter(pk=made.pk).update(created_at=timezone.now() - YEAR - 2 * DAY)
    for one, role in itertools.zip_longest(people, ("primary", "alternate")[: len(people)]):
        Appointment.objects.create(decree=made, person=one, role=role or Appointment.Role.EXTRA)
    return made
