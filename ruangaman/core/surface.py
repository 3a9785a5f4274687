"""Which of the two surfaces answers."""

from __future__ import annotations

from django.conf import settings


def is_public() -> bool:
    """Say whether this process answers as the public surface: no sign-in, no cookie."""
    return settings.SURFACE == "public" or settings.ROOT_URLCONF == "ruangaman.urls_public"
