"""People move to another unit, leave the service, and come back.

A move ends the appointments in the former unit on its day: that place is vacant from then on,
at once for today, by itself later for a day to come. Nobody else takes it without a new decree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day as day_words
from ruangaman.network.models import Appointment, Decree, DecreeStep, Person, Placement, Unit
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.placements import newest_place
from ruangaman.network.selectors.units import in_force_on
from ruangaman.network.services.people import person_turn
from ruangaman.network.services.person_checks import EARLIEST, FURTHEST
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

DAY = dt.timedelta(days=1)
_HELD = (Decree.State.ISSUED, Decree.State.AMENDED)
_END = Appointment.End
_GONE = (_END.MOVED, _END.LEFT)


class PlaceRefused(Refused):
    """A place was not changed; ``field`` is the one of ``Place`` that the sentence is about."""

    def __init__(self, message: Any, field: str) -> None:
        """Keep the sentence and its field."""
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody serves from ``day`` on. ``source`` is the letter that says so."""

    unit_code: str
    day: dt.date
    position: str = ""
    leads: bool = False
    commands: bool = False
    source: str = ""


def person_move(*, person: Person, version: int, to: Place, by: User) -> Placement:
    """Let somebody serve in another unit from a day on.

    ``Refused`` for whoever is nowhere, is there already, or came later than that day.
    """
    detail = {"unit": to.unit_code, "day": str(to.day)}
    with person_turn(pk=person.pk, version=version, by=by, action="moved", detail=detail) as mine:
        return place_change(mine, to, by)


def place_change(person: Person, to: Place, by: User) -> Placement:
    """Move somebody whose row the caller holds; the caller writes the audit event."""
    before = newest_place(person.pk)
    if before is None or before.last is not None:
        raise PlaceRefused(_("Orang ini sudah berhenti. Catat dulu bahwa ia kembali."), "unit_code")
    if before.unit_code == to.unit_code:
        raise PlaceRefused(_("Orang ini sudah di unit itu."), "unit_code")
    _unit_check(to)
    _end(before, to.day)
    _appointments_end(person, before.unit_code, to.day, _END.MOVED, by)
    return _begin(person, to)


def person_leave(*, person: Person, version: int, day: dt.date, source: str, by: User) -> None:
    """Let somebody be in no unit from ``day`` on: retired, resigned, passed away. No reason."""
    detail = {"day": str(day)}
    with person_turn(pk=person.pk, version=version, by=by, action="left", detail=detail) as mine:
        place_leave(mine, day, source, by)


def place_leave(person: Person, day: dt.date, source: str, by: User) -> None:
    """Let somebody go whose row the caller holds; the caller writes the audit event."""
    before = newest_place(person.pk)
    if before is None or before.last is not None:
        raise PlaceRefused(_("Orang ini sudah dicatat berhenti."), "day")
    before.source = source or before.source
    _end(before, day)
    _appointments_end(person, None, day, _END.LEFT, by)


def person_return(*, person: Person, version: int, to: Place, by: User) -> Placement:
    """Let somebody who had left serve again. A decree that ended for her does not come back."""
    detail = {"unit": to.unit_code, "day": str(to.day)}
    with person_turn(
        pk=person.pk, version=version, by=by, action="returned", detail=detail
    ) as mine:
        before = newest_place(mine.pk)
        if before is not None and before.last is None:
            raise PlaceRefused(_("Orang ini masih bertugas. Pakai Pindah unit."), "unit_code")
        if before is not None and before.last and to.day <= before.last:
            raise PlaceRefused(_too_early(before.last), "day")
        _unit_check(to)
        return _begin(mine, to)


def placement_undo(*, person: Person, version: int, by: User) -> None:
    """Take back the last move, leaving or return, recorded by mistake.

    Appointments that it ended hold again, unless somebody else has the place by now. ``Refused``
    where a decree already names the person in the newer unit, or there is nothing to take back.
    """
    with person_turn(pk=person.pk, version=version, by=by, action="place_undone") as mine:
        newest = newest_place(mine.pk)
        if newest is None:
            raise Refused(_("Tidak ada yang dapat dibatalkan."))
        if newest.last is not None:
            left = newest.last + DAY
            newest.last = None
            newest.save(update_fields=["last"])
            _appointments_return(mine, left, by)
        elif moved := _newest_taken(mine, newest):
            _appointments_return(mine, moved, by)


