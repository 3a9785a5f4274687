"""Forms with a file: only at their own addresses, in memory, and not longer than a file may be."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ruangaman.core.faults import fault_page
from ruangaman.core.uploads import BUSY_HEADER, MOST_BODY, OneFile, takes_file


class Uploads:
    """Let one file be read at the addresses that take one. Everywhere else none is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer: 413 for a form announced too long, 411 without a length, 429 without room."""
        if not takes_file(request):
            return self._get_response(request)
        if BUSY_HEADER in request.headers:
            return fault_page(429, request.path)
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if not length.isdecimal():
            return fault_page(411, request.path)
        if int(length) > MOST_BODY:
            return fault_page(413, request.path)
        handler = OneFile(request)
        request.upload_handlers = [handler]
        try:
            return self._get_response(request)
        finally:
            handler.done()
