"""People are invited to an event, answer, wait for a seat, and are taken off the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.network.models import Person
from ruangaman.network.selectors.placements import places_of
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.codes import code_index, code_new, code_seal
from ruangaman.training.models import Attendance, Event, Participant
from ruangaman.training.permissions import is_keeper
from ruangaman.training.services.changes import event_turn

State = Participant.State
SEATED = (State.INVITED, State.ACCEPTED)
"""States that take a seat of the unit."""
MOST_PARTICIPANTS = 2000
_ANSWERABLE = frozenset({Event.State.OPEN})
_LISTED = frozenset({Event.State.DRAFT, Event.State.OPEN, Event.State.CLOSED})


@dataclass(frozen=True)
class Invited:
    """What an invitation did: how many got a seat, how many wait, who was there already."""

    seated: int = 0
    waiting: int = 0
    known: int = 0


def participants_invite(*, event: Event, people: Sequence[Person], by: User) -> Invited:
    """Invite people; whoever comes after the unit's last seat waits for one.

    Somebody who was taken off the list is invited again. ``Refused`` beyond 2,000 people.
    """
    with event_turn(
        event=event, by=by, action="invited", states=_LISTED, detail={"people": len(people)}
    ) as mine:
        listed = {one.person_id: one for one in mine.participants.all()}
        fresh = [one for one in people if one.pk not in listed]
        if len(listed) + len(fresh) > MOST_PARTICIPANTS:
            raise Refused(_("Paling banyak 2.000 peserta dalam satu acara."))
        again = [
            listed[one.pk]
            for one in people
            if one.pk in listed and listed[one.pk].state == State.WITHDRAWN
        ]
        rows = [*_returned(again), *_made(mine, fresh)]
        free = _seats_free(mine)
        for row in rows:
            row.state = _seat(free, row.unit_code)
        Participant.objects.bulk_update(again, ["state", "unit_code", "answered_at"])
        Participant.objects.bulk_create(row for row in rows if row._state.adding)
        waiting = sum(row.state == State.WAITING for row in rows)
        return Invited(len(rows) - waiting, waiting, len(people) - len(rows))


def participant_answer(*, participant: Participant, comes: bool, by: User) -> None:
    """Say whether somebody comes: she herself, or the coordinator for her.

    A seat that becomes free goes to whoever of the unit waits longest.
    """
    if not is_keeper(by) and participant.person.user_id != by.pk:
        raise PermissionDenied
    with _answering(participant, by, "invitation_answered") as mine:
        if mine.state == State.WAITING and comes:
            if mine.person.user_id != by.pk:
                raise Refused(_("Kursi unitnya sudah penuh. Tambah kursinya dulu."))
            raise Refused(_("Kursi unit ini sudah penuh. Anda masih menunggu kursi."))
        if mine.state == State.WITHDRAWN:
            raise Refused(_("Undangan ini sudah dibatalkan."))
        if not comes and Attendance.objects.filter(participant=mine).exists():
            raise Refused(_("Kehadiran di acara ini sudah tercatat."))
        mine.state = State.ACCEPTED if comes else State.DECLINED
        if comes and _seats_free(mine.event, without=mine).get(mine.unit_code, 1) < 1:
            mine.state = State.WAITING


def participant_withdraw(*, participant: Participant, by: User) -> None:
    """Take somebody off the list who attended nothing."""
    if not is_keeper(by):
        raise PermissionDenied
    with _answering(participant, by, "invitation_withdrawn", _LISTED) as mine:
        if Attendance.objects.filter(participant=mine).exists():
            raise Refused(_("Kehadirannya sudah tercatat. Ia tetap di daftar."))
        mine.state = State.WITHDRAWN


@contextmanager
def _answering(
    participant: Participant,
    by: User,
    action: str,
    states: frozenset[Event.State] = _ANSWERABLE,
) -> Iterator[Participant]:
    """Give a participant her turn within the event's; seats are given out at its end."""
    with event_turn(
        event=participant.event, by=by, action=action, states=states, anybody=True
    ) as event:
        mine = event.participants.select_related("person").get(pk=participant.pk)
        mine.event = event
        yield mine
        mine.answered_at = timezone.now()
        mine.save(update_fields=["state", "answered_at"])
        seats_give(event)


def _made(event: Event, people: Iterable[Person]) -> list[Participant]:
    listed = list(people)
    places = places_of([one.pk for one in listed], event.first)
    rows = []
    for one in listed:
        place, code = places.get(one.pk), code_new()
        row = Participant(event=event, person=one, unit_code=place.unit_code if place else "")
        row.code, row.code_index = code_seal(code, participant=row.pk), code_index(code)
        rows.append(row)
    return rows


def _returned(rows: Sequence[Participant]) -> Sequence[Participant]:
    for row in rows:
        row.answered_at = None
    return rows


def _seats_free(event: Event, without: Participant | None = None) -> dict[str, int]:
    """Return how many seats are free, by unit; a unit without a number is not in it."""
    seated = event.participants.filter(state__in=SEATED)
    if without is not None:
        seated = seated.exclude(pk=without.pk)
    taken = dict(seated.order_by().values_list("unit_code").annotate(n=Count("pk")))
    return {one.unit_code: one.number - taken.get(one.unit_code, 0) for one in event.seats.all()}


def _seat(free: dict[str, int], unit: str) -> State:
    if unit not in free:
        return State.INVITED
    if free[unit] < 1:
        return State.WAITING
    free[unit] -= 1
    return State.INVITED


def seats_give(event: Event) -> None:
    """Give free seats to whoever of the unit waits longest; within the turn of the event."""
    free = _seats_free(event)
    waiting = event.participants.filter(state=State.WAITING).order_by("invited_at", "pk")
    for row in waiting:
        if _seat(free, row.unit_code) == State.INVITED:
            row.state = State.INVITED
            row.save(update_fields=["state"])
