"""Whom a draft names, and what each of them declares before it is signed."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Declaration, Decree, Person
from ruangaman.network.selectors.conflicts import Conflict, person_conflicts
from ruangaman.network.services.decree_changes import decree_turn, must_coordinate, step_add
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

OPEN = (Decree.State.DRAFT, Decree.State.SUBMITTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """As what somebody is appointed. ``elsewhere``: decided though another unit has her too."""

    role: str
    site: str = ""
    shift: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A declaration (domain 1.8): every answer must be yes for somebody to be appointed."""

    willing: bool
    not_head: bool
    no_command: bool
    no_misconduct: bool
    keeps_secret: bool


def appointment_add(
    *, decree: Decree, version: int, person: Person, duty: Duty, by: User
) -> Appointment:
    """Name somebody in a draft; ``Refused`` for whoever may not serve here."""
    must_coordinate(by)
    try:
        with _draft(decree, version, by, "person_added") as mine:
            _must_be_free(mine, person, duty)
            return Appointment.objects.create(
                decree=mine,
                person=person,
                role=duty.role,
                site=duty.site,
                shift=duty.shift,
                elsewhere=duty.elsewhere,
            )
    except IntegrityError as twice:
        raise Refused(_taken(duty)) from twice


def appointment_change(*, appointment: Appointment, version: int, duty: Duty, by: User) -> None:
    """Change as what somebody is named in a draft.

    She declared to be willing for another role, site or shift: she is asked again.
    """
    must_coordinate(by)
    try:
        with _draft(appointment.decree, version, by, "person_changed") as mine:
            _must_be_free(mine, appointment.person, duty)
            before = Appointment.objects.get(pk=appointment.pk, decree=mine)
            if (before.role, before.site, before.shift) != (duty.role, duty.site, duty.shift):
                Declaration.objects.filter(appointment=before).delete()
            Appointment.objects.filter(pk=appointment.pk, decree=mine).update(
                role=duty.role, site=duty.site, shift=duty.shift, elsewhere=duty.elsewhere
            )
    except IntegrityError as twice:
        raise Refused(_taken(duty)) from twice


def appointment_remove(*, appointment: Appointment, version: int, by: User) -> None:
    """Take somebody out of a draft, with her declaration."""
    must_coordinate(by)
    with _draft(appointment.decree, version, by, "person_removed") as mine:
        Appointment.objects.filter(pk=appointment.pk, decree=mine).delete()


def declaration_note(
    *, appointment: Appointment, answers: Answers, signed_on: dt.date, by: User
) -> None:
    """Note what somebody declared and signed on paper."""
    must_coordinate(by)
    if signed_on > timezone.localdate():
        raise Refused(_("Hari pernyataan tidak boleh di masa depan."))
    _declaration_write(appointment, answers, signed_on, by, by_paper=True)


def declaration_make(*, appointment_id: uuid.UUID, answers: Answers, by: User) -> None:
    """Declare for oneself, with one's own account."""
    appointment = (
        Appointment.objects.select_related("decree").filter(pk=appointment_id, person__user=by)
    ).first()
    if appointment is None:
        raise PermissionDenied
    _declaration_write(appointment, answers, timezone.localdate(), by, by_paper=False)


def _declaration_write(
    appointment: Appointment, answers: Answers, day: dt.date, by: User, *, by_paper: bool
) -> None:
    """Write a declaration while the decree is not signed yet; a later one takes its place."""
    with transaction.atomic():
        held = Decree.objects.filter(pk=appointment.decree_id, state__in=OPEN)
        if not held.update(version=F("version") + 1):
            raise Refused(_("SK ini sudah terbit atau dibatalkan."))
        if not Appointment.objects.filter(pk=appointment.pk).exists():
            raise Refused(_("Orang ini tidak lagi disebut dalam usulan ini."))
        Declaration.objects.update_or_create(
            appointment=appointment,
            defaults={
                "willing": answers.willing,
                "not_head": answers.not_head,
                "no_command": answers.no_command,
                "no_misconduct": answers.no_misconduct,
                "keeps_secret": answers.keeps_secret,
                "by_paper": by_paper,
                "declared_on": day,
            },
        )
        action = "declared_paper" if by_paper else "declared"
        step_add(decree=appointment.decree, action=action, by=by)


def _draft(decree: Decree, version: int, by: User, action: str) -> AbstractContextManager[Decree]:
    return decree_turn(
        pk=decree.pk, version=version, states=[Decree.State.DRAFT], by=by, action=action
    )


def _must_be_free(decree: Decree, person: Person, duty: Duty) -> None:
    for found in person_conflicts([person], decree)[person.pk]:
        if found == Conflict.TWO_UNITS and duty.elsewhere:
            continue
        raise Refused(_("%(name)s %(why)s.") % {"name": person.name, "why": found.label})


def _taken(duty: Duty) -> object:
    if duty.role == Appointment.Role.EXTRA:
        return _("Orang ini sudah disebut dalam SK ini.")
    return _("Orang ini sudah disebut dalam SK ini, atau peran itu sudah ada yang memegang.")
