"""What every page is told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from ruangaman.core.instance import is_demo

_ENGLISH = "/en"


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the exit address, the demo banner and the way to the other language."""
    return {
        "exit_url": settings.EXIT_URL,
        "demo": is_demo(),
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        **other_language(request.get_full_path()),
    }


def other_language(path: str) -> dict[str, str]:
    """Return address and name of the other language for the page at ``path``.

    ``/en//stranger.example`` must not become a link to a stranger.
    """
    if path.startswith(f"{_ENGLISH}/"):
        url, label = "/" + path.removeprefix(_ENGLISH).lstrip("/\\"), "Bahasa Indonesia"
    else:
        url, label = _ENGLISH + path, "English"
    return {"other_language_url": url, "other_language_label": label}
