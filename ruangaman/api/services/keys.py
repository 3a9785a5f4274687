"""Keys are made for a named partner, shown once, and revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.api.models import Key
from ruangaman.api.scopes import Scope
from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.apikeys import key_digest, key_new
from ruangaman.oversight.models import Partner
from ruangaman.people.models import User

LONGEST = dt.timedelta(days=366)
"""A key is made anew once a year, so that somebody asks whether it is still needed."""


@transaction.atomic
def key_make(
    *, partner: Partner, label: str, scopes: Sequence[str], expires: dt.date, by: User
) -> tuple[Key, str]:
    """Make a key and return it with the secret, which is kept nowhere.

    Raises ``ValueError`` for a scope that there is not, none at all, or a day that is over or
    more than ``LONGEST`` away.
    """
    today = timezone.localdate()
    if not scopes or set(scopes) - set(Scope.values):
        raise ValueError("key_make: scopes")
    if not today <= expires <= today + LONGEST:
        raise ValueError("key_make: expires")
    secret = key_new()
    made = Key.objects.create(
        partner=partner,
        label=label,
        digest=key_digest(secret, settings.SEAL_SECRET),
        scopes=[scope for scope in Scope.values if scope in scopes],
        made_on=today,
        expires=expires,
    )
    _record("made", made, by, {"scopes": made.scopes, "expires": expires.isoformat()})
    return made, secret


@transaction.atomic
def key_revoke(*, key: Key, by: User) -> bool:
    """Let a key open nothing from now on; say whether that was new."""
    if not Key.objects.filter(pk=key.pk, revoked_on=None).update(revoked_on=timezone.localdate()):
        return False
    _record("revoked", key, by, {})
    return True


def _record(what: str, key: Key, by: User, detail: dict[str, object]) -> None:
    audit_record(
        actor=by.pk,
        action=f"api_key_{what}",
        subject=subject_of("api_key", key.pk.bytes),
        detail={"partner": key.partner_id.hex, **detail},
    )
