"""Make a network: ``python -m bench.inside.network UNITS APPOINTED``; prints how it stands.

The units are schools, health centres, departments and branches of all regions, below each other.
The first ``APPOINTED`` of them are in every state: of ten units four have a ready pair, one one
ready focal point, one a pair that lacks something, one a draft that waits, one a decree that ran
out, one somebody trained and one nobody. Whoever is ready has an account, a key that the manifest
vouches for, and opened this month's test message. A coordinator looks at it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import sys
from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from bench.inside import answer
from bench.inside.people import COORDINATOR
from bench.inside.world import account as account_with_factor
from ruangaman.duty.models import MonthlyTest
from ruangaman.lib.manifest import root_public
from ruangaman.lib.sealing import KeyPair
from ruangaman.network.models import Appointment, Decree, Person, Placement, Unit
from ruangaman.network.selectors.coverage import unit_states
from ruangaman.network.selectors.units import search_text
from ruangaman.people.models import RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.pinned import root_pin
from ruangaman.people.services.manifest import manifest_found

KINDS = (("sekolah", "SD Negeri"), ("puskesmas", "Puskesmas"), ("dinas", "Dinas"),
         ("cabang_dinas", "Cabang Dinas"))  # fmt: skip
PLACES = ("Oelamasi", "Soe", "Kefamenanu", "Atambua", "Kalabahi", "Larantuka", "Maumere", "Ende",
          "Bajawa", "Ruteng", "Waingapu", "Waikabubak", "Lewoleba", "Baa", "Labuan Bajo", "Mbay",
          "Waibakul", "Tambolaka", "Borong", "Seba", "Betun", "Kupang")  # fmt: skip
REGIONS = 21
YEAR = dt.timedelta(days=365)


def main(units: int, appointed: int) -> None:
    """Make everything. Nothing is measured here, so nothing waits for the disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    with transaction.atomic():
        made = units_make(units)
        for number, unit in enumerate(made[:appointed]):
            filled(number, unit)
        coordinator = account_with_factor(COORDINATOR)
        RoleGrant.objects.create(user=coordinator, role=Role.COORDINATOR)
        if receivers := list(User.objects.filter(keys__isnull=False)):
            root = secrets.token_bytes(32)
            root_pin(root_public(root))
            manifest_found(seed=root, users=receivers)
    answer(dict(Counter(str(one.state) for one in unit_states())))


def units_make(count: int) -> list[Unit]:
    """Make the units with their teams: every twentieth stands at the top of its region."""
    units, top = [], ""
    for number in range(count):
        kind, title = KINDS[number % len(KINDS)]
        place = number // 20 % REGIONS
        code, name = f"unit-{number}", f"{title} {PLACES[place]} {number}"
        if number % 20 == 0:
            top = code
        units.append(
            Unit(
                code=code,
                kind=kind,
                name=name,
                short_name=name,
                search=search_text(name=name, short_name=name, code=code),
                parent="" if code == top else top,
                region=f"53.{place + 1:02}",
                local=True,
                team=Team(code=f"fp-{code}", kind="focal_point", name=name, unit_code=code),
            )
        )
    Team.objects.bulk_create([unit.team for unit in units], batch_size=1000)
    return Unit.objects.bulk_create(units, batch_size=1000)


def filled(number: int, unit: Unit) -> None:
    """Put people into a unit, by its number."""
    turn = number % 10
    if turn <= 3:
        decree(unit, person(unit, ready=True), person(unit, ready=True))
    elif turn == 4:
        decree(unit, person(unit, ready=True), person(unit, ready=False))
    elif turn == 5:
        decree(unit, person(unit, ready=False), person(unit, ready=False))
    elif turn == 6:
        decree(unit, person(unit, ready=False), state="submitted", issued_at=None)
    elif turn == 7:
        decree(unit, person(unit, ready=True), ends=timezone.localdate() - dt.timedelta(days=9))
    elif turn == 8:
        person(unit, ready=False)


def person(unit: Unit, *, ready: bool) -> Person:
    """Make somebody trained; ``ready``: with all that readiness needs beside a decree."""
    today, number = timezone.localdate(), secrets.token_hex(4)
    user = receiver(number, unit) if ready else None
    made = Person.objects.create(
        user=user,
        name=f"Orang {number}",
        search=f"orang {number}",
        trained_on=today - YEAR,
        certified_until=today + YEAR if ready else today - dt.timedelta(days=1),
    )
    Placement.objects.create(person=made, unit_code=unit.code, first=today - YEAR)
    return made


def receiver(number: str, unit: Unit) -> User:
    """Make an account that reads for the unit's team."""
    user, today = account(f"fp-{number}"), timezone.localdate()
    RoleGrant.objects.create(user=user, role=Role.FOCAL_POINT, team=unit.team)
    pair = KeyPair(hashlib.sha256(number.encode()).digest())
    RecipientKey.objects.create(user=user, public=pair.public.raw, wrapped=b"")
    MonthlyTest.objects.create(user=user, month=today.replace(day=1), opened_on=today)
    return user


def account(name: str) -> User:
    """Make an account."""
    return User.objects.create(username=name, email=f"{name}@contoh.invalid", name=name.title())


def decree(unit: Unit, *people: Person, **values: object) -> None:
    """Issue a decree, unless ``values`` say otherwise."""
    today = timezone.localdate()
    usual = {
        "state": Decree.State.ISSUED,
        "starts": today - YEAR,
        "ends": today + YEAR,
        "submitted_at": timezone.now() - YEAR,
        "issued_at": timezone.now() - YEAR,
    }
    made = Decree.objects.create(unit_code=unit.code, title="SK", **{**usual, **values})
    for one, role in zip(people, ("primary", "alternate"), strict=False):
        Appointment.objects.create(decree=made, person=one, role=role)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
