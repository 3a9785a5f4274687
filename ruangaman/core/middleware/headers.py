"""Headers that keep what is shown private, and the public surface without cookies."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ruangaman.core.surface import is_public

logger = logging.getLogger(__name__)

_DENIED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer",
    "microphone", "midi", "payment", "serial", "storage-access", "usb",
)  # fmt: skip
_PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
_PRIVATE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


class PrivateHeaders:
    """Set the headers of every dynamic answer; static files are answered before it is reached.

    A view that answers programs, and compares ETags, sets ``asked_again``: they may keep what they
    got, and ask each time whether it is still so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the inner response under private headers."""
        response = self._get_response(request)
        for name, value in _PRIVATE.items():
            response.headers[name] = value
        if getattr(response, "asked_again", False):
            response.headers["Cache-Control"] = "private, no-cache"
        public = is_public()
        response.headers["Permissions-Policy"] = permissions_policy(passkeys=not public)
        if public:
            _without_cookies(response)
        return response


def permissions_policy(*, passkeys: bool) -> str:
    """Return a policy that denies every power of the browser; staff may sign in with a passkey.

    Only names that Chromium knows: each byte counts on the first load.
    """
    allowed = "(self)" if passkeys else "()"
    denied = [f"{feature}=()" for feature in _DENIED]
    return ", ".join([*denied, *(f"{feature}={allowed}" for feature in _PASSKEYS)])


def _without_cookies(response: HttpResponse) -> None:
    if response.cookies:
        logger.error("a public answer wanted to set a cookie; it was removed")
        response.cookies.clear()
    if "Vary" in response.headers:
        names = [name.strip() for name in response.headers["Vary"].split(",")]
        kept = [name for name in names if name.lower() != "cookie"]
        response.headers["Vary"] = ", ".join(kept)
        if not kept:
            del response.headers["Vary"]
