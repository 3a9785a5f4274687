"""Calendar addresses: made, made anew, taken away."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from ruangaman.core.audit import audit_record
from ruangaman.network.models import CalendarFeed
from ruangaman.people.models import User

TOKEN_BYTES = 24


@transaction.atomic
def calendar_make(*, user: User) -> str:
    """Give somebody a calendar address and return its secret, which is shown once.

    An earlier address stops working.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.update_or_create(user=user, defaults={"digest": digest_of(token)})
    audit_record(actor=user.pk, action="calendar_make")
    return token


@transaction.atomic
def calendar_end(*, user: User) -> None:
    """Take somebody's calendar address away; nothing happens where there is none."""
    if CalendarFeed.objects.filter(user=user).delete()[0]:
        audit_record(actor=user.pk, action="calendar_end")


def digest_of(token: str) -> bytes:
    """Return what is kept of a secret with 192 bits: no slow hash is needed."""
    return hashlib.sha256(token.encode()).digest()
