"""Who keeps training: the coordinator all of it, a trainer her own events, others their part."""

from __future__ import annotations

from django.db.models import QuerySet

from ruangaman.people.access import role_required
from ruangaman.people.models import Role, User
from ruangaman.training.models import Event, EventTrainer

keeper_required = role_required(Role.COORDINATOR)
"""For whoever plans events, issues and revokes certificates."""

organiser_required = role_required(Role.COORDINATOR, Role.TRAINER)
"""For pages of an event; which events is ``events_for``."""

RESULTS = (Role.COORDINATOR, Role.TRAINER, Role.HEAD_OF_DINAS, Role.PARTNER)
"""Roles that see results of training without persons."""

results_required = role_required(*RESULTS)
"""For reports of events without persons."""


def is_keeper(user: User) -> bool:
    """Say whether somebody keeps all of training."""
    return user.grants.filter(role=Role.COORDINATOR).exists()


def trains(user: User, event: Event) -> bool:
    """Say whether somebody is a trainer of this event."""
    if not user.grants.filter(role=Role.TRAINER).exists():
        return False
    return EventTrainer.objects.filter(event=event, user=user).exists()


def events_for(user: User) -> QuerySet[Event]:
    """Return the events whose inner pages are for this person: others are not there (404)."""
    if is_keeper(user):
        return Event.objects.all()
    if user.grants.filter(role=Role.TRAINER).exists():
        return Event.objects.filter(trainers__user=user)
    return Event.objects.none()
