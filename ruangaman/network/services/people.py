"""People of the network are recorded and corrected."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.models import Person, Placement
from ruangaman.network.private import nip_reference, private_open, private_seal
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.selectors.units import folded
from ruangaman.network.services.decree_changes import must_coordinate
from ruangaman.network.services.person_checks import EntryFault, PeopleRefused, entry_faults
from ruangaman.network.services.receiving import receiving_refresh
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

PRIVATE = ("nip", "phone", "email")
"""Fields of a person that are sealed."""
_PLAIN = ("name", "kind", "rank", "sex", "office_phone", "hours", "name_public", "trained_on")
_BATCH = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class PersonEntry:
    """What is recorded of somebody.

    ``kind`` and ``sex`` are values of ``Person``, ``rank`` is a key of the pack's ranks, ``nip``
    18 digits or empty. ``phone`` and ``email`` are private; ``office_phone`` and ``hours`` are
    for everybody. ``first`` is the first day in the unit, empty where it is not known.
    """

    name: str
    kind: str
    unit_code: str
    rank: str = ""
    sex: str = ""
    nip: str = ""
    phone: str = ""
    email: str = ""
    office_phone: str = ""
    hours: str = ""
    name_public: bool = False
    position: str = ""
    leads: bool = False
    commands: bool = False
    first: dt.date | None = None
    source: str = ""
    trained_on: dt.date | None = None


class PersonChanged(Exception):
    """Somebody changed a person after this editor had opened it; ``person`` is as it is now."""

    def __init__(self, person: Person) -> None:
        """Keep the person."""
        super().__init__(person.pk)
        self.person = person


@contextmanager
def person_turn(
    *,
    pk: uuid.UUID,
    version: int,
    by: User,
    action: str,
    detail: Mapping[str, Any] | None = None,
    herself: bool = False,
) -> Iterator[Person]:
    """Give a person to change in one transaction that also writes the audit event.

    The first statement takes the row: of two who opened the same version one changes it, the
    other finds ``PersonChanged``. Only a coordinator gets a turn; ``herself``: the person too. At
    its end it is computed anew until when she receives as a focal point.
    """
    if not herself or not Person.objects.filter(pk=pk, user=by).exists():
        must_coordinate(by)
    with transaction.atomic():
        taken = Person.objects.filter(pk=pk, version=version).update(version=F("version") + 1)
        person = Person.objects.get(pk=pk)
        if not taken:
            raise PersonChanged(person)
        account = person.user_id
        yield person
        if accounts := {one for one in (account, person.user_id) if one}:
            receiving_refresh(accounts)
        person_audit(person, action, by, detail)


def person_audit(
    person: Person, action: str, by: User, detail: Mapping[str, Any] | None = None
) -> None:
    """Write that something was done about a person; last in its transaction, without a name."""
    audit_record(
        actor=by.pk,
        action=f"person_{action}",
        subject=subject_of("person", person.pk.bytes),
        detail=detail,
    )


def person_add(*, entry: PersonEntry, by: User) -> Person:
    """Record somebody; ``PeopleRefused`` names what is wrong with which field."""
    must_coordinate(by)
    with transaction.atomic():
        person = _written([entry], source=entry.source)[0]
        person_audit(person, "added", by, {"unit": entry.unit_code})
    return person


def people_add(
    *,
    entries: Sequence[PersonEntry],
    by: User | None,
    source: str,
    progress: Progress | None = None,
) -> list[Person]:
    """Record many people or nobody, in the order given; one audit event for all.

    ``PeopleRefused`` holds every fault with the place of its entry. ``source`` says where the
    entries come from, for those which don't say it themselves. ``by`` is None for whoever runs
    a command on the server.
    """
    if by is not None:
        must_coordinate(by)
    with transaction.atomic():
        people = _written(entries, source=source, progress=progress)
        units = len({entry.unit_code for entry in entries})
        audit_record(
            actor=by.pk if by else None,
            action="people_added",
            detail={"people": len(people), "units": units},
        )
    return people


def people_trained(*, days: Mapping[uuid.UUID, dt.date], by: User | None) -> None:
    """Record a later day of training of many people; none is set back to an earlier one.

    ``by`` is None for whoever runs a command on the server.
    """
    if by is not None:
        must_coordinate(by)
    with transaction.atomic():
        later = 0
        for day in sorted(set(days.values())):
            people = [person for person, her_day in days.items() if her_day == day]
            known = Person.objects.filter(Q(trained_on=None) | Q(trained_on__lt=day))
            for start in range(0, len(people), _BATCH):
                mine = known.filter(pk__in=people[start : start + _BATCH])
                later += mine.update(trained_on=day, version=F("version") + 1)
        actor = by.pk if by else None
        audit_record(actor=actor, action="people_trained", detail={"people": later})


def person_change(*, person: Person, version: int, entry: PersonEntry, by: User) -> None:
    """Correct what is recorded of somebody and of the place she has today.

    ``unit_code``, ``first`` and ``source`` of ``entry`` are not looked at: another unit is a move.
    """
    try:
        with person_turn(pk=person.pk, version=version, by=by, action="changed") as mine:
            if found := entry_faults([entry], known=mine, placed=False):
                raise PeopleRefused(found)
            _fields_set(mine, entry)
            mine.save()
            place = places_of([mine.pk], timezone.localdate()).get(mine.pk)
            if place is not None:
                for name in ("position", "leads", "commands"):
                    setattr(place, name, getattr(entry, name))
                place.save(update_fields=["position", "leads", "commands"])
    except IntegrityError as twice:
        raise _same_nip() from twice


def person_delete(*, person: Person, version: int, by: User) -> None:
    """Take out somebody recorded by mistake; ``Refused`` for whoever a decree ever named."""
    with person_turn(pk=person.pk, version=version, by=by, action="deleted") as mine:
        if mine.appointments.exists():
            raise Refused(
                _(
                    "Orang ini pernah disebut dalam SK, maka datanya tetap disimpan."
                    " Catat saja bahwa ia berhenti."
                )
            )
        try:
            Person.objects.filter(pk=mine.pk).delete()
        except ProtectedError as kept:
            raise Refused(
                _("Orang ini punya catatan pelatihan atau sertifikat, maka datanya tetap disimpan.")
            ) from kept


def nip_show(*, person: Person, by: User) -> str:
    """Return somebody's number to a coordinator, and write down that it was looked at."""
    must_coordinate(by)
    with transaction.atomic():
        person_audit(person, "nip_shown", by)
    return private_open(person.nip, owner=person.pk, field="nip")


