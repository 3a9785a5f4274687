"""One's own account, and the first page."""

from __future__ import annotations

from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.people import permissions
from ruangaman.people.access import user_of
from ruangaman.people.forms import PasswordForm, posted
from ruangaman.people.middleware import cookie_clear
from ruangaman.people.models import Role
from ruangaman.people.selectors import recovery_key
from ruangaman.people.selectors.accounts import factors_of, has_key
from ruangaman.people.selectors.failed_sign_ins import (
    MANY_UNKNOWN,
    accounts_tried,
    failures_of,
    unknown_tried,
)
from ruangaman.people.selectors.receiver_alarms import teams_few
from ruangaman.people.selectors.receivers import candidate_of
from ruangaman.people.services.accounts import password_change
from ruangaman.people.services.sessions import sign_out_everywhere


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Say what to do next, who is signed in, and how her key stands."""
    user = user_of(request)
    administers = permissions.may_manage_accounts(user)
    unknown = unknown_tried() if administers else 0
    responsible = permissions.holds_role(user, [Role.SUPERVISOR, Role.ADMINISTRATOR])
    return render(
        request,
        "staff/home.html",
        {
            "has_key": has_key(user),
            "waiting": candidate_of(user),
            "few": teams_few(user),
            "no_recovery": responsible and recovery_key() is None,
            "tried": accounts_tried() if administers else [],
            "unknown_tried": unknown if unknown >= MANY_UNKNOWN else 0,
            "supervises": permissions.holds_role(user, [Role.SUPERVISOR]),
            "desk": permissions.holds_role(
                user, [Role.CASE_WORKER, Role.FOCAL_POINT, Role.EXAMINER]
            ),
            "administers": administers,
            "officer": permissions.holds_role(user, [Role.DPO, Role.STATISTICS]),
            "watches": permissions.holds_role(user, [Role.COORDINATOR, Role.HEAD_OF_DINAS]),
            "partner": permissions.holds_role(user, [Role.PARTNER]),
        },
    )


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show one's roles, ways to sign in, and key."""
    context = {
        "grants": user_of(request).grants.select_related("team"),
        "factors": factors_of(user_of(request)),
        "failed": failures_of(user_of(request)),
        "reads": permissions.may_hold_key(user_of(request)),
        "has_key": has_key(user_of(request)),
    }
    return render(request, "account/account.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; every session ends, this one too."""
    form = PasswordForm(posted(request), user=user_of(request))
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "account/password.html", {"form": form}, status=status)
    password_change(user=user_of(request), password=form.cleaned_data["password"])
    return _signed_out(request, _("Kata sandi sudah diganti. Silakan masuk lagi."))


@require_POST
@login_required
def everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every device, this one too."""
    sign_out_everywhere(user=user_of(request), by=user_of(request))
    return _signed_out(request, _("Anda sudah keluar dari semua perangkat."))


def _signed_out(request: HttpRequest, message: str) -> HttpResponse:
    logout(request, show_message=False)
    messages.success(request, message)
    response = redirect("account_login")
    cookie_clear(response)
    return response
