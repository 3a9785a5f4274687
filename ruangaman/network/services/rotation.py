"""Officials who moved: recorded from a list, all of them or none; and the drafts that follow."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record
from ruangaman.network.models import Decree, Person
from ruangaman.network.selectors.appointments import GONE
from ruangaman.network.services.decree_changes import must_coordinate
from ruangaman.network.services.decrees import decree_amend
from ruangaman.network.services.people import person_audit
from ruangaman.network.services.placements import Place, place_change, place_leave
from ruangaman.network.services.receiving import receiving_refresh_people
from ruangaman.people.faults import Refused
from ruangaman.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Who moves where, and from when on. Without a unit: out of the network.

    ``version`` is the person's as the recorder saw her, ``row`` the line of the list.
    """

    row: int
    person: uuid.UUID
    version: int
    day: dt.date
    unit_code: str = ""
    position: str = ""
    source: str = ""


class RotationRefused(Refused):
    """Nobody was moved; ``row`` is the line of the list that the sentence is about."""

    def __init__(self, message: object, row: int) -> None:
        """Keep the sentence and its line."""
        super().__init__(message)
        self.row = row


def rotation_record(*, moves: Sequence[Move], by: User) -> int:
    """Move everybody of a list, or nobody, and return how many moved.

    People are taken in the order of their keys, so that two lists at once wait for each other and
    never for ever. Raises ``RotationRefused`` where somebody was changed meanwhile, or cannot
    move as the list says.
    """
    must_coordinate(by)
    if not moves:
        return 0
    with transaction.atomic():
        ordered = sorted(moves, key=lambda one: one.person)
        people = [_taken(one) for one in ordered]
        for move, person in zip(ordered, people, strict=True):
            _move(move, person, by)
        for move, person in zip(ordered, people, strict=True):
            detail = {"unit": move.unit_code, "day": str(move.day)}
            person_audit(person, "moved" if move.unit_code else "left", by, detail)
        receiving_refresh_people(people)
        audit_record(actor=by.pk, action="rotation_recorded", detail={"people": len(people)})
    return len(people)


def replacement_begin(*, decree: Decree, version: int, by: User) -> Decree:
    """Begin the draft that changes a decree after its focal point moved away or left.

    It names who stays and nobody else, and begins on the first day without her, today at the
    earliest. Raises what ``decree_amend`` raises.
    """
    gone = decree.appointments.filter(end_reason__in=GONE).aggregate(since=Max("ended_on"))
    return decree_amend(decree=decree, version=version, starts=gone["since"], by=by)


def _taken(move: Move) -> Person:
    """Take somebody's row, if she is as the recorder saw her."""
    mine = Person.objects.filter(pk=move.person, version=move.version)
    if not mine.update(version=F("version") + 1):
        raise RotationRefused(
            _("Baris %(row)d: data orang ini baru saja diubah orang lain.") % {"row": move.row},
            move.row,
        )
    return Person.objects.get(pk=move.person)


def _move(move: Move, person: Person, by: User) -> None:
    try:
        if move.unit_code:
            to = Place(
                unit_code=move.unit_code,
                day=move.day,
                position=move.position,
                source=move.source,
            )
            place_change(person, to, by)
        else:
            place_leave(person, move.day, move.source, by)
    except Refused as fault:
        words = {"row": move.row, "name": person.name, "why": fault.message}
        raise RotationRefused(_("Baris %(row)d, %(name)s: %(why)s") % words, move.row) from fault
