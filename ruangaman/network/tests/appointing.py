"""Appoints people in tests, as quickly as a line can say it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.people.models import User


def person(
    name: str, unit: str = "dinas-kesehatan", *, user: User | None = None, **more: Any
) -> Person:
    """Make a person who serves in a unit."""
    made = Person.objects.create(name=name, search=name.lower(), user=user, **more)
    Placement.objects.create(person=made, unit_code=unit)
    return made


def decree(unit: str = "dinas-kesehatan", state: str = "issued", **more: Any) -> Decree:
    """Make a decree that holds from the beginning of 2026 for two years."""
    term = {"starts": dt.date(2026, 1, 1), "ends": dt.date(2027, 12, 31)}
    return Decree.objects.create(unit_code=unit, state=state, title="SK", **{**term, **more})


def appoint(to: Decree, who: Person, role: str = "primary", **more: Any) -> Appointment:
    """Put a line into a decree."""
    return Appointment.objects.create(decree=to, person=who, role=role, position="Analis", **more)
