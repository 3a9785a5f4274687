"""Which of the two surfaces answers."""

from __future__ import annotations

import gc
from contextlib import suppress

from django.conf import settings
from django.template import engines
from django.urls import Resolver404, resolve
from django.utils.translation import gettext, override


def is_public() -> bool:
    """Say whether this process answers as the public surface: no sign-in, no cookie."""
    return settings.SURFACE == "public" or settings.ROOT_URLCONF == "ruangaman.urls_public"


def heap_settle() -> None:
    """Get ready what every page needs, and set what is there aside from the search for garbage.

    It lives as long as the process, and the processes forked from this one share it. Looking
    through it again and again would make some pages with thousands of rows half as slow again,
    and copy pages of memory that processes share. Nor is it looked through once before: what that
    gives back are holes, and whoever fills one copies the page around it.
    """
    _read_ahead()
    gc.freeze()
    gc.enable()


def _read_ahead() -> None:
    """Read views, templates' tags and both languages, and compile every address."""
    engines.all()
    for language, _label in settings.LANGUAGES:
        with override(language), suppress(Resolver404):
            gettext("")
            resolve(f"/{language}/-/-/")
