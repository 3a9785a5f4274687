"""Links of units to the induction, and how many came to its end: a number, nobody."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.models import Unit
from ruangaman.network.permissions import may_see_unit
from ruangaman.people.models import User
from ruangaman.training.induction_links import link_index, link_new, link_seal
from ruangaman.training.models import InductionCount, InductionLink, InductionOnce

_KEPT = dt.timedelta(days=1)
"""A carried page is two hours old at most, so that older one-time values come back no more."""


def induction_link_make(*, unit: Unit, by: User) -> InductionLink:
    """Give a unit a link; the one it had leads nowhere from now on.

    ``PermissionDenied`` for everybody but the coordinator and the head of this unit.
    """
    if not may_see_unit(by, unit.code):
        raise PermissionDenied
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        today = timezone.localdate()
        ended = InductionLink.objects.filter(unit_code=unit.code, ended_on=None).update(
            ended_on=today
        )
        secret = link_new()
        made = InductionLink.objects.create(
            unit_code=unit.code,
            token_index=link_index(secret),
            sealed=link_seal(secret, unit=unit.code),
        )
        audit_record(
            actor=by.pk,
            action="training_induction_link",
            subject=subject_of("unit", unit.code.encode()),
            detail={"renewed": bool(ended)},
        )
    return made


def induction_count(*, unit_code: str, once: str) -> bool:
    """Count an induction that came to its end; False if this one-time value was counted before."""
    today = timezone.localdate()
    digest = hashlib.sha256(once.encode()).digest()
    with transaction.atomic():
        _, fresh = InductionOnce.objects.get_or_create(digest=digest, defaults={"day": today})
        if fresh:
            InductionOnce.objects.filter(day__lt=today - _KEPT).delete()
            _one_more(unit_code, today.replace(day=1))
    return fresh


def _one_more(unit_code: str, month: dt.date) -> None:
    """Add one; of two first ones at the same time, both count."""
    mine = InductionCount.objects.filter(unit_code=unit_code, month=month)
    if mine.update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            InductionCount.objects.create(unit_code=unit_code, month=month, number=1)
    except IntegrityError:
        mine.update(number=F("number") + 1)
