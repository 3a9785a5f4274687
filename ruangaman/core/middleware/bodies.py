"""The public surface reads a form whole, or not at all, and only one that is cheap to read."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

from ruangaman.core.faults import fault_page
from ruangaman.core.uploads import takes_file

MOST_ESCAPES = 60_000
"""``%XX`` in a form. The longest story in four-byte signs has 40,000; each takes 0.3 µs to read,
so a megabyte of them would take a tenth of a second."""


class WholeBodies:
    """Refuse a body that is too long, costly or cut short, before anybody looks into it.

    A body cut short by a broken connection would else be read as a form with half a story. A form
    with a file is left to ``Uploads``, and says itself that it came whole.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with 413 or 400 where the body cannot be taken."""
        if request.method == "POST" and not takes_file(request) and (code := body_fault(request)):
            return fault_page(code, request.path)
        return self._get_response(request)


def body_fault(request: HttpRequest) -> int:
    """Return the status to refuse a body with, or 0. Too long a one is not read."""
    try:
        body = request.body
    except RequestDataTooBig:
        return 413
    except UnreadablePostError:
        return 400
    if len(body) < _announced(request):
        return 400
    return 413 if body.count(b"%") > MOST_ESCAPES else 0


def _announced(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdecimal() else 0
