"""Links to read and sign, signatures by link and on paper, and whom a signature stands for."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.models import Unit
from ruangaman.people.models import User
from ruangaman.policy.models import Acknowledgement, Content, PledgeLink, StaffMember
from ruangaman.policy.permissions import is_own, may_write
from ruangaman.policy.pledge_links import LINKS
from ruangaman.policy.pledge_names import name_index, signed_seal, staff_open
from ruangaman.policy.selectors.pledges import documents_signed, pledge_content, pledge_digest

KEPT_YEARS = 5
"""Without a pack that says it."""

_DAYS_A_YEAR = 365.25


def pledge_link_make(*, unit: Unit, by: User) -> PledgeLink:
    """Give a unit a link; the one it had leads nowhere from now on.

    ``PermissionDenied`` for everybody but the coordinator and the unit's own head and focal points.
    """
    _writes(by, unit.code)
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        links = PledgeLink.objects.filter(unit_code=unit.code, ended_on=None)
        ended = links.update(ended_on=timezone.localdate())
        secret = LINKS.new()
        made = PledgeLink.objects.create(
            unit_code=unit.code,
            token_index=LINKS.index(secret),
            sealed=LINKS.seal(secret, unit=unit.code),
        )
        _told(by, "policy_pledge_link", unit.code, renewed=bool(ended))
    return made


def pledge_sign(*, unit_code: str, content: Content, name: str, group: str, once: str) -> bool:
    """Take a signature by link; False if this page was sent before.

    No member of staff acts here, so there is no audit event: the signature is the record.
    """
    row = uuid.uuid4()
    documents = documents_signed([unit_code])[unit_code]
    try:
        with transaction.atomic():
            Acknowledgement.objects.create(
                id=row,
                unit_code=unit_code,
                group=group,
                name_index=name_index(name, unit=unit_code),
                sealed=signed_seal(name, row=row),
                way=Acknowledgement.Way.LINK,
                documents=[str(one.pk) for one in documents],
                digest=pledge_digest(content, documents),
                day=timezone.localdate(),
                once=hashlib.sha256(once.encode()).digest(),
            )
    except IntegrityError:
        return False
    return True


def pledges_on_paper(
    *, unit: Unit, content: Content, members: Collection[uuid.UUID], day: dt.date, by: User
) -> int:
    """Note that these entries of the staff list signed on paper; how many were noted."""
    _names(by, unit.code)
    documents = documents_signed([unit.code])[unit.code]
    digest = pledge_digest(content, documents)
    with transaction.atomic():
        found = StaffMember.objects.select_for_update(no_key=True).filter(
            unit_code=unit.code, left_on=None, pk__in=list(members)
        )
        signed = Acknowledgement.objects.filter(unit_code=unit.code, digest=digest, day=day)
        there = set(signed.values_list("member_id", flat=True))
        rows = [_on_paper(one, documents, digest, day) for one in found if one.pk not in there]
        Acknowledgement.objects.bulk_create(rows)
        _told(by, "policy_pledge_paper", unit.code, number=len(rows))
    return len(rows)


def _on_paper(
    member: StaffMember, documents: Sequence[object], digest: str, day: dt.date
) -> Acknowledgement:
    row = uuid.uuid4()
    return Acknowledgement(
        id=row,
        unit_code=member.unit_code,
        group=member.group,
        member=member,
        name_index=bytes(member.name_index),
        sealed=signed_seal(staff_open(member.sealed, row=member.pk), row=row),
        way=Acknowledgement.Way.PAPER,
        documents=[str(getattr(one, "pk", "")) for one in documents],
        digest=digest,
        day=day,
        once=secrets.token_bytes(32),
    )


def pledge_match(*, unit: Unit, signature: uuid.UUID, member: uuid.UUID, by: User) -> bool:
    """Say for whom on the list a signature stands; False where either is not there any more."""
    _names(by, unit.code)
    with transaction.atomic():
        listed = StaffMember.objects.filter(unit_code=unit.code, left_on=None, pk=member)
        rows = Acknowledgement.objects.filter(unit_code=unit.code, pk=signature)
        if not listed.exists() or not rows.update(member_id=member):
            return False
        _told(by, "policy_pledge_match", unit.code)
    return True


def pledge_drop(*, unit: Unit, signature: uuid.UUID, by: User) -> bool:
    """Take back a signature that belongs to nobody of the unit."""
    _names(by, unit.code)
    with transaction.atomic():
        gone, _ = Acknowledgement.objects.filter(unit_code=unit.code, pk=signature).delete()
        if gone:
            _told(by, "policy_pledge_drop", unit.code)
    return bool(gone)


def signatures_prune() -> int:
    """Delete signatures, and staff who left, after the years the pack keeps them; how many went."""
    content = pledge_content()
    years = int(content.body["keep_years"]) if content else KEPT_YEARS
    before = timezone.localdate() - dt.timedelta(days=round(years * _DAYS_A_YEAR))
    with transaction.atomic():
        signed, _ = Acknowledgement.objects.filter(day__lt=before).delete()
        left, _ = StaffMember.objects.filter(left_on__lt=before).delete()
    return signed + left


def _writes(by: User, code: str) -> None:
    if not may_write(by, code):
        raise PermissionDenied


def _names(by: User, code: str) -> None:
    if not is_own(by, code):
        raise PermissionDenied


def _told(by: User, action: str, code: str, **detail: object) -> None:
    subject = subject_of("unit", code.encode())
    audit_record(actor=by.pk, action=action, subject=subject, detail=detail)
