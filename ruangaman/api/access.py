"""Who may ask: a key that works, has the scope, and has not asked too often."""

from __future__ import annotations

from django.http import HttpRequest

from ruangaman.api.models import Key
from ruangaman.api.selectors.keys import key_shown
from ruangaman.api.services.calls import call_take
from ruangaman.core.faults import TooMany


class NotInScope(Exception):
    """The key was not made for this."""


def key_let_in(request: HttpRequest, secret: str, scope: str) -> Key | None:
    """Return the key, or None for one that opens nothing; the request remembers it for the log.

    Raises ``TooMany`` and ``NotInScope``. What is not in its scope is counted too.
    """
    key = key_shown(secret)
    if key is None:
        return None
    request.api_key = key  # type: ignore[attr-defined]
    if wait := call_take(key_id=key.pk):
        raise TooMany(wait)
    if scope not in key.scopes:
        raise NotInScope
    return key


def key_of(request: HttpRequest) -> Key | None:
    """Return the key that was let in, or refused with a reason of its own."""
    key: Key | None = getattr(request, "api_key", None)
    return key
