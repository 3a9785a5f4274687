"""People of the network as their pages show them: who sees whom, how each stands, her history."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import (
    Appointment,
    Decree,
    Leave,
    LeaveProposal,
    Person,
    Placement,
    Unit,
)
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.private import nip_reference
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.decrees import decrees_seen, standing_of, unit_names
from ruangaman.network.selectors.placements import placed_on, places_of
from ruangaman.network.selectors.units import folded
from ruangaman.people.models import User

_MOST_WORDS = 8


class PersonNotFound(LookupError):
    """There is no such person, or she is not for this reader."""


class Standing(models.TextChoices):
    """How somebody stands; the list can be kept to each."""

    SERVES = "bertugas", _("Bertugas sebagai fokal point")
    TRAINED = "terlatih", _("Terlatih, belum ditunjuk")
    PRESENT = "ada", _("Bekerja di unit")
    AWAY = "cuti", _("Sedang cuti")
    GONE = "tidak-ada", _("Tidak di unit mana pun")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list; ``unit`` is the name of the unit of today, ``place`` may be None."""

    person: Person
    place: Placement | None
    unit: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where somebody served, for her history."""

    place: Placement
    unit: str
    planned: bool


@dataclass(frozen=True, slots=True)
class DecreeLine:
    """A decree that names her; ``standing`` is where it stands today."""

    appointment: Appointment
    unit: str
    standing: Decree.State


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with all that is known of her: places and decrees, the newest first.

    ``lines`` are decrees that the reader may see, ``named`` says whether any decree ever named
    her, ``coming`` are days away not over, ``proposal`` those that wait, ``undoable`` says whether
    the last place can be taken back.
    """

    row: PersonRow
    places: list[PlaceLine]
    lines: list[DecreeLine]
    named: bool
    coming: list[Leave]
    proposal: LeaveProposal | None
    undoable: bool

    @property
    def person(self) -> Person:
        """The person."""
        return self.row.person

    @property
    def stays(self) -> bool:
        """Say whether she is, or will be, in a unit without a known end."""
        return any(line.place.last is None for line in self.places)

    @property
    def may_not_serve(self) -> bool:
        """Say whether she serves though she leads the unit or commands many."""
        place = self.row.place
        leads = place is not None and (place.leads or place.commands)
        return leads and self.row.standing == Standing.SERVES

    @property
    def ends_on(self) -> dt.date | None:
        """The last day in the present unit, where it is known."""
        return self.row.place.last if self.row.place else None


def people_seen(user: User) -> QuerySet[Person]:
    """Return whom somebody may see: a head of unit those who serve in the own unit today."""
    if is_coordinator(user):
        return Person.objects.all()
    here = Placement.objects.filter(
        placed_on(timezone.localdate()), unit_code__in=units_headed(user)
    )
    return Person.objects.filter(pk__in=here.values("person"))


def person_seen(user: User, pk: uuid.UUID) -> Person:
    """Return a person for her page, or raise ``PersonNotFound``."""
    found = people_seen(user).filter(pk=pk).select_related("user").first()
    if found is None:
        raise PersonNotFound
    return found


def people_found(
    user: User, *, unit: str = "", kind: str = "", standing: str = "", name: str = ""
) -> QuerySet[Person]:
    """Return what the list shows, by name.

    ``unit`` is a part of a unit's name or its code, ``standing`` a value of ``Standing``.
    """
    today = timezone.localdate()
    found = people_seen(user)
    for word in folded(name).split()[:_MOST_WORDS]:
        found = found.filter(search__contains=word)
    if unit:
        codes = Unit.objects.filter(Q(search__contains=folded(unit)) | Q(code=unit)).values("code")
        here = Placement.objects.filter(placed_on(today), unit_code__in=codes)
        found = found.filter(pk__in=here.values("person"))
    if kind:
        found = found.filter(kind=kind)
    if standing:
        found = found.filter(_stands(standing, today))
    return found.order_by("name", "pk")


def person_by_nip(user: User, digits: str) -> Person | None:
    """Return who has this whole number, by its keyed hash; no part of a number finds anybody."""
    reference = nip_reference(digits)
    return people_seen(user).filter(nip_index=reference).first() if reference else None


def people_alike(*, name: str, exclude: uuid.UUID | None = None, most: int = 5) -> list[PersonRow]:
    """Return who may be the same person: all words of the shorter name are in the other one."""
    words = folded(name).split()
    if not words:
        return []
    longer = Q()
    for word in words:
        longer &= Q(search__contains=word)
    found = Person.objects.filter(longer | Q(search=" ".join(words)))
    if exclude is not None:
        found = found.exclude(pk=exclude)
    return person_rows(found.order_by("name", "pk")[:most])


