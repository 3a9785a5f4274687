"""The public surface takes no form sent from another site."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_FOREIGN = frozenset({"cross-site", "same-site"})


class SameSitePosts:
    """Refuse what another site makes a browser send (Fetch Metadata, W3C; Origin, RFC 6454).

    There is no cookie to abuse; this keeps a stranger's page from filling in forms unseen.
    ``Origin: null`` is what a browser sends under our ``no-referrer`` policy, so it is taken.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise ``PermissionDenied`` (403)."""
        if request.method not in _SAFE and is_foreign(request):
            raise PermissionDenied
        return self._get_response(request)


def is_foreign(request: HttpRequest) -> bool:
    """Say whether another site made the browser send this request."""
    if request.headers.get("Sec-Fetch-Site", "").strip().lower() in _FOREIGN:
        return True
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        return False
    try:
        return urlsplit(origin).netloc.lower() != request.get_host().lower()
    except ValueError:
        return True
