"""What every change of an event has in common: its turn, its right, its audit event."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Event
from ruangaman.training.permissions import is_keeper, trains

KEEPS = frozenset({Event.State.DRAFT, Event.State.OPEN})
"""States in which the plan of an event changes."""


class EventChanged(Exception):
    """Somebody changed the event after this person had opened it; ``event`` is as it is now."""

    def __init__(self, event: Event) -> None:
        """Keep the event."""
        super().__init__(event.pk)
        self.event = event


class EventFault(Refused):
    """Something about a field of an event; ``field`` is its name in the model."""

    def __init__(self, message: Any, field: str) -> None:
        """Keep the sentence and its field."""
        super().__init__(message)
        self.field = field


def must_keep(by: User) -> None:
    """``PermissionDenied`` for everybody but a coordinator."""
    if not is_keeper(by):
        raise PermissionDenied


def must_organise(by: User, event: Event) -> None:
    """``PermissionDenied`` for everybody but a coordinator and the trainers of this event."""
    if not (is_keeper(by) or trains(by, event)):
        raise PermissionDenied


@contextmanager
def event_turn(
    *,
    event: Event,
    by: User,
    action: str,
    version: int | None = None,
    states: frozenset[Event.State] = KEEPS,
    trainer: bool = False,
    anybody: bool = False,
    detail: Mapping[str, Any] | None = None,
) -> Iterator[Event]:
    """Give an event to change in one transaction that also writes the audit event.

    The first statement takes the row. With ``version``, of two who opened the same one changes
    it and the other finds ``EventChanged``. ``trainer``: its trainers get a turn too; ``anybody``:
    who asks was looked at before. ``Refused`` where it does not stand in one of ``states``.
    """
    if trainer:
        must_organise(by, event)
    elif not anybody:
        must_keep(by)
    with transaction.atomic():
        mine = Event.objects.filter(pk=event.pk)
        if version is not None:
            mine = mine.filter(version=version)
        taken = mine.update(version=F("version") + 1)
        present = Event.objects.get(pk=event.pk)
        if not taken:
            raise EventChanged(present)
        if present.state not in states:
            raise Refused(_("Keadaan acara ini tidak mengizinkan langkah itu."))
        yield present
        event_audit(present.pk, action, by, detail)


def event_audit(
    pk: uuid.UUID, action: str, by: User | None, detail: Mapping[str, Any] | None = None
) -> None:
    """Write that something was done about an event; last in its transaction, without names."""
    audit_record(
        actor=by.pk if by else None,
        action=f"training_{action}",
        subject=subject_of("training_event", pk.bytes),
        detail=detail,
    )
