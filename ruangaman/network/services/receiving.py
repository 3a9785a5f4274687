"""Writes down who is ready: the days in the roles of focal points, and what the public sees.

Called after every change of a decree, a place, a leave, a certificate or a test message, for the
people it is about; by the worker every quarter of an hour for all, so that what begins by itself
(a term, the day after a leave) begins too. What ends by itself needs no call: the day passes.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record
from ruangaman.network.models import Appointment, Decree, Person, ShownFocalPoint
from ruangaman.network.selectors.receiving import FocalPoint, focal_points_on
from ruangaman.people.models import Role, RoleGrant
from ruangaman.people.services.receiving import grants_held, receiving_write

JOB = "receiving"
"""The worker's job of this name computes all days anew."""

AT_ONCE = 1000
_COLUMNS = ("role", "position", "office_phone", "hours", "name", "until")


def receiving_refresh_all() -> None:
    """Compute the days of everybody anew, ``AT_ONCE`` accounts in a transaction.

    So no decree waits for the roles of a whole province, and each batch is as few queries.
    """
    focal = RoleGrant.objects.filter(role=Role.FOCAL_POINT).values_list("user_id", flat=True)
    shown = ShownFocalPoint.objects.values_list("user_id", flat=True)
    users = sorted({*focal, *shown})
    for begin in range(0, len(users), AT_ONCE):
        receiving_refresh(users[begin : begin + AT_ONCE])


def receiving_refresh(users: Collection[uuid.UUID] | None = None) -> None:
    """Compute the days of these accounts anew, or of all; what is shown of them too."""
    with transaction.atomic():
        grants = grants_held(users)
        today = timezone.localdate()
        found = focal_points_on(today, users)
        days = {(one.user_id, one.team_id): one.days for one in found if one.team_id}
        in_team = {(grant.user_id, grant.team_id) for grant in grants}
        changed = receiving_write(grants=grants, days=days, today=today)
        shown = _shown_write([one for one in found if (one.user_id, one.team_id) in in_team], users)
        if changed or shown:
            detail = {"roles": changed, "shown": shown}
            audit_record(actor=None, action="focal_points_counted", detail=detail)


def receiving_refresh_people(people: Iterable[Person]) -> None:
    """Compute the days of these people anew: their place, leave or certificate has changed."""
    users = {person.user_id for person in people if person.user_id}
    if users:
        receiving_refresh(users)


def receiving_refresh_decrees(decrees: Iterable[Decree | None]) -> None:
    """Compute the days of everybody these decrees name, last in the transaction of their change."""
    named = Appointment.objects.filter(decree__in=[one.pk for one in decrees if one])
    users = named.exclude(person__user=None).values_list("person__user_id", flat=True)
    if found := set(users):
        receiving_refresh(found)


def _shown_write(found: Iterable[FocalPoint], users: Collection[uuid.UUID] | None) -> int:
    """Make the rows equal to those who are ready; return how many changed."""
    rows = ShownFocalPoint.objects.all()
    if users is not None:
        rows = rows.filter(user__in=users)
    there = {(row.user_id, row.unit_code): row for row in rows}
    new, changed = [], []
    for one in found:
        if one.days.receives is None:
            continue
        row = there.pop((one.user_id, one.unit_code), None)
        wanted = (one.role, one.position, one.office_phone, one.hours, one.name, one.days.receives)
        values = dict(zip(_COLUMNS, wanted, strict=True))
        if row is None:
            new.append(ShownFocalPoint(user_id=one.user_id, unit_code=one.unit_code, **values))
        elif wanted != tuple(getattr(row, name) for name in _COLUMNS):
            vars(row).update(values)
            changed.append(row)
    gone = [row.pk for row in there.values()]
    ShownFocalPoint.objects.filter(pk__in=gone).delete()
    ShownFocalPoint.objects.bulk_create(new, batch_size=500)
    ShownFocalPoint.objects.bulk_update(changed, _COLUMNS, batch_size=500)
    return len(gone) + len(new) + len(changed)