def _newest_taken(person: Person, newest: Placement) -> dt.date | None:
    """Delete the newest place, and let the one before it go on if it was a move.

    Return the day of that move; None for a return, after which she is away again.
    """
    earlier = person.placements.exclude(pk=newest.pk).exclude(last=None).order_by("last").last()
    if earlier is None or earlier.last is None or newest.first is None:
        raise Refused(_("Tidak ada yang dapat dibatalkan."))
    serves = Appointment.objects.filter(
        person=person, ended_on=None, decree__unit_code=newest.unit_code, decree__state__in=_HELD
    )
    if serves.exists():
        raise Refused(_("Ada SK yang sudah menunjuknya di unit yang baru. Cabut dulu SK itu."))
    newest.delete()
    day = earlier.last + DAY
    if newest.first != day:
        return None
    earlier.last = None
    earlier.save(update_fields=["last"])
    return day


def _unit_check(to: Place) -> None:
    today = timezone.localdate()
    if not EARLIEST <= to.day <= today + FURTHEST:
        raise PlaceRefused(_("Tanggal ini terlalu jauh. Periksa tahunnya."), "day")
    if not Unit.objects.filter(in_force_on(max(to.day, today)), code=to.unit_code).exists():
        raise PlaceRefused(_("Unit ini tidak ada pada hari itu."), "unit_code")


def _end(place: Placement, day: dt.date) -> None:
    today = timezone.localdate()
    if not EARLIEST <= day <= today + FURTHEST:
        raise PlaceRefused(_("Tanggal ini terlalu jauh. Periksa tahunnya."), "day")
    if place.first and day <= place.first:
        raise PlaceRefused(_too_early(place.first), "day")
    place.last = day - DAY
    place.save(update_fields=["last", "source"])


def _begin(person: Person, to: Place) -> Placement:
    return Placement.objects.create(
        person=person,
        unit_code=to.unit_code,
        position=to.position,
        leads=to.leads,
        commands=to.commands,
        first=to.day,
        source=to.source[:200],
    )


def _too_early(day: dt.date) -> str:
    return _("Pilih hari sesudah %(day)s, atau batalkan dulu catatan yang terakhir.") % {
        "day": day_words(day)
    }


def _appointments_end(
    person: Person, unit_code: str | None, day: dt.date, reason: str, by: User
) -> None:
    """End what a decree in force, or one to come, gave her in a unit, or everywhere."""
    held = Appointment.objects.filter(person=person, decree__state__in=_HELD).exclude(
        ended_on__lte=day
    )
    if unit_code is not None:
        held = held.filter(decree__unit_code=unit_code)
    ended = list(held.select_related("decree"))
    for one in ended:
        one.ended_on, one.end_reason = max(day, one.decree.starts or day), reason
    Appointment.objects.bulk_update(ended, ["ended_on", "end_reason"])
    _steps(ended, "person_moved" if reason == _END.MOVED else "person_left", by)


def _appointments_return(person: Person, day: dt.date, by: User) -> None:
    """Let appointments that ended with a place hold again, where nobody else has them."""
    ended = person.appointments.filter(
        end_reason__in=_GONE, ended_on__gte=day, decree__state__in=_HELD
    ).select_related("decree")
    back = []
    for one in ended:
        now = max(timezone.localdate(), one.ended_on or day)
        taken = in_force(now).filter(decree__unit_code=one.decree.unit_code, role=one.role)
        if one.role != Appointment.Role.EXTRA and taken.exists():
            continue
        one.ended_on, one.end_reason = None, ""
        back.append(one)
    Appointment.objects.bulk_update(back, ["ended_on", "end_reason"])
    _steps(back, "person_back", by)


def _steps(appointments: Iterable[Appointment], action: str, by: User) -> None:
    DecreeStep.objects.bulk_create(
        DecreeStep(decree=one.decree, action=action, actor=by) for one in appointments
    )
