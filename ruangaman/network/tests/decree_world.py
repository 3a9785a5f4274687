"""Decrees in the world of named people: Dewi coordinates, Hasan heads Dinas Kesehatan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.network.private import private_seal
from ruangaman.network.services.appointments import Answers, Duty, appointment_add, declaration_note
from ruangaman.network.services.decrees import (
    Signature,
    Terms,
    decree_create,
    decree_issue,
    decree_submit,
)
from ruangaman.people.models import Role, RoleGrant, User
from tests.world import World

UNIT = "dinas-kesehatan"
YES = Answers(willing=True, not_head=True, no_command=True, no_misconduct=True, keeps_secret=True)
DAY = dt.timedelta(days=1)


def headed(world: World) -> None:
    """Let Hasan head Dinas Kesehatan, and Kadis another unit."""
    RoleGrant.objects.filter(user=world.hasan).update(unit_code=UNIT)
    RoleGrant.objects.create(user=world.kadis, role=Role.HEAD_OF_UNIT, unit_code="dinas-sosial")


def placed(name: str, *, unit: str = UNIT, **fields: Any) -> Person:
    """Return somebody who works in a unit; ``leads`` and ``commands`` are of the place."""
    place = {key: fields.pop(key) for key in ("leads", "commands") if key in fields}
    person = Person(name=name, search=name.lower(), **fields)
    person.nip = private_seal("198801012012012001", owner=person.pk, field="nip")
    person.save()
    Placement.objects.create(person=person, unit_code=unit, position="Analis", **place)
    return person


def terms(**fields: Any) -> Terms:
    """Return what a decree says."""
    today = timezone.localdate()
    said = {
        "title": "Penunjukan Fokal Point pada Dinas Kesehatan",
        "authority": Decree.Authority.HEAD,
        "official_title": "Kepala Dinas Kesehatan",
        "official_name": "Hasan Contoh",
        "official_nip": "197001011995031001",
        "starts": today,
        "ends": today + 729 * DAY,
    }
    return Terms(**(said | fields))


def signature(**fields: Any) -> Signature:
    """Return how a decree was signed."""
    said = {
        "number": "800/12/DINKES/2026",
        "signed_on": timezone.localdate(),
        "signed_at": "Kupang",
        "official_title": "Kepala Dinas Kesehatan",
        "official_name": "Hasan Contoh",
        "official_nip": "197001011995031001",
    }
    return Signature(**(said | fields))


def drafted(world: World, *people: Person, **fields: Any) -> Decree:
    """Return a draft that names people: the first, her alternate, further ones."""
    decree = decree_create(unit=world.units[UNIT], terms=terms(**fields), by=world.dewi)
    roles = ["primary", "alternate"]
    for place, person in enumerate(people):
        role = roles[place] if place < len(roles) else "extra"
        add(world, decree, person, role)
    decree.refresh_from_db()
    return decree


def add(world: World, decree: Decree, person: Person, role: str, **fields: Any) -> Appointment:
    """Name somebody in a draft."""
    decree.refresh_from_db()
    return appointment_add(
        decree=decree,
        version=decree.version,
        person=person,
        duty=Duty(role=role, **fields),
        by=world.dewi,
    )


def declared(world: World, decree: Decree, answers: Answers = YES) -> Decree:
    """Note everybody's declaration."""
    for one in decree.appointments.all():
        declaration_note(
            appointment=one, answers=answers, signed_on=timezone.localdate(), by=world.dewi
        )
    decree.refresh_from_db()
    return decree


def submitted(world: World, decree: Decree, reason: str = "") -> Decree:
    """Propose a draft."""
    decree_submit(decree=decree, version=decree.version, reason=reason, by=world.dewi)
    decree.refresh_from_db()
    return decree


def issued(world: World, decree: Decree, by: User | None = None) -> Decree:
    """Let a proposal be signed by Hasan."""
    decree_issue(decree=decree, version=decree.version, signature=signature(), by=by or world.hasan)
    decree.refresh_from_db()
    return decree


def whole(world: World, *people: Person, **fields: Any) -> Decree:
    """Return a decree in force, by the whole way."""
    headed_already = RoleGrant.objects.filter(user=world.hasan, unit_code=UNIT).exists()
    if not headed_already:
        headed(world)
    decree = declared(world, drafted(world, *people, **fields))
    return issued(world, submitted(world, decree))
