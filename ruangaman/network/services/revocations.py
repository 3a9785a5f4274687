"""Ending a decree before its time: one side asks with a reason, the other one decides.

Nobody removes a focal point alone, so that none is removed for knowing too much.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Decree
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.selectors.decrees import may_answer
from ruangaman.network.services.decree_changes import decree_turn
from ruangaman.network.services.receiving import receiving_refresh_decrees
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, User


def revocation_ask(*, decree: Decree, version: int, reason: str, by: User) -> None:
    """Ask for a decree to be revoked; it stays in force until the other side has decided."""
    if not reason:
        raise Refused(_("Tulis alasan pencabutan."))
    with decree_turn(
        pk=decree.pk,
        version=version,
        states=[Decree.State.ISSUED],
        by=by,
        action="revoke_asked",
        reason=reason,
    ) as mine:
        if mine.asked_at:
            raise Refused(_("Pencabutan SK ini sudah diminta."))
        mine.asked_by, mine.asked_as = by, _side(by, mine)
        mine.asked_reason, mine.asked_at = reason, timezone.now()
        mine.save(update_fields=["asked_by", "asked_as", "asked_reason", "asked_at"])


def revocation_grant(*, decree: Decree, version: int, reason: str, by: User) -> None:
    """Revoke a decree as the other side asked; nobody is appointed by it from today."""
    if not reason:
        raise Refused(_("Tulis hasil pemeriksaan Anda."))
    today = timezone.localdate()
    with decree_turn(
        pk=decree.pk,
        version=version,
        states=[Decree.State.ISSUED],
        by=by,
        action="revoked",
        reason=reason,
    ) as mine:
        _must_answer(mine, by)
        mine.state, mine.ended_on, mine.asked_at = Decree.State.REVOKED, today, None
        mine.save(update_fields=["state", "ended_on", "asked_at"])
        mine.appointments.filter(ended_on=None).update(
            ended_on=today, end_reason=Appointment.End.REVOKED
        )
        receiving_refresh_decrees([mine])


def revocation_refuse(*, decree: Decree, version: int, reason: str, by: User) -> None:
    """Say no to a request, or take one's own back; the decree stays in force."""
    if not reason:
        raise Refused(_("Tulis hasil pemeriksaan Anda."))
    with decree_turn(
        pk=decree.pk,
        version=version,
        states=[Decree.State.ISSUED],
        by=by,
        action="revoke_refused",
        reason=reason,
    ) as mine:
        if mine.asked_by_id != by.pk:
            _must_answer(mine, by)
        mine.asked_at = None
        mine.save(update_fields=["asked_at"])


def _must_answer(decree: Decree, by: User) -> None:
    if decree.asked_at is None:
        raise Refused(_("Tidak ada permintaan pencabutan yang terbuka."))
    if not may_answer(decree, by):
        raise PermissionDenied


def _side(by: User, decree: Decree) -> str:
    if is_coordinator(by):
        return Role.COORDINATOR
    if decree.unit_code in units_headed(by):
        return Role.HEAD_OF_UNIT
    raise PermissionDenied
