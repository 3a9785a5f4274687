"""Who is ready to be told something, and what others still lack.

Ready is whoever is appointed by a decree in force, certified, not away, still in the unit, has
opened this month's test message and can read what is sealed to her.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ruangaman.duty.selectors.reach import tested_this_month
from ruangaman.network.models import Appointment, Leave
from ruangaman.network.selectors.appointments import in_force_or_gone
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.selectors.ready import unit_readers


class Lack(models.TextChoices):
    """What somebody who is appointed lacks, the hardest to mend first."""

    MOVED = "moved", _("sudah pindah tugas")
    CERTIFICATE = "certificate", _("belum bersertifikat, atau sertifikatnya berakhir")
    ACCOUNT = "account", _("belum dapat membaca pesan: akun atau kuncinya belum siap")
    LEAVE = "leave", _("sedang cuti")
    TEST = "test", _("belum membuka pesan uji bulan ini")


@dataclass(frozen=True, slots=True)
class Standing:
    """An appointment in force, and what its person lacks to be ready."""

    appointment: Appointment
    lacks: tuple[Lack, ...]

    @property
    def is_ready(self) -> bool:
        """Say whether reports may be offered to this person."""
        return not self.lacks


def standings(day: dt.date, unit_codes: Iterable[str] | None = None) -> list[Standing]:
    """Return how everybody appointed on ``day`` stands, by unit, in a fixed number of queries.

    Whoever moved away or left stays in the list while the decree that names her holds.
    """
    asked = in_force_or_gone(day)
    if unit_codes is not None:
        asked = asked.filter(decree__unit_code__in=list(unit_codes))
    appointments = list(asked)
    people = {one.person_id for one in appointments}
    users = {one.person.user_id for one in appointments if one.person.user_id}
    away = set(
        Leave.objects.filter(person__in=people, first__lte=day, last__gte=day).values_list(
            "person_id", flat=True
        )
    )
    places = {pk: one.unit_code for pk, one in places_of(people, day).items()}
    tested, able = tested_this_month(users, day), unit_readers()
    return [
        Standing(one, tuple(_lacks(one, day, away, places, tested, able))) for one in appointments
    ]


def own_lacks(user_id: uuid.UUID) -> list[str]:
    """Return in words what somebody lacks to be ready today; the decree where there is none."""
    day = timezone.localdate()
    units = (
        in_force_or_gone(day)
        .filter(person__user=user_id)
        .values_list("decree__unit_code", flat=True)
    )
    mine = [one for one in standings(day, set(units)) if one.appointment.person.user_id == user_id]
    if not mine:
        return [gettext("belum ada SK yang berlaku")]
    lacks = {lack for one in mine for lack in one.lacks}
    return [str(lack.label) for lack in Lack if lack in lacks]


def _lacks(
    one: Appointment,
    day: dt.date,
    away: set[uuid.UUID],
    places: dict[uuid.UUID, str],
    tested: frozenset[uuid.UUID],
    able: frozenset[tuple[uuid.UUID, str]],
) -> Iterable[Lack]:
    person = one.person
    gone = one.ended_on is not None and one.ended_on <= day
    if gone or places.get(person.pk) != one.decree.unit_code:
        yield Lack.MOVED
    if person.certified_until is None or person.certified_until < day:
        yield Lack.CERTIFICATE
    if person.user_id is None or (person.user_id, one.decree.unit_code) not in able:
        yield Lack.ACCOUNT
    if person.pk in away:
        yield Lack.LEAVE
    if person.user_id not in tested:
        yield Lack.TEST
