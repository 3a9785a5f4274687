"""Adopts the recovery key: its public half becomes known to the installation."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.recovery import PublicFile
from ruangaman.people.models import RecoveryKey


class KeyEnded(Exception):
    """This recovery key was in use once and has ended: its shares may be known."""


def recovery_adopt(*, file: PublicFile) -> bool:
    """Take a recovery key into use and end the one before; False when it is in use already."""
    with transaction.atomic():
        known = RecoveryKey.objects.select_for_update().filter(pk=file.id).first()
        if known and known.ended_on:
            raise KeyEnded
        if known:
            return False
        _end()
        RecoveryKey.objects.create(
            id=file.id, public=file.public.raw, holders="; ".join(file.holders)
        )
        audit_record(
            actor=None,
            action="recovery-adopted",
            subject=subject_of("recovery", file.id.bytes),
            detail={"fingerprint": file.public.fingerprint},
        )
    return True


def recovery_end() -> bool:
    """End the recovery key in force: nothing new is sealed to it. False when there is none."""
    with transaction.atomic():
        if not _end():
            return False
        audit_record(actor=None, action="recovery-ended")
    return True


def _end() -> int:
    return RecoveryKey.objects.filter(ended_on=None).update(ended_on=timezone.localdate())
