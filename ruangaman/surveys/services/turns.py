"""What every change of a survey has in common: its turn, its role, its audit event."""

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
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, User
from ruangaman.surveys.models import Survey

State = Survey.State


class Changed(Refused):
    """Somebody changed the survey after this person had opened it."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            _("Survei ini baru saja diubah orang lain. Periksa isinya sekarang, lalu simpan lagi.")
        )


def must_keep(by: User) -> None:
    """``PermissionDenied`` for everybody but a coordinator."""
    if not by.grants.filter(role=Role.COORDINATOR).exists():
        raise PermissionDenied


@contextmanager
def survey_turn(
    *,
    survey: Survey,
    by: uuid.UUID,
    action: str,
    states: Iterable[str],
    revision: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Iterator[Survey]:
    """Give a survey to change in one transaction that also writes the audit event.

    The first statement takes the row. ``Changed`` when its revision is not ``revision`` (None:
    any); ``Refused`` where it no longer is in one of ``states``.
    """
    with transaction.atomic():
        mine = Survey.objects.filter(pk=survey.pk)
        if revision is not None:
            mine = mine.filter(revision=revision)
        if not mine.update(revision=F("revision") + 1):
            raise Changed
        now = Survey.objects.get(pk=survey.pk)
        if now.state not in states:
            raise Refused(_("Keadaan survei ini tidak mengizinkan langkah itu."))
        yield now
        survey_noted(now, by=by, action=action, detail=detail)


def survey_noted(
    survey: Survey,
    *,
    by: uuid.UUID | None,
    action: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write an audit event about a survey; last in its transaction."""
    subject = subject_of("survey", survey.pk.bytes)
    audit_record(actor=by, action=action, subject=subject, detail=detail)
