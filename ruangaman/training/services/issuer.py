"""The key that signs certificates: its seed stands outside the database, its public half here."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record
from ruangaman.core.clock import now
from ruangaman.lib.credentials import multikey, public_of
from ruangaman.people.faults import Refused
from ruangaman.training.models import IssuerKey


def issuer_public() -> bytes:
    """Return the public half of the key that this process has."""
    return public_of(settings.CERTIFICATE_KEY)


def issuer_key() -> IssuerKey:
    """Return the key in force, the first one made now; ``Refused`` if another one is in force.

    A key that was lost is not replaced by itself: whoever trusts the published one must be told.
    """
    public = issuer_public()
    held = IssuerKey.objects.filter(until=None).first()
    if held is None:
        return issuer_key_adopt()
    if bytes(held.public) != public:
        raise Refused(
            _(
                "Kunci penerbit sertifikat bukan kunci yang diumumkan. Administrator harus"
                " mengembalikan kunci itu atau mengumumkan kunci baru."
            )
        )
    return held


@transaction.atomic
def issuer_key_adopt() -> IssuerKey:
    """Let the key that this process has sign from now on; the one before stays published."""
    public = issuer_public()
    held = IssuerKey.objects.select_for_update().filter(until=None).first()
    if held is not None and bytes(held.public) == public:
        return held
    at = now()
    IssuerKey.objects.filter(until=None).update(until=at)
    made, new = IssuerKey.objects.get_or_create(public=public)
    if not new:
        made.until = None
        made.save(update_fields=["until"])
    audit_record(actor=None, action="certificate_key", detail={"key": multikey(public)})
    return made
