"""Hands JSON to a gateway over HTTPS: what the adapters for SMS and WhatsApp have in common."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO, Any

from ruangaman.notify.letters import Reason, Result, accepted, later, never

TIMEOUT = 15.0
"""Seconds without an answer after which the gateway counts as unreachable."""

_SIGN_IN, _LATER = frozenset({401, 403}), frozenset({408, 425, 429})
_SERVER_FAULT = 500


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it would carry the token and the number to another place."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        """Go nowhere."""


def post(url: str, token: str, body: Mapping[str, Any]) -> Result:
    """Post ``body`` with the token as bearer (RFC 6750) and return what the gateway says to it."""
    request = urllib.request.Request(  # noqa: S310  settings allow https, and http to this machine
        url,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
        method="POST",
    )
    context = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    try:
        with urllib.request.build_opener(_StaysHere, context).open(request, timeout=TIMEOUT):
            return accepted()
    except urllib.error.HTTPError as answer:
        answer.close()
        return result_of(answer.code)
    except urllib.error.URLError as fault:
        tls = isinstance(fault.reason, ssl.SSLError)
        return later(Reason.TLS if tls else Reason.UNREACHABLE)
    except (OSError, http.client.HTTPException):
        return later(Reason.UNREACHABLE)


def result_of(status: int) -> Result:
    """Return what an HTTP status means: 400, 404, 410, 422 are about the number, 5xx pass."""
    if status in _SIGN_IN:
        return later(Reason.SIGN_IN)
    if status in _LATER:
        return later(Reason.BUSY)
    if status >= _SERVER_FAULT or status < 400:
        return later(Reason.UNREACHABLE)
    return never(Reason.RECIPIENT)
