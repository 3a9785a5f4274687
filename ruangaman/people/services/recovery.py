"""Makes the public half of a recovery key known. Two receivers adopt it, not this command."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.recovery import PublicFile
from ruangaman.people.models import RecoveryKey


class KeyEnded(Exception):
    """This recovery key was in use once and has ended: its shares may be known."""


def recovery_adopt(*, file: PublicFile) -> bool:
    """Make a recovery key known, so that two receivers can adopt it; False when it was before.

    Raises ``KeyEnded``.
    """
    with transaction.atomic():
        known = RecoveryKey.objects.select_for_update().filter(pk=file.id).first()
        if known and known.ended_on:
            raise KeyEnded
        if known:
            return False
        RecoveryKey.objects.create(
            id=file.id, public=file.public.raw, holders="; ".join(file.holders)
        )
        _record("recovery-adopted", file.id, {"fingerprint": file.public.fingerprint})
    return True


def recovery_end() -> bool:
    """End every recovery key: nothing new is sealed to it, nothing it signs is taken in.

    False when there is none.
    """
    with transaction.atomic():
        rows = list(RecoveryKey.objects.select_for_update().filter(ended_on=None))
        RecoveryKey.objects.filter(ended_on=None).update(ended_on=timezone.localdate())
        for row in rows:
            _record("recovery-ended", row.pk, {})
    return bool(rows)


def _record(action: str, key_id: uuid.UUID, detail: dict[str, str]) -> None:
    subject = subject_of("recovery", key_id.bytes)
    audit_record(actor=None, action=action, subject=subject, detail=detail)
