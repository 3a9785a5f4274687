"""Apps of codes, passkeys and recovery codes: added and removed, each with its audit event."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.access import user_of
from ruangaman.people.selectors.accounts import has_second_factor
from ruangaman.people.sign_in_forms import ActivateForm, AddPasskeyForm, RenamePasskeyForm
from ruangaman.people.views.sign_in import Unprocessable


@require_safe
@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """Ask an account without a second factor to choose one."""
    if has_second_factor(user_of(request)):
        return redirect("account")
    return render(request, "mfa/set_up.html")


class Recorded(Unprocessable):
    """Writes ``action`` as an audit event in the transaction of the change itself."""

    action = ""

    def form_valid(self, form: Any) -> HttpResponse:
        """Change, and record."""
        user = self.request.user  # type: ignore[attr-defined]
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            audit_record(
                actor=user.pk, action=self.action, subject=subject_of("user", user.pk.bytes)
            )
        return response


class ActivateTotp(Recorded, ActivateTOTPView):  # type: ignore[misc]
    """Add an app of codes."""

    form_class = ActivateForm
    action = "second_factor_added"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the secret in groups of four, for those who cannot scan."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
        return {**context, "secret_groups": groups}


class DeactivateTotp(Recorded, DeactivateTOTPView):  # type: ignore[misc]
    """Remove the app of codes."""

    action = "second_factor_removed"


class AddPasskey(Recorded, AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey."""

    form_class = AddPasskeyForm
    action = "second_factor_added"


class RenamePasskey(Recorded, EditWebAuthnView):  # type: ignore[misc]
    """Rename a passkey."""

    form_class = RenamePasskeyForm
    action = "passkey_renamed"
    success_url = reverse_lazy("account")


class RemovePasskey(Recorded, RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey."""

    action = "second_factor_removed"
    success_url = reverse_lazy("account")


class NewCodes(Recorded, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make ten new recovery codes; the old ones end."""

    action = "recovery_codes_made"


class ShowCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Show the recovery codes, once."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them, or say that they were shown."""
        raise_if_reauthentication_required(request, app="allauth.mfa")
        response: HttpResponse = super().get(request, *args, **kwargs)
        response.status_code = HTTPStatus.OK
        return response
