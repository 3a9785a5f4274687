"""What everybody may know of a certificate: its number, its course, whether it holds."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from ruangaman.training.models import Certificate, IssuerKey

_SHOWN = ("number", "course", "issued_on", "valid_until", "revoked_on")
"""The columns that the database account of the public surface may read, beside the id."""


class State(StrEnum):
    """Whether a certificate holds."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Shown:
    """What the public page says; nothing of the person."""

    number: str
    course: str
    issued_on: dt.date
    valid_until: dt.date
    state: State


def shown_by_id(pk: uuid.UUID, today: dt.date) -> Shown | None:
    """Return what is said of the certificate of this address; None when there is none."""
    return _shown(Certificate.objects.filter(pk=pk), today)


def shown_by_number(number: str, today: dt.date) -> Shown | None:
    """Return what is said of the certificate of this number; None when there is none."""
    return _shown(Certificate.objects.filter(number=number), today)


def state_of(valid_until: dt.date, revoked_on: dt.date | None, today: dt.date) -> State:
    """Return whether a certificate holds on ``today``: its last day is among them."""
    if revoked_on is not None:
        return State.REVOKED
    return State.VALID if today <= valid_until else State.EXPIRED


def in_state(state: str, today: dt.date) -> Q:
    """Return the condition of a state for a list."""
    return {
        State.REVOKED: Q(revoked_on__isnull=False),
        State.VALID: Q(revoked_on=None, valid_until__gte=today),
        State.EXPIRED: Q(revoked_on=None, valid_until__lt=today),
    }.get(State(state), Q())


def issuer_keys() -> list[IssuerKey]:
    """Return every key that ever signed, the one in force first."""
    return list(IssuerKey.objects.order_by(F("until").desc(nulls_first=True), "-since"))


def _shown(rows: QuerySet[Certificate], today: dt.date) -> Shown | None:
    row = rows.values_list(*_SHOWN).first()
    if row is None:
        return None
    number, course, issued_on, valid_until, revoked_on = row
    return Shown(number, course, issued_on, valid_until, state_of(valid_until, revoked_on, today))
