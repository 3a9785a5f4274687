"""allauth's forms with our sentences and without placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.people.forms import password_field, text_field

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}
_NO_CREDENTIAL = {
    "required": _("Passkey tidak terbaca. Coba lagi."),
    "invalid": _("Passkey tidak terbaca. Coba lagi."),
}


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


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something grave."""

    password = password_field(_("Kata sandi"), _("Ketik kata sandi Anda."), "current-password")


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""

    code = _code_field(
        _("Kode"), _("Enam angka dari aplikasi kode, atau salah satu kode cadangan Anda.")
    )


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    code = _code_field(_("Kode dari aplikasi"), _("Enam angka yang sedang tampil."))


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
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages=_NO_CREDENTIAL)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """A passkey's new name."""

    name = text_field(_("Nama passkey"), _("Beri nama."), limit=60)
