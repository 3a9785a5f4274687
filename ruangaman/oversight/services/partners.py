"""Partners, who reads for them, and what was agreed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.oversight.models import Agreement, Partner, PartnerMember
from ruangaman.people.models import Role, User


class PartnerKnown(Exception):
    """There is a partner of this name."""


class AgreementChanged(Exception):
    """Somebody else changed the agreement meanwhile; ``present`` is as it is now."""

    def __init__(self, present: Agreement) -> None:
        """Keep the agreement."""
        super().__init__(present.pk)
        self.present = present


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an agreement says; both days belong to it."""

    title: str
    starts: dt.date
    ends: dt.date
    parts: Sequence[str]


@transaction.atomic
def partner_add(*, name: str, by: User) -> Partner:
    """Add an organisation; ``PartnerKnown`` where there is one of this name."""
    if Partner.objects.filter(name__iexact=name).exists():
        raise PartnerKnown
    try:
        with transaction.atomic():
            made = Partner.objects.create(name=name)
    except IntegrityError as fault:
        raise PartnerKnown from fault
    _record("added", made, by)
    return made


@transaction.atomic
def members_set(*, partner: Partner, users: Collection[uuid.UUID], by: User) -> None:
    """Let exactly these accounts read for a partner: those with its role, and with no other one."""
    free = User.objects.filter(pk__in=users, grants__role=Role.PARTNER, is_active=True).distinct()
    taken = PartnerMember.objects.exclude(partner=partner).values("user")
    chosen = set(free.exclude(pk__in=taken).values_list("pk", flat=True))
    members = PartnerMember.objects.filter(partner=partner)
    before = set(members.values_list("user", flat=True))
    members.exclude(user__in=chosen).delete()
    for user in sorted(chosen - before):
        PartnerMember.objects.create(partner=partner, user_id=user)
    if chosen != before:
        _record("members", partner, by, {"members": len(chosen)})


@transaction.atomic
def agreement_add(*, partner: Partner, agreed: Agreed, by: User) -> Agreement:
    """Note an agreement."""
    made = Agreement.objects.create(partner=partner, **_plain(agreed))
    _record("agreement_added", partner, by, _said(made))
    return made


@transaction.atomic
def agreement_change(*, agreement: Agreement, revision: int, agreed: Agreed, by: User) -> Agreement:
    """Correct an agreement; ``AgreementChanged`` where somebody else did since ``revision``.

    Reports that were made before stay as they are.
    """
    rows = Agreement.objects.filter(pk=agreement.pk, revision=revision, ended_on=None)
    if not rows.update(revision=F("revision") + 1, **_plain(agreed)):
        raise AgreementChanged(Agreement.objects.get(pk=agreement.pk))
    present = Agreement.objects.get(pk=agreement.pk)
    _record("agreement_changed", present.partner, by, _said(present))
    return present


@transaction.atomic
def agreement_end(*, agreement: Agreement, day: dt.date, by: User) -> bool:
    """End an agreement early, with ``day`` as its last day; say whether that was new."""
    rows = Agreement.objects.filter(pk=agreement.pk, ended_on=None, ends__gt=day)
    if not rows.update(ended_on=day, revision=F("revision") + 1):
        return False
    detail = {"agreement": agreement.pk.hex, "last": day.isoformat()}
    _record("agreement_ended", agreement.partner, by, detail)
    return True


def _plain(agreed: Agreed) -> dict[str, object]:
    return {**asdict(agreed), "parts": list(agreed.parts)}


def _said(agreement: Agreement) -> dict[str, object]:
    days = {"starts": agreement.starts.isoformat(), "ends": agreement.ends.isoformat()}
    return {"agreement": agreement.pk.hex, "parts": list(agreement.parts), **days}


def _record(
    what: str, partner: Partner, by: User, detail: Mapping[str, object] | None = None
) -> None:
    audit_record(
        actor=by.pk,
        action=f"partner_{what}",
        subject=subject_of("partner", partner.pk.bytes),
        detail=detail,
    )
