"""People are recorded, corrected, moved, away and back; each place shows it the same day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Appointment, Person, Placement
from ruangaman.network.selectors.conflicts import Conflict, person_conflicts
from ruangaman.network.selectors.coverage import unit_states
from ruangaman.network.selectors.people import (
    Standing,
    people_alike,
    people_found,
    person_by_nip,
    person_page,
    person_rows,
)
from ruangaman.network.selectors.readiness import Lack
from ruangaman.network.selectors.vacancies import vacancies
from ruangaman.network.services.people import (
    PersonChanged,
    PersonEntry,
    entry_of,
    nip_show,
    people_add,
    person_add,
    person_change,
    person_delete,
)
from ruangaman.network.services.person_checks import PeopleRefused
from ruangaman.network.services.placements import (
    Place,
    PlaceRefused,
    person_leave,
    person_move,
    person_return,
    placement_undo,
)
from ruangaman.network.tests.decree_world import DAY, UNIT, drafted, headed, placed, whole
from ruangaman.people.faults import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
NIP = "198801012012012001"
SOCIAL = "dinas-sosial"


def entry(name: str = "Ani Contoh", **fields: Any) -> PersonEntry:
    return PersonEntry(**({"name": name, "kind": "pns", "unit_code": UNIT} | fields))


def moved(world: World, person: Person, day: dt.date, unit: str = SOCIAL) -> Placement:
    person.refresh_from_db()
    to = Place(unit_code=unit, day=day, position="Analis")
    return person_move(person=person, version=person.version, to=to, by=world.dewi)


def state_of(unit: str = UNIT, day: dt.date | None = None) -> Any:
    return unit_states(day, [unit])[0]


def test_somebody_is_recorded_sealed_and_found_by_the_whole_number(world: World) -> None:
    said = entry(nip=NIP, phone="0812 000", email="ani@contoh.id", position="Analis", sex="f")
    ani = person_add(entry=said, by=world.dewi)
    kept = Person.objects.get()
    assert NIP.encode() not in bytes(kept.nip) + bytes(kept.nip_index)
    assert entry_of(kept, kept.placements.get()) == said
    assert person_by_nip(world.dewi, NIP) == ani
    assert person_by_nip(world.dewi, NIP[:-1]) is person_by_nip(world.dewi, "") is None
    assert nip_show(person=ani, by=world.dewi) == NIP
    assert [one.action for one in AuditEvent.objects.order_by("sequence")] == [
        "person_added",
        "person_nip_shown",
    ]
    assert "Ani" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a" * 121}, "name"),
        ({"kind": "bos"}, "kind"),
        ({"sex": "x"}, "sex"),
        ({"rank": "xx"}, "rank"),
        ({"nip": "123"}, "nip"),
        ({"nip": NIP, "kind": "intern"}, "nip"),
        ({"unit_code": "tidak-ada"}, "unit_code"),
        ({"first": dt.date(1700, 1, 1)}, "first"),
        ({"trained_on": dt.date(2999, 1, 1)}, "trained_on"),
        ({"email": "a" * 250 + "@x.id"}, "email"),
    ],
)
def test_what_cannot_be_is_named_and_nobody_is_recorded(
    world: World, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(PeopleRefused) as refused:
        people_add(entries=[entry(), entry(**fields)], by=world.dewi, source="daftar")
    assert [(one.place, one.field) for one in refused.value.faults] == [(1, field)]
    assert (Person.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_a_number_belongs_to_one_person(world: World) -> None:
    person_add(entry=entry(nip=NIP), by=world.dewi)
    with pytest.raises(PeopleRefused, match="Ani Contoh"):
        person_add(entry=entry("Budi", nip=NIP), by=world.dewi)
    other = "198801012012011002"
    with pytest.raises(PeopleRefused, match="Siti") as refused:
        people_add(
            entries=[entry("Siti", nip=other), entry("Budi", nip=other)], by=world.dewi, source=""
        )
    assert [one.place for one in refused.value.faults] == [1]
    assert [one.person.name for one in people_alike(name="ani")] == ["Ani Contoh"]


def test_a_whole_list_is_recorded_in_its_order_with_one_event(world: World) -> None:
    entries = [
        entry(f"Orang {n}", nip=f"19880101201201{1 + n % 2}{n // 2:03d}"[:18], phone="0812")
        for n in range(600)
    ]
    people = people_add(entries=entries, by=world.dewi, source="Daftar 2026")
    assert [one.name for one in people] == [one.name for one in entries]
    assert Placement.objects.filter(source="Daftar 2026").count() == len(entries)
    assert AuditEvent.objects.get().detail == {"people": 600, "units": 1}


def test_of_two_editors_the_second_is_told_and_nothing_is_lost(world: World) -> None:
    ani = person_add(entry=entry(nip=NIP), by=world.dewi)
    person_change(person=ani, version=1, entry=entry("Ani Baru", nip=NIP), by=world.dewi)
    with pytest.raises(PersonChanged) as met:
        person_change(person=ani, version=1, entry=entry("Ani Lama", leads=True), by=world.dewi)
    assert met.value.person.name == "Ani Baru"
    ani.refresh_from_db()
    assert (ani.name, ani.version, ani.placements.get().leads) == ("Ani Baru", 2, False)


def test_a_move_leaves_the_place_vacant_the_same_day(world: World) -> None:
    today = timezone.localdate()
    ani, budi = placed("Ani"), placed("Budi")
    decree = whole(world, ani, budi, starts=today - 30 * DAY)
    moved(world, ani, today)
    lines = {one.person.name: one for one in decree.appointments.all()}
    assert (lines["Ani"].ended_on, lines["Ani"].end_reason) == (today, "moved")
    assert lines["Budi"].ended_on is None
    found = state_of()
    assert (found.appointed, found.has_pair, Lack.MOVED in found.lacks) == (1, False, True)
    assert [(one.role, one.gap.since) for one in vacancies(today + DAY)] == [("primary", today)]
    assert decree.steps.filter(action="person_moved").count() == 1
    assert [one.place.unit_code for one in person_page(world.dewi, ani).places] == [SOCIAL, UNIT]


def test_a_move_to_come_changes_nothing_before_its_day(world: World) -> None:
    today = timezone.localdate()
    ani = placed("Ani")
    whole(world, ani, starts=today - 30 * DAY)
    moved(world, ani, today + 10 * DAY)
    assert state_of().appointed == 1
    assert vacancies(today + 9 * DAY) == []
    assert state_of(day=today + 10 * DAY).appointed == 0
    assert [one.gap.since for one in vacancies(today + 10 * DAY)] == [today + 10 * DAY]
    draft = drafted(world, starts=today + 20 * DAY)
    assert person_conflicts([ani], draft)[ani.pk] == (Conflict.NOT_HERE,)
    assert person_conflicts([ani], drafted(world))[ani.pk] == ()


def test_a_move_by_mistake_is_taken_back_whole(world: World) -> None:
    today = timezone.localdate()
    ani = placed("Ani")
    whole(world, ani, starts=today - 30 * DAY)
    moved(world, ani, today)
    ani.refresh_from_db()
    assert [one.gap.since for one in vacancies(today)] == [today]
    placement_undo(person=ani, version=ani.version, by=world.dewi)
    assert state_of().appointed == 1
    assert vacancies(today) == []
    assert [one.unit_code for one in ani.placements.all()] == [UNIT]
    ani.refresh_from_db()
    with pytest.raises(Refused):
        placement_undo(person=ani, version=ani.version, by=world.dewi)


def test_a_place_that_somebody_else_has_does_not_come_back(world: World) -> None:
    today = timezone.localdate()
    ani, budi = placed("Ani"), placed("Budi")
    whole(world, ani)
    moved(world, ani, today)
    whole(world, budi)
    ani.refresh_from_db()
    placement_undo(person=ani, version=ani.version, by=world.dewi)
    assert Appointment.objects.get(person=ani).end_reason == "moved"
    assert Lack.MOVED not in state_of().lacks


def test_somebody_leaves_and_comes_back_without_her_decree(world: World) -> None:
    today = timezone.localdate()
    ani = placed("Ani")
    whole(world, ani)
    person_leave(person=ani, version=1, day=today, source="", by=world.dewi)
    assert Appointment.objects.get().end_reason == "left"
    assert person_rows([ani])[0].standing == Standing.GONE
    ani.refresh_from_db()
    to = Place(unit_code=UNIT, day=today)
    person_return(person=ani, version=ani.version, to=to, by=world.dewi)
    assert person_rows([ani])[0].standing == Standing.PRESENT
    assert state_of().appointed == 0


def test_moves_that_cannot_be_are_refused(world: World) -> None:
    today = timezone.localdate()
    ani = person_add(entry=entry(first=today - DAY), by=world.dewi)
    for unit, day, field in (
        (UNIT, today, "unit_code"),
        ("tidak-ada", today, "unit_code"),
        (SOCIAL, today - DAY, "day"),
        (SOCIAL, dt.date(1500, 1, 1), "day"),
        (SOCIAL, today + 800 * DAY, "day"),
    ):
        with pytest.raises(PlaceRefused) as refused:
            moved(world, ani, day, unit)
        assert refused.value.field == field
    to = Place(unit_code=SOCIAL, day=today)
    with pytest.raises(PlaceRefused):
        person_return(person=ani, version=1, to=to, by=world.dewi)
    with pytest.raises(PermissionDenied):
        person_move(person=ani, version=1, to=to, by=world.hasan)
    assert Placement.objects.count() == 1


def test_whom_a_decree_named_is_never_deleted(world: World) -> None:
    ani, budi = placed("Ani"), placed("Budi")
    drafted(world, ani)
    with pytest.raises(Refused):
        person_delete(person=ani, version=1, by=world.dewi)
    person_delete(person=budi, version=1, by=world.dewi)
    assert [one.name for one in Person.objects.all()] == ["Ani"]


def test_the_list_is_kept_to_what_was_asked_and_to_the_own_unit(world: World) -> None:
    headed(world)
    today = timezone.localdate()
    whole(world, placed("Ani Satu"))
    placed("Budi", unit=SOCIAL, kind="pppk", trained_on=today)
    placed("Cici Satu", kind="intern", trained_on=today)
    seen = world.dewi

    def names(user: Any = seen, **asked: str) -> list[str]:
        return [one.name for one in people_found(user, **asked)]

    assert names() == ["Ani Satu", "Budi", "Cici Satu"]
    assert names(name="satu ani") == ["Ani Satu"]
    assert names(unit="sosial") == names(kind="pppk") == names(standing="terlatih") == ["Budi"]
    assert names(standing="bertugas") == ["Ani Satu"]
    assert names(standing="ada") == ["Cici Satu"]
    assert names(standing="cuti") == names(standing="tidak-ada") == []
    assert names(world.hasan) == ["Ani Satu", "Cici Satu"]
    assert names(world.anton) == []
    rows = {one.person.name: str(one.standing) for one in person_rows(Person.objects.all())}
    for standing in Standing:
        assert all(rows[name] == standing for name in names(standing=standing.value))
