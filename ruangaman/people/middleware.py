"""Middleware of the staff surface: the second factor is set up, the vault opens and closes."""

from __future__ import annotations

import binascii
from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from ruangaman.core.instance import is_demo
from ruangaman.core.problems import MACHINES
from ruangaman.people.readers import Reader
from ruangaman.people.selectors.accounts import has_second_factor
from ruangaman.people.services.vault import COOKIE, session_resume

GetResponse = Callable[[HttpRequest], HttpResponse]

BEFORE_SECOND_FACTOR = frozenset(
    {
        "healthz",
        "metrics",
        "second_factor",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_logout",
        "account_reauthenticate",
    }
)
"""Names of the only pages an account without a second factor may use."""


class SecondFactor:
    """Sends accounts without a second factor to set one up. A demo does without."""

    def __init__(self, get_response: GetResponse) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the inner response."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Redirect, or let the view answer."""
        match = request.resolver_match
        if match is None or match.view_name in BEFORE_SECOND_FACTOR or _by_key(request):
            return None
        user = request.user
        if not user.is_authenticated:
            return None
        if has_second_factor(user) or is_demo():
            return None
        return HttpResponseRedirect(reverse("second_factor"))

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Ask for the password again, without keeping the request as allauth would.

        allauth puts a POST with its headers and address into the session; here the person
        comes back to the page and presses once more.
        """
        if not isinstance(fault, ReauthenticationRequired):
            return None
        if not request.user.is_authenticated:
            return HttpResponseRedirect(reverse(settings.LOGIN_URL))
        target = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{target}")


class UnlockedVault:
    """Sets ``request.reader`` for a session whose vault is open, and for this request only."""

    def __init__(self, get_response: GetResponse) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a cookie that opens nothing any more is taken away."""
        given = "" if _by_key(request) else request.COOKIES.get(COOKIE, "")
        reader = _reader(request, given) if given else None
        request.reader = reader  # type: ignore[attr-defined]
        try:
            response = self._get_response(request)
        finally:
            request.reader = None  # type: ignore[attr-defined]
        if given and reader is None and COOKIE not in response.cookies:
            cookie_clear(response)
        return response


def _by_key(request: HttpRequest) -> bool:
    """Say whether a program asks, by a key of its own: no session is looked at there."""
    return request.path.startswith(MACHINES)


def cookie_set(response: HttpResponse, token: bytes) -> None:
    """Hand the browser the value that opens the vault, until it closes."""
    response.set_cookie(
        COOKIE, token.hex(), httponly=True, secure=settings.HTTPS, samesite="Strict"
    )


def cookie_clear(response: HttpResponse) -> None:
    """Take the value away from the browser."""
    response.delete_cookie(COOKIE, samesite="Strict")


def _reader(request: HttpRequest, given: str) -> Reader | None:
    user, session_key = request.user, request.session.session_key
    if not user.is_authenticated or not session_key:
        return None
    try:
        token = binascii.unhexlify(given)
    except (binascii.Error, ValueError):
        return None
    return session_resume(user=user, token=token, session_key=session_key)
