"""Keeps that somebody asked for a case that is not there, or not for her."""

from __future__ import annotations

import uuid

from django.db import transaction

from ruangaman.core.audit import audit_record, subject_of


def case_refused(*, actor: uuid.UUID, number: str) -> None:
    """Record the address of a case that was refused.

    The same for a number that nobody has and for one that she may not know of: whoever reads the
    events learns that numbers were tried, and how often the same one, and not which exist.
    """
    with transaction.atomic():
        subject = subject_of("case-address", number.upper().encode())
        audit_record(actor=actor, action="case-refused", subject=subject)
