"""The network of the demo world: invented people, and units in every state.

Dinas Kesehatan has a ready pair. Elsewhere one is ready, a decree ran out, people were trained
without a decree, a draft waits for a signature.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ruangaman.duty.models import MonthlyTest
from ruangaman.network.models import Appointment, Declaration, Decree, DecreeStep, Person, Placement
from ruangaman.network.selectors.units import folded
from ruangaman.network.services.receiving import receiving_refresh
from ruangaman.ops.demo.people import HEALTH, SOCIAL
from ruangaman.people.models import User

DAY = dt.timedelta(days=1)
TERM = 729 * DAY
_PRIMARY, _ALTERNATE = Appointment.Role.PRIMARY, Appointment.Role.ALTERNATE


def network_create() -> None:
    """Make people, decrees and certificates."""
    today = timezone.localdate()
    users = User.objects.in_bulk(["rina", "beni", "lena", "paul"], field_name="username")
    rina, beni, lena, paul = (users[name] for name in ("rina", "beni", "lena", "paul"))
    pair = [person_made(one.name, HEALTH, today, user=one) for one in (rina, beni)]
    decree_made(HEALTH, pair, starts=today - 60 * DAY)
    one = person_made(lena.name, SOCIAL, today, user=lena)
    other = person_made(paul.name, SOCIAL, today, user=paul, certified=False)
    decree_made(SOCIAL, [one, other], starts=today - TERM + 20 * DAY)
    for user in (rina, beni, lena):
        MonthlyTest.objects.update_or_create(
            user=user, month=today.replace(day=1), defaults={"opened_on": today}
        )
    decree_made(
        "biro-umum", [person_made("Sinta Contoh", "biro-umum", today)], starts=today - TERM - DAY
    )
    draft = [
        person_made("Yanti Contoh", "biro-hukum", today),
        person_made("Robi Contoh", "biro-hukum", today),
    ]
    decree_made("biro-hukum", draft, starts=today, state=Decree.State.SUBMITTED)
    for number, code in enumerate(("biro-organisasi", "biro-pemerintahan"), start=1):
        person_made(f"Orang Contoh {number}", code, today)
    receiving_refresh()


def person_made(
    name: str, unit: str, today: dt.date, *, user: User | None = None, certified: bool = True
) -> Person:
    """Make somebody who was trained and serves in a unit."""
    made = Person.objects.create(
        name=name,
        search=folded(name),
        user=user,
        trained_on=today - 30 * DAY,
        certified_until=today + TERM if certified and user else None,
        certificate="Contoh" if certified and user else "",
        office_phone="(0380) 000 000",
        hours="Senin–Jumat 08.00–15.00",
    )
    Placement.objects.create(person=made, unit_code=unit, position="Analis", first=today - TERM)
    return made


def decree_made(
    unit: str, people: list[Person], *, starts: dt.date, state: str = Decree.State.ISSUED
) -> None:
    """Make a decree that names the first and her alternate, with their declarations."""
    issued = state == Decree.State.ISSUED
    now = timezone.now()
    made = Decree.objects.create(
        unit_code=unit,
        state=state,
        title="Penunjukan Fokal Point",
        official_title="Kepala Unit",
        official_name="Hasan Contoh",
        number="800/00/CONTOH" if issued else "",
        signed_on=starts if issued else None,
        signed_at="Kupang" if issued else "",
        starts=starts,
        ends=starts + TERM,
        submitted_at=now,
        issued_at=now if issued else None,
    )
    DecreeStep.objects.create(decree=made, action="created")
    for person, role in zip(people, (_PRIMARY, _ALTERNATE), strict=False):
        line = Appointment.objects.create(decree=made, person=person, role=role, position="Analis")
        Declaration.objects.create(
            appointment=line,
            willing=True,
            not_head=True,
            no_command=True,
            no_misconduct=True,
            keeps_secret=True,
            by_paper=True,
            declared_on=starts,
        )
