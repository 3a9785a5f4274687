"""The staff list of a unit: who should sign. Names are sealed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.models import Unit
from ruangaman.people.models import User
from ruangaman.policy.models import StaffMember
from ruangaman.policy.permissions import is_own
from ruangaman.policy.pledge_names import name_index, staff_seal

Listed = tuple[str, str]
"""A name and its group."""


def staff_add(*, unit: Unit, people: Sequence[Listed], by: User) -> int:
    """Add people to a unit's list; whoever stands on it already is left as she is.

    How many were added. ``PermissionDenied`` for others than the unit's head and focal points.
    """
    if not is_own(by, unit.code):
        raise PermissionDenied
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        present = StaffMember.objects.filter(unit_code=unit.code, left_on=None)
        known = {bytes(index) for index in present.values_list("name_index", flat=True)}
        rows = []
        for name, group in people:
            index = name_index(name, unit=unit.code)
            if index not in known:
                known.add(index)
                rows.append(_member(unit.code, name, group, index))
        StaffMember.objects.bulk_create(rows)
        _told(by, "policy_staff_add", unit.code, len(rows))
    return len(rows)


def staff_leave(*, unit: Unit, member: uuid.UUID, by: User) -> bool:
    """Take somebody off a unit's list, because she left; False if she is not on it."""
    if not is_own(by, unit.code):
        raise PermissionDenied
    with transaction.atomic():
        rows = StaffMember.objects.filter(unit_code=unit.code, left_on=None, pk=member)
        gone = rows.update(left_on=timezone.localdate())
        if gone:
            _told(by, "policy_staff_leave", unit.code, gone)
    return bool(gone)


def _member(code: str, name: str, group: str, index: bytes) -> StaffMember:
    row = uuid.uuid4()
    return StaffMember(
        id=row, unit_code=code, name_index=index, sealed=staff_seal(name, row=row), group=group
    )


def _told(by: User, action: str, code: str, number: int) -> None:
    subject = subject_of("unit", code.encode())
    audit_record(actor=by.pk, action=action, subject=subject, detail={"number": number})
