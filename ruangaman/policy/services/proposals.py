"""Proposals to the province: taken into its plan with one press, set aside with a reason."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.policy.models import Action, Dismissal
from ruangaman.policy.selectors.actions import may_plan
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.province_gaps import (
    Proposal,
    day_proposed,
    province_proposal,
)
from ruangaman.policy.services.actions import action_noted, plan_room_needed


class ProposalGone(Refused):
    """The gap is closed, or somebody took the proposal up meanwhile."""


def proposal_take(*, year: int, key: str, by: User) -> Action:
    """Take a proposal into the province's plan as it is worded. Twice is as once."""
    _must_plan(by)
    with transaction.atomic():
        taken = Action.objects.filter(unit_code=PROVINCE, year=year, proposal=key).first()
        if taken is not None:
            return taken
        words = _standing(year, key).words
        plan_room_needed(PROVINCE, year)
        plan = {"what": words.what, "who": words.who, "due": day_proposed(year)}
        made, new = Action.objects.get_or_create(
            unit_code=PROVINCE, year=year, proposal=key, defaults=plan
        )
        Dismissal.objects.filter(year=year, proposal=key).delete()
        if new:
            action_noted(made, "added", by)
    return made


def proposal_dismiss(*, year: int, key: str, reason: str, by: User) -> None:
    """Set a proposal aside for this plan; the reason of whoever was first stays."""
    _must_plan(by)
    with transaction.atomic():
        _standing(year, key)
        _made, new = Dismissal.objects.get_or_create(
            year=year,
            proposal=key,
            defaults={
                "reason": reason,
                "dismissed_on": timezone.localdate(),
                "dismissed_by": by,
            },
        )
        if not new:
            raise ProposalGone(_("Usulan ini baru saja diabaikan oleh orang lain."))
        _noted("dismissed", year, key, by)


def proposal_restore(*, year: int, key: str, by: User) -> None:
    """Propose again what was set aside. Twice is as once."""
    _must_plan(by)
    with transaction.atomic():
        gone, _rows = Dismissal.objects.filter(year=year, proposal=key).delete()
        if gone:
            _noted("restored", year, key, by)


def _standing(year: int, key: str) -> Proposal:
    found = province_proposal(year, key)
    if found is None:
        raise ProposalGone(
            _("Usulan ini tidak ada lagi: kekurangannya sudah ditutup, atau sudah direncanakan.")
        )
    return found


def _must_plan(by: User) -> None:
    if not may_plan(by, PROVINCE):
        raise Http404


def _noted(name: str, year: int, key: str, by: User) -> None:
    audit_record(
        actor=by.pk,
        action=f"policy_proposal_{name}",
        detail={"year": year, "proposal": key},
    )
