"""Sessions among peers are planned, changed, called off; the host ticks who came."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.services.reference import fields_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import PeerAttendance, PeerSession
from ruangaman.training.permissions import is_planner


@dataclass(frozen=True)
class PeerEntry:
    """What is planned; ``jp`` are hours of 45 minutes."""

    title: str
    starts_at: dt.datetime
    place: str
    host: User | None
    jp: int = 3


class PeerChanged(Exception):
    """Somebody changed the session after this person had opened it; ``session`` is as it is now."""

    def __init__(self, session: PeerSession) -> None:
        """Keep the session."""
        super().__init__(session.pk)
        self.session = session


def peer_add(*, entry: PeerEntry, by: User) -> PeerSession:
    """Plan a session."""
    _must_plan(by)
    with transaction.atomic():
        made = PeerSession.objects.create(**_fields(entry))
        _audit(made.pk, "added", by)
    return made


def peer_change(*, session: PeerSession, version: int, entry: PeerEntry, by: User) -> None:
    """Change what is planned; ``PeerChanged`` when somebody else did since ``version``.

    The hours stay as they are once somebody's attendance is ticked.
    """
    _must_plan(by)
    with transaction.atomic():
        mine = _taken(session, version)
        if mine.jp != entry.jp and mine.attendances.exists():
            raise Refused(_("Kehadiran sudah dicatat. Jam pelajarannya tidak bisa diubah lagi."))
        fields_write(mine, _fields(entry))
        _audit(mine.pk, "changed", by)


def peer_cancel(*, session: PeerSession, version: int, by: User) -> None:
    """Call a session off that nobody attended."""
    _must_plan(by)
    with transaction.atomic():
        mine = _taken(session, version)
        if mine.attendances.exists():
            raise Refused(_("Kehadiran sudah dicatat. Sesi ini tidak bisa dibatalkan."))
        fields_write(mine, {"cancelled": True})
        _audit(mine.pk, "cancelled", by)


def peers_tick(
    *,
    session: PeerSession,
    shown: Collection[uuid.UUID],
    before: Collection[uuid.UUID],
    came: Collection[uuid.UUID],
    by: User,
) -> int:
    """Record who of those ``shown`` came; others stay as they are. Return how many came now.

    ``before`` were ticked when the page was made: only their ticks can be taken away, so what
    somebody else ticked meanwhile stays. For the host and whoever plans.
    """
    if session.host_id != by.pk and not is_planner(by):
        raise PermissionDenied
    with transaction.atomic():
        mine = PeerSession.objects.select_for_update().get(pk=session.pk)
        if mine.cancelled:
            raise Refused(_("Sesi ini dibatalkan."))
        if mine.starts_at > timezone.now():
            raise Refused(_("Sesi ini belum mulai. Kehadiran dicatat sesudah mulai."))
        here = set(came) & set(shown)
        known = set(mine.attendances.values_list("person_id", flat=True))
        mine.attendances.filter(person__in=set(before) - here).delete()
        PeerAttendance.objects.bulk_create(
            (PeerAttendance(session=mine, person_id=pk) for pk in here - known),
            ignore_conflicts=True,
        )
        _audit(mine.pk, "attended", by, {"people": len(here - known)})
    return len(here)


def _must_plan(by: User) -> None:
    if not is_planner(by):
        raise PermissionDenied


def _fields(entry: PeerEntry) -> dict[str, Any]:
    """Not ``asdict``, which would copy the account."""
    return {one.name: getattr(entry, one.name) for one in fields(entry)}


def _taken(session: PeerSession, version: int) -> PeerSession:
    rows = PeerSession.objects.filter(pk=session.pk, version=version)
    taken = rows.update(version=F("version") + 1)
    present = PeerSession.objects.get(pk=session.pk)
    if not taken:
        raise PeerChanged(present)
    if present.cancelled:
        raise Refused(_("Sesi ini sudah dibatalkan."))
    return present


def _audit(pk: uuid.UUID, action: str, by: User, detail: Mapping[str, int] | None = None) -> None:
    audit_record(
        actor=by.pk,
        action=f"training_peers_{action}",
        subject=subject_of("training_peers", pk.bytes),
        detail=detail,
    )
