"""Two at once about the same people: on PostgreSQL with a connection each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from ruangaman.network.models import Appointment, Person, Placement
from ruangaman.network.services import decrees
from ruangaman.network.services.people import PersonEntry, person_add
from ruangaman.network.services.placements import Place, person_move
from ruangaman.network.services.rotation import Move, rotation_record
from ruangaman.network.tests.decree_world import (
    DAY,
    UNIT,
    declared,
    drafted,
    headed,
    placed,
    signature,
    submitted,
    whole,
)
from ruangaman.network.tests.test_decree_races import at_once
from tests.world import World, build

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one connection in memory"),
]
SOCIAL, NIP = "dinas-sosial", "198801012012012001"


@pytest.fixture
def house(transactional_db: None) -> World:
    """The world, committed."""
    assert connection.vendor == "postgresql"
    world = build()
    headed(world)
    return world


def test_of_two_who_record_the_same_number_one_does(house: World) -> None:
    def add(name: str) -> Person:
        entry = PersonEntry(name=name, kind="pns", unit_code=UNIT, nip=NIP)
        return person_add(entry=entry, by=house.dewi)

    assert sorted(at_once(lambda: add("Ani"), lambda: add("Budi"))) == ["PeopleRefused", "done"]
    assert Person.objects.count() == 1


def test_two_lists_in_opposite_order_end_and_one_is_told(house: World) -> None:
    today = timezone.localdate()
    people = [placed(f"Orang {n}") for n in range(6)]
    moves = [
        Move(row=n, person=one.pk, version=1, day=today, unit_code=SOCIAL)
        for n, one in enumerate(people)
    ]
    met = at_once(
        lambda: rotation_record(moves=moves, by=house.dewi),
        lambda: rotation_record(moves=moves[::-1], by=house.dewi),
    )
    assert sorted(met) == ["RotationRefused", "done"]
    assert Placement.objects.filter(unit_code=SOCIAL).count() == len(people)


def test_a_decree_signed_while_somebody_moves_never_leaves_her_appointed(house: World) -> None:
    today = timezone.localdate()
    ani = placed("Ani")
    whole(house, ani, starts=today - 30 * DAY, ends=today - DAY)
    decree = submitted(house, declared(house, drafted(house, ani)))
    to = Place(unit_code=SOCIAL, day=today)
    met = at_once(
        lambda: decrees.decree_issue(
            decree=decree, version=decree.version, signature=signature(), by=house.hasan
        ),
        lambda: person_move(person=ani, version=1, to=to, by=house.dewi),
    )
    assert met[1] == "done"
    held = Appointment.objects.filter(decree=decree, decree__state="issued")
    assert not held.filter(ended_on=None).exists()
