"""Ends sign-ins."""

from __future__ import annotations

from django.db import transaction

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.models import Session, User


def sign_out_everywhere(*, user: User, by: User) -> int:
    """End every session of ``user``, and with each its open vault; return how many there were."""
    with transaction.atomic():
        count = sessions_end(user)
        audit_record(
            actor=by.pk,
            action="signed_out_everywhere",
            subject=subject_of("user", user.pk.bytes),
        )
    return count


def sessions_end(user: User) -> int:
    """Delete the sessions of ``user`` within another service's transaction."""
    sessions = Session.objects.filter(user=user)
    count = sessions.count()
    sessions.delete()
    return count
