"""Observed role-plays are entered, corrected the same day, and taken away again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.models import Person
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, User
from ruangaman.training.models import Content, Event, ObserverTask, Participant, RolePlay
from ruangaman.training.permissions import is_keeper, trains
from ruangaman.training.practice.rule import met
from ruangaman.training.practice.talk import Body
from ruangaman.training.selectors.practice import checklist, talk_current

MOST_BACK = dt.timedelta(days=30)
"""So long after an observation outside an event the paper list can be entered."""
_CORRECTED = ("dialogue", "attempt", "checklist", "shown", "errors", "observed_on", "version")
_RUNS = frozenset({Event.State.OPEN, Event.State.CLOSED})
_SEATED = (Participant.State.INVITED, Participant.State.ACCEPTED)


class RolePlayFault(Refused):
    """Something about a field; ``field`` is ``observed_on``, ``attempt`` or ``dialogue``."""

    def __init__(self, message: Any, field: str) -> None:
        """Keep the sentence and its field."""
        super().__init__(message)
        self.field = field


class RolePlayChanged(Exception):
    """The row was changed on another page since this one was made."""


@dataclass(frozen=True)
class Observation:
    """What an observer ticked about one play; keys of the checklist."""

    dialogue: str
    observed_on: dt.date
    attempt: int
    shown: Sequence[str]
    errors: Sequence[str]


def roleplay_of_participant(
    *, participant: Participant, observation: Observation, by: User
) -> RolePlay:
    """Enter what a trainer of the event saw; sent twice, it is entered once."""
    event = participant.event
    if not trains(by, event):
        raise PermissionDenied
    if event.state not in _RUNS or participant.state not in _SEATED:
        raise Refused(_("Di acara ini bermain peran tidak dapat dicatat."))
    if observation.observed_on < event.first:
        raise RolePlayFault(_("Hari ini mendahului acaranya."), "observed_on")
    with _person_held(participant.person_id):
        return _entered(participant.person, event, observation, by)


def roleplay_of_task(*, task: ObserverTask, observation: Observation, by: User) -> RolePlay:
    """Enter what the named observer saw outside an event; that ends the task."""
    must_observe(task, by)
    if timezone.localdate() - observation.observed_on > MOST_BACK:
        raise RolePlayFault(_("Hari ini lebih dari 30 hari yang lalu."), "observed_on")
    with _person_held(task.person_id):
        mine = ObserverTask.objects.select_related("role_play").get(pk=task.pk)
        if mine.role_play is not None and not _same(mine.role_play, observation):
            raise Refused(_("Pengamatan ini sudah dicatat. Betulkan yang tercatat."))
        row = mine.role_play or _entered(task.person, None, observation, by)
        ObserverTask.objects.filter(pk=task.pk).update(role_play=row)
        return row


def roleplay_correct(
    *, roleplay: RolePlay, version: int, observation: Observation, by: User
) -> RolePlay:
    """Correct an own entry on the day it was recorded."""
    must_correct(roleplay, by)
    found, body = _checked(roleplay.person, observation, by)
    event = roleplay.event
    if event is not None and observation.observed_on < event.first:
        raise RolePlayFault(_("Hari ini mendahului acaranya."), "observed_on")
    with _person_held(roleplay.person_id):
        before = _held(roleplay, version)
        _alone(before.person_id, observation, by, without=before)
        row = RolePlay.objects.get(pk=before.pk)
        _write(row, observation, found.digest)
        row.version = version + 1
        row.save(update_fields=_CORRECTED)
        _settle(before, body)
        _settle(row, body)
        _audit("roleplay_corrected", row, by)
        row.refresh_from_db()
        return row


def roleplay_remove(*, roleplay: RolePlay, version: int, by: User) -> None:
    """Take an own entry away on the day it was recorded; a task is then to do again."""
    must_correct(roleplay, by)
    with _person_held(roleplay.person_id):
        gone = _held(roleplay, version)
        RolePlay.objects.filter(pk=gone.pk).delete()
        current = checklist()
        if current is not None:
            _settle(gone, current.body)
        _audit("roleplay_removed", gone, by)


def observer_name(*, person: Person, observer: User, by: User) -> ObserverTask:
    """Ask a trainer to observe somebody outside an event."""
    if not is_keeper(by):
        raise PermissionDenied
    if not observer.is_active or not observer.grants.filter(role=Role.TRAINER).exists():
        raise Refused(_("Pengamat harus seorang pelatih."))
    if person.user_id == observer.pk:
        raise Refused(_("Orang itu tidak dapat mengamati dirinya sendiri."))
    with _person_held(person.pk):
        made, fresh = ObserverTask.objects.get_or_create(
            person=person, observer=observer, role_play=None, defaults={"named_by": by}
        )
        if not fresh:
            raise Refused(_("Pelatih itu sudah ditunjuk untuk orang ini dan belum mencatat."))
        _audit("observer_named", made, by)
    return made


def observer_cancel(*, task: ObserverTask, by: User) -> None:
    """Take a task back that was not done."""
    if not is_keeper(by):
        raise PermissionDenied
    with _person_held(task.person_id):
        gone, _rows = ObserverTask.objects.filter(pk=task.pk, role_play=None).delete()
        if not gone:
            raise Refused(_("Pengamatan ini sudah dicatat, jadi tetap ada."))
        _audit("observer_cancelled", task, by)


def must_observe(task: ObserverTask, by: User) -> None:
    """``PermissionDenied`` for everybody but the trainer who was named."""
    if task.observer_id != by.pk or not by.grants.filter(role=Role.TRAINER).exists():
        raise PermissionDenied


def must_correct(roleplay: RolePlay, by: User) -> None:
    """``PermissionDenied`` for everybody but its observer; ``Refused`` on a later day."""
    if roleplay.observer_id != by.pk:
        raise PermissionDenied
    if timezone.localdate(roleplay.recorded_at) != timezone.localdate():
        raise Refused(_("Catatan hanya dapat dibetulkan pada hari ia dicatat."))


@contextmanager
def _person_held(pk: Any) -> Iterator[None]:
    """One transaction; of two observers of a person the second waits for the first."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=pk)
        yield


