"""What cannot be gone on with: forms altered, too old or junk, and reports that were deleted."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from ruangaman.core.context import other_language
from ruangaman.lib.carry import CarryError, CarryExpired
from ruangaman.lib.codename import Code
from ruangaman.reporting.selectors.ending import disposal_of

TYPED = ("cerita", "pertanyaan", "pesan", "dewasa")
LONGEST_SHOWN = 100_000
_TEMPLATE = "public/carried_refused.html"


def carried_refused(request: HttpRequest, fault: CarryError) -> HttpResponse:
    """Say what happened to a form that is not ours or too old; what was typed is shown again.

    A form without any text is answered with a page that was made before: junk has none, and a
    flood of it must not cost what people need.
    """
    expired = isinstance(fault, CarryExpired)
    typed = "\n\n".join(filter(None, (request.POST.get(name) for name in TYPED)))
    if not typed:
        page = _page_made(request.path, get_language() or settings.LANGUAGE_CODE, expired=expired)
        return HttpResponse(page, status=400)
    context = {"expired": expired, "typed": typed[:LONGEST_SHOWN]}
    return render(request, _TEMPLATE, context, status=400)


def disposed(request: HttpRequest, code: Code) -> HttpResponse | None:
    """Say to whoever has the code that the report was deleted, and when; None if it was not."""
    day = disposal_of(code)
    if day is None:
        return None
    return render(request, "public/mailbox/disposed.html", {"day": day}, status=410)


def altered(request: HttpRequest) -> HttpResponse:
    """Say that the rows of a mailbox are not as they were written."""
    return render(request, "public/mailbox/altered.html", status=409)


@lru_cache(maxsize=16)
def _page_made(path: str, language: str, *, expired: bool) -> str:
    """Return the page without text. Of the request only ``path`` is in it, without its query."""
    context = {"expired": expired, "exit_url": settings.EXIT_URL, "LANGUAGE_CODE": language}
    return render_to_string(_TEMPLATE, {**context, **other_language(path)})
