"""What stands against an appointment (terms of reference of focal points), and what is advised."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.decrees import appointments_of
from ruangaman.network.selectors.placements import places_of


class Conflict(models.TextChoices):
    """Why somebody cannot be appointed; all but the last two show at once, when she is chosen."""

    LEADS = "leads", _("memimpin unit; kepala unit tidak boleh menjadi fokal point")
    COMMANDS = "commands", _("punya wewenang perintah atau disiplin atas banyak orang")
    INTERN = "intern", _("sedang magang; boleh ikut pelatihan, tidak boleh bertugas")
    NOT_HERE = "not_here", _("tidak ditempatkan di unit ini")
    TWO_UNITS = "two_units", _("masih bertugas sebagai fokal point di unit lain")
    DECLARED_NO = "declared_no", _("pernyataannya menyebut ada yang tidak dipenuhi")
    UNDECLARED = "undeclared", _("belum membuat pernyataan diri")


class Advice(models.TextChoices):
    """What is recommended for a decree, and no rule."""

    ALTERNATE = "alternate", _("Sebaiknya ada fokal point pengganti, supaya tidak ada hari kosong.")
    SEX = "sex", _("Sebaiknya yang utama dan penggantinya berlainan jenis kelamin.")


class Fault(models.TextChoices):
    """What stands against a whole decree."""

    NOBODY = "nobody", _("Pilih fokal point utama.")
    SECOND = (
        "second",
        _("Unit ini sudah punya fokal point utama dalam masa itu. Buat perubahan SK-nya."),
    )
    GAP = "gap", _("Mulailah paling lambat sehari sesudah SK yang diubah berakhir.")
    ENDS = "ends", _("Hari terakhir mendahului hari pertama.")


@dataclass(frozen=True, slots=True)
class Look:
    """A decree as the rules see it."""

    people: list[Appointment]
    conflicts: dict[uuid.UUID, tuple[Conflict, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    advice: tuple[Advice, ...] = ()

    def stops(self, *, issuing: bool) -> bool:
        """Say whether it may not go on; a declaration may still come until it is issued."""
        waived = set() if issuing else {Conflict.UNDECLARED}
        return bool(self.faults) or any(set(one) - waived for one in self.conflicts.values())


def decree_look(decree: Decree) -> Look:
    """Return what stands against a decree, in a fixed number of queries."""
    people = list(appointments_of([decree]))
    against = person_conflicts([one.person for one in people], decree)
    conflicts = {one.pk: tuple(_all(one, against[one.person_id])) for one in people}
    return Look(
        people,
        {pk: found for pk, found in conflicts.items() if found},
        tuple(_faults(decree, people)),
        tuple(_advice(people)),
    )


def person_conflicts(
    people: Sequence[Person], decree: Decree
) -> dict[uuid.UUID, tuple[Conflict, ...]]:
    """Return what stands against people by what is known of them, in two queries."""
    ids = [one.pk for one in people]
    day = max(decree.starts or timezone.localdate(), timezone.localdate())
    places = places_of(ids, day)
    elsewhere = set(
        in_force(day)
        .filter(person__in=ids)
        .exclude(decree__unit_code=decree.unit_code)
        .values_list("person_id", flat=True)
    )
    return {
        one.pk: tuple(_known(one, places.get(one.pk), decree.unit_code, one.pk in elsewhere))
        for one in people
    }


def left_out(decree: Decree, people: Sequence[Appointment]) -> list[Appointment]:
    """Return whom the earlier decree names and this one does not."""
    if decree.amends is None:
        return []
    named = {one.person_id for one in people}
    earlier = appointments_of([decree.amends]).filter(ended_on=None)
    return [one for one in earlier if one.person_id not in named]


def _known(
    person: Person, place: Placement | None, unit: str, serves_elsewhere: bool
) -> list[Conflict]:
    found = []
    if person.kind == Person.Kind.INTERN:
        found.append(Conflict.INTERN)
    if place is None or place.unit_code != unit:
        found.append(Conflict.NOT_HERE)
    elif place.leads:
        found.append(Conflict.LEADS)
    elif place.commands:
        found.append(Conflict.COMMANDS)
    if serves_elsewhere:
        found.append(Conflict.TWO_UNITS)
    return found


def _all(one: Appointment, known: Sequence[Conflict]) -> list[Conflict]:
    found = [each for each in known if not (each == Conflict.TWO_UNITS and one.elsewhere)]
    said = getattr(one, "declaration", None)
    if said is None:
        return [*found, Conflict.UNDECLARED]
    kept = (said.willing, said.not_head, said.no_command, said.no_misconduct, said.keeps_secret)
    return found if all(kept) else [*found, Conflict.DECLARED_NO]


def _faults(decree: Decree, people: Sequence[Appointment]) -> list[Fault]:
    found = []
    starts, ends, before = decree.starts, decree.ends, decree.amends
    if not any(one.role == Appointment.Role.PRIMARY for one in people):
        found.append(Fault.NOBODY)
    if starts is None or ends is None or ends < starts:
        return [*found, Fault.ENDS]
    running = before and before.ends and before.ends >= timezone.localdate()
    if running and before and before.ends and starts > before.ends + dt.timedelta(days=1):
        found.append(Fault.GAP)
    if _another_primary(decree, starts, ends):
        found.append(Fault.SECOND)
    return found


def _another_primary(decree: Decree, starts: dt.date, ends: dt.date) -> bool:
    others = Appointment.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=starts),
        Q(decree__ended_on=None) | Q(decree__ended_on__gt=starts),
        role=Appointment.Role.PRIMARY,
        decree__unit_code=decree.unit_code,
        decree__state__in=[Decree.State.ISSUED, Decree.State.AMENDED],
        decree__starts__lte=ends,
        decree__ends__gte=starts,
    )
    return others.exclude(decree__in=[decree.pk, decree.amends_id or decree.pk]).exists()


def _advice(people: Sequence[Appointment]) -> list[Advice]:
    sexes = {one.role: one.person.sex for one in people}
    first, second = sexes.get(Appointment.Role.PRIMARY), sexes.get(Appointment.Role.ALTERNATE)
    if second is None:
        return [Advice.ALTERNATE]
    return [Advice.SEX] if first and first == second else []
