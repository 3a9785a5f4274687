"""Decrees as their pages show them: who sees which, where each stands, what waits for whom."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.utils import timezone

from ruangaman.network.models import Appointment, Decree, DecreeFile, DecreeStep, Unit
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.selectors.units import folded
from ruangaman.people.models import Role, User

State = Decree.State


class DecreeNotFound(LookupError):
    """There is no such decree, or it is not for this person."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    decree: Decree
    unit: str
    standing: State
    people: tuple[Appointment, ...]
    has_scan: bool
    asked: bool


def standing_of(decree: Decree, day: dt.date) -> State:
    """Return where a decree stands on ``day``: expired counts at once, amended from its day on."""
    state = State(decree.state)
    if state == State.AMENDED and decree.ended_on and decree.ended_on > day:
        state = State.ISSUED
    if state == State.ISSUED and decree.ends and decree.ends < day:
        return State.EXPIRED
    return state


def decrees_seen(user: User) -> QuerySet[Decree]:
    """Return the decrees somebody may see: a head of unit those of the own unit, once proposed."""
    if is_coordinator(user):
        return Decree.objects.all()
    return Decree.objects.filter(unit_code__in=units_headed(user), submitted_at__isnull=False)


def decree_seen(user: User, pk: uuid.UUID) -> Decree:
    """Return a decree for its page, or raise ``DecreeNotFound``."""
    found = decrees_seen(user).filter(pk=pk).select_related("amends", "asked_by").first()
    if found is None:
        raise DecreeNotFound
    return found


def may_answer(decree: Decree, by: User) -> bool:
    """Say whether this person is the other side of an open request.

    A coordinator answers a head. The head of the unit answers a coordinator; what the governor
    signed has no head's yes, so a second coordinator answers there.
    """
    if decree.asked_at is None or decree.asked_by_id == by.pk:
        return False
    if decree.asked_as == Role.HEAD_OF_UNIT:
        return is_coordinator(by)
    if decree.authority == Decree.Authority.GOVERNOR:
        return is_coordinator(by)
    return decree.unit_code in units_headed(by)


def decrees_waiting(user: User) -> QuerySet[Decree]:
    """Return the decrees at which somebody has the next step: sign, record, answer, upload."""
    unanswered = Q(asked_at__isnull=False) & ~Q(asked_by=user)
    scan = DecreeFile.objects.filter(decree=OuterRef("pk"))
    no_scan = Q(state=State.ISSUED) & ~Exists(scan)
    head = Q(unit_code__in=units_headed(user)) & (
        Q(state=State.SUBMITTED, authority=Decree.Authority.HEAD)
        | (unanswered & Q(asked_as=Role.COORDINATOR))
        | (no_scan & Q(authority=Decree.Authority.HEAD))
    )
    keeper = (
        Q(state=State.DRAFT)
        | Q(state=State.SUBMITTED, authority=Decree.Authority.GOVERNOR)
        | (unanswered & Q(asked_as=Role.HEAD_OF_UNIT))
        | (unanswered & Q(authority=Decree.Authority.GOVERNOR))
        | (no_scan & Q(authority=Decree.Authority.GOVERNOR))
    )
    return decrees_seen(user).filter(head | keeper if is_coordinator(user) else head)


def decrees_found(
    user: User, *, standing: str = "", unit: str = "", waiting: bool = False
) -> QuerySet[Decree]:
    """Return what the list shows, the newest first.

    ``standing`` is as ``standing_of`` says, ``unit`` a part of a unit's name.
    """
    today = timezone.localdate()
    found = decrees_waiting(user) if waiting else decrees_seen(user)
    if unit:
        codes = Unit.objects.filter(search__contains=folded(unit)).values("code")
        found = found.filter(unit_code__in=codes)
    if standing:
        found = found.filter(_standing(standing, today))
    return found.order_by("-created_at", "pk")


def decree_rows(decrees: Iterable[Decree]) -> list[Row]:
    """Return lines for decrees, in three queries."""
    listed, today = list(decrees), timezone.localdate()
    people: dict[uuid.UUID, list[Appointment]] = {one.pk: [] for one in listed}
    for one in appointments_of(listed):
        people[one.decree_id].append(one)
    scanned = set(
        DecreeFile.objects.filter(decree__in=listed).values_list("decree_id", flat=True).distinct()
    )
    names = unit_names({one.unit_code for one in listed})
    return [
        Row(
            one,
            names.get(one.unit_code, one.unit_code),
            standing_of(one, today),
            tuple(people[one.pk]),
            one.pk in scanned,
            one.asked_at is not None,
        )
        for one in listed
    ]


def appointments_of(decrees: Iterable[Decree]) -> QuerySet[Appointment]:
    """Return whom decrees name: the first, her alternate, and others by site and shift."""
    place = Case(
        When(role=Appointment.Role.PRIMARY, then=0),
        When(role=Appointment.Role.ALTERNATE, then=1),
        default=2,
        output_field=IntegerField(),
    )
    return (
        Appointment.objects.filter(decree__in=list(decrees))
        .select_related("person", "person__user", "declaration")
        .order_by("decree", place, "site", "shift", "person__name")
    )


def steps_of(decree: Decree) -> QuerySet[DecreeStep]:
    """Return what happened to a decree, the newest first."""
    return decree.steps.select_related("actor").order_by("-at", "-pk")


def files_of(decree: Decree) -> QuerySet[DecreeFile]:
    """Return the signed copies that came back, the newest first."""
    return decree.files.select_related("uploaded_by").order_by("-uploaded_at", "-pk")


def unit_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the newest name of units, by code; of a unit that is gone its last one."""
    rows = Unit.objects.filter(code__in=list(codes)).order_by("pk").values_list("code", "name")
    return dict(rows)


def _standing(standing: str, today: dt.date) -> Q:
    later = Q(state=State.AMENDED, ended_on__gt=today)
    over = Q(ends__lt=today)
    if standing == State.ISSUED:
        return (Q(state=State.ISSUED) | later) & ~over
    if standing == State.EXPIRED:
        return Q(state=State.EXPIRED) | ((Q(state=State.ISSUED) | later) & over)
    if standing == State.AMENDED:
        return Q(state=State.AMENDED) & ~Q(ended_on__gt=today)
    return Q(state=standing)
