"""Which of the two surfaces answers."""

from __future__ import annotations

import gc

from django.conf import settings
from django.urls import get_resolver


def is_public() -> bool:
    """Say whether this process answers as the public surface: no sign-in, no cookie."""
    return settings.SURFACE == "public" or settings.ROOT_URLCONF == "ruangaman.urls_public"


def heap_settle() -> None:
    """Import every view, and set what is there now aside from the search for garbage.

    It lives as long as the process. Looking through it again and again would make some pages with
    thousands of rows half as slow again, and copy pages of memory that processes share.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