def entry_of(person: Person, place: Placement | None) -> PersonEntry:
    """Return what is recorded of somebody, as it would be entered."""
    said: dict[str, Any] = {name: getattr(person, name) for name in _PLAIN}
    for name in PRIVATE:
        said[name] = private_open(getattr(person, name), owner=person.pk, field=name)
    return PersonEntry(
        **said,
        unit_code=place.unit_code if place else "",
        position=place.position if place else "",
        leads=bool(place and place.leads),
        commands=bool(place and place.commands),
        first=place.first if place else None,
        source=place.source if place else "",
    )


def _written(
    entries: Sequence[PersonEntry], *, source: str, progress: Progress | None = None
) -> list[Person]:
    if found := entry_faults(entries):
        raise PeopleRefused(found)
    people: list[Person] = []
    for entry in entries:
        person = Person()
        _fields_set(person, entry)
        people.append(person)
        if progress and len(people) % _BATCH == 0:
            progress(len(people), len(entries))
    places = [
        Placement(
            person=person,
            unit_code=entry.unit_code,
            position=entry.position,
            leads=entry.leads,
            commands=entry.commands,
            first=entry.first,
            source=(entry.source or source)[:200],
        )
        for person, entry in zip(people, entries, strict=True)
    ]
    try:
        with transaction.atomic():
            Person.objects.bulk_create(people, batch_size=_BATCH)
    except IntegrityError as twice:
        raise _same_nip() from twice
    Placement.objects.bulk_create(places, batch_size=_BATCH)
    return people


def _fields_set(person: Person, entry: PersonEntry) -> None:
    for name in _PLAIN:
        setattr(person, name, getattr(entry, name))
    person.search = folded(entry.name)[:300]
    person.nip_index = nip_reference(entry.nip)
    for name in PRIVATE:
        setattr(person, name, private_seal(getattr(entry, name), owner=person.pk, field=name))


def _same_nip() -> PeopleRefused:
    return PeopleRefused([EntryFault(0, "nip", str(_("NIP ini baru saja dicatat orang lain.")))])
