"""Keeps that a supervisor looked for cases that nobody of her team reads."""

from __future__ import annotations

import uuid

from django.db import transaction

from ruangaman.core.audit import audit_record, subject_of


def left_looked_through(*, actor: uuid.UUID, team_id: uuid.UUID) -> None:
    """Record it: she is shown numbers, which she is shown nowhere else."""
    with transaction.atomic():
        subject = subject_of("team", team_id.bytes)
        audit_record(actor=actor, action="left-cases-listed", subject=subject)
