"""Who keeps training: the coordinator all of it, a trainer her own events, others their part."""

from __future__ import annotations

from collections.abc import Collection
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from ruangaman.people.access import View, role_required, user_of
from ruangaman.people.models import Role, RoleGrant, Team, User
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


needs_required = role_required(Role.COORDINATOR, Role.HEAD_OF_UNIT)
"""For who needs which training by when; a head of unit sees the own unit."""

PEERS = (Role.COORDINATOR, Role.SUPERVISOR, Role.CASE_WORKER, Role.TRAINER, Role.FOCAL_POINT)
"""Roles that plan, lead or attend a session among peers."""

peers_required = role_required(*PEERS)
"""For the sessions among peers."""

planner_required = role_required(Role.COORDINATOR, Role.SUPERVISOR)
"""For whoever plans sessions among peers."""


def is_planner(user: User) -> bool:
    """Say whether somebody plans sessions among peers."""
    return user.grants.filter(role__in=(Role.COORDINATOR, Role.SUPERVISOR)).exists()


def is_focal_point(user: User) -> bool:
    """Say whether somebody is a focal point."""
    return user.grants.filter(role=Role.FOCAL_POINT).exists()


def is_moderator(user: User) -> bool:
    """Say whether somebody sees the board first: a case worker of UPTD PPA."""
    return bool(moderators_of([user]))


def moderators_of(users: Collection[User]) -> list[User]:
    """Return those of some people who see the board first, in one query."""
    grants = RoleGrant.objects.filter(
        user__in=users, role=Role.CASE_WORKER, team__kind=Team.Kind.UPTD_PPA
    )
    found = set(grants.values_list("user", flat=True))
    return [one for one in users if one.pk in found]


def board_required(view: View) -> View:
    """Keep the board for focal points and its moderators: 403 for others."""

    @role_required(Role.FOCAL_POINT, Role.CASE_WORKER)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = user_of(request)
        if not (is_focal_point(user) or is_moderator(user)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def moderator_required(view: View) -> View:
    """Keep a page for moderators of the board: 403 for others."""

    @role_required(Role.CASE_WORKER)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_moderator(user_of(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