def _entered(person: Person, event: Event | None, observation: Observation, by: User) -> RolePlay:
    found, body = _checked(person, observation, by)
    twin = _play(person.pk, observation).filter(observer=by).first()
    if twin is not None and twin.event == event and _same(twin, observation):
        return twin
    _alone(person.pk, observation, by)
    row = RolePlay(person=person, event=event, observer=by, passed=False)
    _write(row, observation, found.digest)
    row.save(force_insert=True)
    _settle(row, body)
    _audit("roleplay_recorded", row, by)
    row.refresh_from_db()
    return row


def _checked(person: Person, observation: Observation, by: User) -> tuple[Content, Body]:
    """Return the checklist in force, or raise why nothing can be entered."""
    found = checklist()
    if found is None:
        raise Refused(_("Paket ini belum punya lembar pengamatan."))
    if person.user_id == by.pk:
        raise Refused(_("Anda tidak dapat mengamati diri sendiri."))
    if talk_current(observation.dialogue) is None:
        raise RolePlayFault(_("Pilih percakapan dari daftar."), "dialogue")
    if observation.observed_on > timezone.localdate():
        raise RolePlayFault(_("Hari ini belum tiba."), "observed_on")
    return found, found.body


def _play(person: Any, observation: Observation) -> QuerySet[RolePlay]:
    """All that was entered about one play."""
    return RolePlay.objects.filter(
        person=person,
        dialogue=observation.dialogue,
        observed_on=observation.observed_on,
        attempt=observation.attempt,
    )


def _alone(
    person: Any, observation: Observation, by: User, *, without: RolePlay | None = None
) -> None:
    mine = _play(person, observation).filter(observer=by)
    if without is not None:
        mine = mine.exclude(pk=without.pk)
    if mine.exists():
        raise RolePlayFault(
            _("Permainan ini sudah Anda catat. Bila ia bermain lagi, pilih percobaan berikutnya."),
            "attempt",
        )


def _held(roleplay: RolePlay, version: int) -> RolePlay:
    found = RolePlay.objects.filter(pk=roleplay.pk, version=version).first()
    if found is None:
        raise RolePlayChanged
    return found


def _write(row: RolePlay, observation: Observation, digest: str) -> None:
    row.dialogue, row.attempt = observation.dialogue, observation.attempt
    row.observed_on, row.checklist = observation.observed_on, digest
    row.shown, row.errors = list(observation.shown), list(observation.errors)


def _same(row: RolePlay, observation: Observation) -> bool:
    return (row.dialogue, row.observed_on, row.attempt, row.shown, row.errors) == (
        observation.dialogue,
        observation.observed_on,
        observation.attempt,
        list(observation.shown),
        list(observation.errors),
    )


def _settle(row: RolePlay, body: Body) -> None:
    """Write into all rows of a play whether everybody who observed it saw it passed."""
    rows = RolePlay.objects.filter(
        person=row.person_id,
        dialogue=row.dialogue,
        observed_on=row.observed_on,
        attempt=row.attempt,
    )
    rows.update(passed=all(met(one.shown, one.errors, body) for one in rows))


def _audit(action: str, row: RolePlay | ObserverTask, by: User) -> None:
    """Write that something was done, last in its transaction; neither name nor result."""
    audit_record(
        actor=by.pk,
        action=f"training_{action}",
        subject=subject_of("training_roleplay", row.pk.bytes),
    )
