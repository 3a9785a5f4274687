"""Decorators that keep a page for those it is for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ruangaman.people import permissions
from ruangaman.people.models import User
from ruangaman.people.readers import Reader

View = Callable[..., HttpResponse]


def role_required(*roles: str) -> Callable[[View], View]:
    """Keep a page for holders of one of ``roles``: 403 for others, sign-in for strangers."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not permissions.holds_role(request.user, roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def reader_required(view: View) -> View:
    """Keep a page for people whose vault is open; others go to unlock it first."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may_hold_key(request.user):
            raise PermissionDenied
        if getattr(request, "reader", None) is None:
            return to_unlock(request)
        return view(request, *args, **kwargs)

    return guarded


def user_of(request: HttpRequest) -> User:
    """Return who is signed in; ``PermissionDenied`` (403) if nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def reader_of(request: HttpRequest) -> Reader:
    """Return who reads now; ``PermissionDenied`` (403) while the vault is closed."""
    reader: Reader | None = getattr(request, "reader", None)
    if reader is None:
        raise PermissionDenied
    return reader


def to_unlock(request: HttpRequest) -> HttpResponseRedirect:
    """Return the way to the pass-phrase, and back to this page after it."""
    return HttpResponseRedirect(
        f"{reverse('vault_unlock')}?{urlencode({'next': request.get_full_path()})}"
    )
