"""What ``check`` says about training."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from ruangaman.lib.credentials import public_of
from ruangaman.training.models import IssuerKey


def faults() -> Iterator[str]:
    """Yield that the key of certificates is not the published one: then none can be issued."""
    held = IssuerKey.objects.filter(until=None).first()
    if not settings.CERTIFICATE_KEY or held is None:
        return
    if bytes(held.public) != public_of(settings.CERTIFICATE_KEY):
        yield _(
            "RUANGAMAN_CERTIFICATE_KEY bukan kunci yang diumumkan: tidak ada sertifikat yang dapat"
            " terbit. Kembalikan kunci itu, atau umumkan yang baru (certificate-key --adopt)."
        )


def warnings() -> Iterator[str]:
    """Yield nothing."""
    yield from ()
