"""A worker says what she carries and that she leaves; her supervisor may write the day down too."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from ruangaman.casework.models import WorkerLoad
from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.models import Role, RoleGrant, Team


class NotHers(Exception):
    """Nobody of a receiving team, or not of a team that this supervisor leads."""


def load_say(*, actor: uuid.UUID, band: str, leaves_on: dt.date | None) -> None:
    """Keep a worker's own word. Raises ``NotHers`` for anybody but a worker of a receiving team."""
    with transaction.atomic():
        _refuse_others(actor)
        _write(actor, actor, band=band, said_on=timezone.localdate(), leaves_on=leaves_on)


def leaving_set(
    *, actor: uuid.UUID, team_id: uuid.UUID, user_id: uuid.UUID, day: dt.date | None
) -> None:
    """Let a supervisor write down when somebody of her team leaves. Raises ``NotHers``."""
    with transaction.atomic():
        led = RoleGrant.objects.filter(user=actor, role=Role.SUPERVISOR, team=team_id)
        if not led.exists():
            raise NotHers
        _refuse_others(user_id, team_id)
        _write(actor, user_id, leaves_on=day)


def handed_over(*, actor: uuid.UUID) -> None:
    """Keep that she says all her cases are handed over. Raises ``NotHers`` if she does not leave."""
    with transaction.atomic():
        if not WorkerLoad.objects.filter(pk=actor, leaves_on__isnull=False).exists():
            raise NotHers
        WorkerLoad.objects.filter(pk=actor).update(handed_on=timezone.localdate())
        audit_record(
            actor=actor, action="cases-handed-over", subject=subject_of("person", actor.bytes)
        )


def _refuse_others(user_id: uuid.UUID, team_id: uuid.UUID | None = None) -> None:
    grants = RoleGrant.objects.filter(user=user_id, role=Role.CASE_WORKER, team__active=True)
    grants = grants.exclude(team__kind=Team.Kind.FOCAL_POINT)
    if not (grants.filter(team=team_id) if team_id else grants).exists():
        raise NotHers


def _write(actor: uuid.UUID, user_id: uuid.UUID, **values: object) -> None:
    """Write what changed; another day of leaving begins the handing over anew."""
    before = WorkerLoad.objects.filter(pk=user_id).first()
    if before is None or before.leaves_on != values["leaves_on"]:
        values["handed_on"] = None
    WorkerLoad.objects.update_or_create(user_id=user_id, defaults=values)
    audit_record(actor=actor, action="load-stated", subject=subject_of("person", user_id.bytes))