def person_rows(people: Iterable[Person]) -> list[PersonRow]:
    """Return lines for people, in four queries."""
    listed, today = list(people), timezone.localdate()
    ids = [one.pk for one in listed]
    places = places_of(ids, today)
    names = unit_names({one.unit_code for one in places.values()})
    serving = set(in_force(today).filter(person__in=ids).values_list("person_id", flat=True))
    away = set(
        Leave.objects.filter(person__in=ids, first__lte=today, last__gte=today).values_list(
            "person_id", flat=True
        )
    )
    rows = []
    for one in listed:
        place = places.get(one.pk)
        standing = _standing(one, place, one.pk in serving, one.pk in away, today)
        unit = names.get(place.unit_code, place.unit_code) if place else ""
        rows.append(PersonRow(one, place, unit, standing))
    return rows


def person_page(reader: User, person: Person) -> PersonPage:
    """Return a person with her history as this reader may see it, in a fixed number of queries."""
    today = timezone.localdate()
    places = sorted(person.placements.all(), key=lambda one: one.first or dt.date.min, reverse=True)
    if not is_coordinator(reader):
        headed = units_headed(reader)
        places = [one for one in places if one.unit_code in headed]
    appointments = list(
        person.appointments.filter(decree__in=decrees_seen(reader))
        .exclude(decree__state=Decree.State.WITHDRAWN)
        .select_related("decree")
        .order_by("-decree__starts", "-decree__created_at")
    )
    codes = {one.unit_code for one in places} | {one.decree.unit_code for one in appointments}
    names = unit_names(codes)
    return PersonPage(
        row=person_rows([person])[0],
        places=[
            PlaceLine(one, names.get(one.unit_code, one.unit_code), (one.first or today) > today)
            for one in places
        ],
        lines=[
            DecreeLine(
                one,
                names.get(one.decree.unit_code, one.decree.unit_code),
                standing_of(one.decree, today),
            )
            for one in appointments
        ],
        named=person.appointments.exists(),
        coming=list(
            person.leaves.filter(last__gte=today).select_related("deputy").order_by("first")
        ),
        proposal=leave_proposed(person),
        undoable=len(places) > 1 or bool(places and places[0].last),
    )


def leave_proposed(person: Person) -> LeaveProposal | None:
    """Return the days away that wait for an answer, with the deputy and who proposed them."""
    waiting = LeaveProposal.objects.filter(person=person, last__gte=timezone.localdate())
    return waiting.select_related("deputy", "proposed_by").first()


def deputies_to_choose(person: Person) -> list[Person]:
    """Return who could stand in: certified people of the same unit who lead and command nobody."""
    today = timezone.localdate()
    place = places_of([person.pk], today).get(person.pk)
    if place is None:
        return []
    here = Placement.objects.filter(
        placed_on(today), unit_code=place.unit_code, leads=False, commands=False
    )
    return list(
        Person.objects.filter(pk__in=here.values("person"), certified_until__gte=today)
        .exclude(pk=person.pk)
        .exclude(kind=Person.Kind.INTERN)
        .order_by("name", "pk")
    )


def _standing(
    person: Person, place: Placement | None, serves: bool, away: bool, today: dt.date
) -> Standing:
    if place is None:
        return Standing.GONE
    if away:
        return Standing.AWAY
    if serves:
        return Standing.SERVES
    return Standing.TRAINED if _is_trained(person, today) else Standing.PRESENT


def _is_trained(person: Person, today: dt.date) -> bool:
    if person.kind == Person.Kind.INTERN:
        return False
    if person.trained_on:
        return person.trained_on <= today
    return bool(person.certified_until and person.certified_until >= today)


def _stands(standing: str, today: dt.date) -> Q:
    mine = {"person": OuterRef("pk")}
    placed = Exists(Placement.objects.filter(placed_on(today), **mine))
    away = Exists(Leave.objects.filter(first__lte=today, last__gte=today, **mine))
    serves = Exists(in_force(today).order_by().filter(**mine))
    trained = Q(trained_on__lte=today) | Q(trained_on=None, certified_until__gte=today)
    trained &= ~Q(kind=Person.Kind.INTERN)
    idle = Q(placed) & ~Q(away) & ~Q(serves)
    return {
        Standing.GONE: ~Q(placed),
        Standing.AWAY: Q(placed) & Q(away),
        Standing.SERVES: Q(placed) & ~Q(away) & Q(serves),
        Standing.TRAINED: idle & trained,
        Standing.PRESENT: idle & ~trained,
    }[Standing(standing)]


def account_meant(text: str) -> User | None:
    """Return the active account of exactly this e-mail address or user name."""
    same = Q(email__iexact=text) | Q(username__iexact=text)
    found = list(User.objects.filter(same, is_active=True)[:2])
    return found[0] if len(found) == 1 else None
