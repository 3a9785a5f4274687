"""The address to believe, before anything asks for it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ruangaman.core.sender import address_settle


class SenderAddress:
    """Settle ``REMOTE_ADDR`` by ``RUANGAMAN_TRUSTED_PROXIES``; sign-in limits read it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the inner response."""
        address_settle(request.META, proxies=settings.TRUSTED_PROXIES)
        return self._get_response(request)
