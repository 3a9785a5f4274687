"""allauth's forms with our sentences and without placeholders."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.people.forms import password_field, text_field
from ruangaman.people.selectors.accounts import has_second_factor
from ruangaman.people.services.second_factor import code_once

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}
_UNREADABLE = _("Passkey tidak terbaca. Coba lagi.")


class DeviceAnswer(forms.JSONField):
    """The answer of a device that holds a passkey, in a hidden field."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        """Use our sentence for whatever cannot be read."""
        super().__init__(error_messages={"required": _UNREADABLE, "invalid": _UNREADABLE})

    def to_python(self, value: Any) -> Any:
        """Return the answer; one that nests without end is not one."""
        try:
            return super().to_python(value)
        except RecursionError as fault:
            raise forms.ValidationError(_UNREADABLE) from fault


def _code_field(label: Any, help_text: Any) -> forms.CharField:
    return text_field(
        label,
        _("Ketik kode."),
        limit=20,
        widget=forms.TextInput(attrs=_CODE),
        help_text=help_text,
    )


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name or address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our fields in place of allauth's; the names stay ``login`` and ``password``."""
        super().__init__(*args, **kwargs)
        self.fields["login"] = text_field(
            _("Nama pengguna atau surel"),
            _("Ketik nama pengguna atau surel Anda."),
            limit=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"] = password_field(
            _("Kata sandi"), _("Ketik kata sandi Anda."), "current-password"
        )


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code. Each opens once, whatever process it comes to."""

    code = _code_field(
        _("Kode"), _("Enam angka dari aplikasi kode, atau salah satu kode cadangan Anda.")
    )

    def clean_code(self) -> str:
        """Return a code that is right and was not used before."""
        return code_once(user=self.user, check=super().clean_code, form=self)


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """Password and second factor once more, before something grave.

    Whoever has a passkey only gives a recovery code, or signs in again: that counts as well.
    """

    password = password_field(_("Kata sandi"), _("Ketik kata sandi Anda."), "current-password")
    code = _code_field(
        _("Kode"), _("Enam angka dari aplikasi kode, atau salah satu kode cadangan Anda.")
    )
    _emit_authentication_failed = AuthenticateForm._emit_authentication_failed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for a code where the account has a second factor; a demo does without."""
        super().__init__(*args, **kwargs)
        if not has_second_factor(self.user):
            del self.fields["code"]

    def clean_code(self) -> str:
        """Return a code that is right; beside a wrong password none is used up."""
        if "password" in self.errors:
            return ""
        check = partial(BaseAuthenticateForm.clean_code, self)
        return code_once(user=self.user, check=check, form=self)


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    code = _code_field(_("Kode dari aplikasi"), _("Enam angka yang sedang tampil."))


def _understood(check: Callable[[], Any]) -> Any:
    """Return what ``check`` makes of a passkey's answer; the library trips over made-up ones."""
    try:
        return check()
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise forms.ValidationError(_UNREADABLE) from fault


class SecondPasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""

    credential = DeviceAnswer()

    def clean_credential(self) -> Any:
        """Return the passkey that was used."""
        return _understood(super().clean_credential)


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of the password."""

    credential = DeviceAnswer()

    def clean_credential(self) -> Any:
        """Return the passkey that was used."""
        return _understood(super().clean_credential)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey: its name, and whether it alone is enough."""

    name = text_field(
        _("Nama passkey"),
        _("Beri nama."),
        limit=60,
        required=False,
        help_text=_("Supaya Anda mengenalinya nanti. Contoh: ponsel saya"),
    )
    passwordless = forms.BooleanField(
        label=_("Boleh masuk dengan passkey ini saja, tanpa kata sandi"), required=False
    )
    credential = DeviceAnswer()

    def clean(self) -> Any:
        """Check what the device answered."""
        return _understood(super().clean)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """A passkey's new name."""

    name = text_field(_("Nama passkey"), _("Beri nama."), limit=60)
