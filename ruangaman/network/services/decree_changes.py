"""What every change of a decree has in common: its turn, its role, its step, its audit event."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.models import Decree, DecreeStep
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.people.faults import Refused
from ruangaman.people.models import User


class Changed(Exception):
    """Somebody changed the decree after this person had opened it; ``decree`` is as it is now."""

    def __init__(self, decree: Decree) -> None:
        """Keep the decree."""
        super().__init__(decree.pk)
        self.decree = decree


@contextmanager
def decree_turn(
    *, pk: uuid.UUID, version: int, states: Iterable[str], by: User, action: str, reason: str = ""
) -> Iterator[Decree]:
    """Give a decree to change in one transaction that also writes step and audit event.

    The first statement takes the row: of two who opened the same version one changes it, the
    other finds ``Changed``. ``Refused`` where it no longer stands in one of ``states``.
    """
    with transaction.atomic():
        taken = Decree.objects.filter(pk=pk, version=version).update(version=F("version") + 1)
        decree = Decree.objects.select_related("amends").get(pk=pk)
        if not taken:
            raise Changed(decree)
        if decree.state not in states:
            raise Refused(_("Keadaan SK ini tidak mengizinkan langkah itu."))
        yield decree
        step_add(decree=decree, action=action, by=by, reason=reason)


def step_add(
    *,
    decree: Decree,
    action: str,
    by: User,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write a step into the timeline and the audit chain; last in its transaction."""
    DecreeStep.objects.create(decree=decree, action=action, actor=by, reason=reason)
    audit_record(
        actor=by.pk,
        action=f"decree_{action}",
        subject=subject_of("decree", decree.pk.bytes),
        detail={"unit": decree.unit_code, **(detail or {})},
    )


def must_coordinate(by: User) -> None:
    """``PermissionDenied`` for everybody but a coordinator."""
    if not is_coordinator(by):
        raise PermissionDenied


def must_sign(by: User, decree: Decree) -> None:
    """``PermissionDenied`` unless this person signs the decree, or records that it was signed.

    The head of the unit signs; what the governor signed the coordinator records.
    """
    if decree.authority == Decree.Authority.GOVERNOR:
        must_coordinate(by)
    elif decree.unit_code not in units_headed(by):
        raise PermissionDenied
