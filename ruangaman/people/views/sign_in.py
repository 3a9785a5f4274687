"""In and out: password, second step, passkey."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ruangaman.people.middleware import cookie_clear
from ruangaman.people.selectors.accounts import factors_of
from ruangaman.people.sign_in_forms import (
    PasskeySignInForm,
    PasswordAgainForm,
    SecondPasskeyForm,
    SecondStepForm,
    SignInForm,
)


class Unprocessable:
    """Answers a form that was refused with 422, as every page of this house does."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again."""
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]
        response: HttpResponse = self.render_to_response(  # type: ignore[attr-defined]
            context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return response


class SignIn(Unprocessable, LoginView):  # type: ignore[misc]
    """User name and password."""

    form_class = SignInForm


class PasswordAgain(Unprocessable, ReauthenticateView):  # type: ignore[misc]
    """The password once more."""

    form_class = PasswordAgainForm


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """A code or a passkey after the password."""

    form_class = SecondStepForm
    webauthn_form_class = SecondPasskeyForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again with 422."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which ways this account has."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "factors": factors_of(self.stage.login.user)}


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    """A passkey instead of a password. The challenge stands in the page: no script fetches it."""

    form_class = PasskeySignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page with a fresh challenge."""
        del args, kwargs
        data = {"request_options": begin_authentication(user=None)}
        return render(request, "account/passkey.html", {"js_data": data})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, and with it its open vault."""
    logout(request)
    response = redirect("account_login")
    cookie_clear(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def suspended(request: HttpRequest) -> HttpResponse:
    """Say that the account is suspended, to somebody who knew its password."""
    return render(request, "account/suspended.html", status=HTTPStatus.FORBIDDEN)
