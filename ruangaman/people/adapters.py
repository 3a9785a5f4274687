"""How django-allauth behaves in this house: our sentences, our records, nothing about devices."""

from __future__ import annotations

import base64
import time
from typing import Any

import segno
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.lib.sealing import derive
from ruangaman.lib.vault import session_unwrap, session_wrap
from ruangaman.people.models import User
from ruangaman.people.services.failed_sign_ins import account_named, failed_sign_in_count
from ruangaman.people.sessions import BEGUN, SessionStore

_WRONG_LOGIN = _("Nama pengguna atau kata sandi tidak cocok.")
_WRONG_CODE = _("Kode tidak cocok. Ketik kode yang sedang tampil.")
_WAIT = _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.")
_OWNER = b"second factor"

MESSAGES = {
    "mfa/messages/totp_activated.txt": _("Aplikasi kode sudah aktif."),
    "mfa/messages/totp_deactivated.txt": _("Aplikasi kode sudah dihapus."),
    "mfa/messages/webauthn_added.txt": _("Passkey sudah ditambahkan."),
    "mfa/messages/webauthn_removed.txt": _("Passkey sudah dihapus."),
    "account/messages/logged_out.txt": _("Anda sudah keluar."),
}
"""allauth's messages that we show, in our words. All others stay unsaid."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG_LOGIN,
        "username_password_mismatch": _WRONG_LOGIN,
        "incorrect_password": _("Kata sandi tidak cocok."),
        "too_many_login_attempts": _WAIT,
        "rate_limited": _WAIT,
        "incorrect_code": _WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: accounts are made by invitation."""
        del request
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session under a new id, and record it; sessions run out are removed."""
        with transaction.atomic():
            SessionStore.clear_expired()
            super().login(request, user)
            request.session[BEGUN] = int(time.time())
            audit_record(
                actor=user.pk, action="signed_in", subject=subject_of("user", user.pk.bytes)
            )

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password or an unknown name; the typed name is kept nowhere."""
        del request
        login = str(credentials.get("username") or credentials.get("email") or "")
        failed_sign_in_count(user=account_named(login))

    def is_safe_url(self, url: str | None) -> bool:
        """Say whether a way back stays on this host; one that cannot be read does not."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again only when this session itself is older than the time allowed."""
        request = context.request
        oldest = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(request, request.user)
        if any(record.get("at", 0) > oldest for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Ask for the password, which every account has."""
        if not user.is_authenticated:
            return []
        return [{"id": "reauthenticate", "url": reverse("account_reauthenticate")}]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show our own words for allauth's message, or nothing."""
        del message_context
        text = message or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that slows down guessing. It is kept in memory only."""
        return request.META.get("REMOTE_ADDR") or "-"

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: such letters would name an address and a browser."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Slow one name from one address, so that nobody can lock out somebody else."""
        login = credentials.get("email", credentials.get("username", "")).lower()
        return f"{self.get_client_ip(request)}:{login}"


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": _WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Return a secret of the second factor as the database may hold it."""
        sealed = session_wrap(
            text.encode(), _wrapping(), server_secret=settings.SEAL_SECRET, owner=_OWNER
        )
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what ``encrypt`` hid; ``VaultError`` under another server secret."""
        return session_unwrap(
            base64.b64decode(encrypted_text),
            _wrapping(),
            server_secret=settings.SEAL_SECRET,
            owner=_OWNER,
        ).decode()

    def get_totp_label(self, user: User) -> str:
        """Name the account in the app of codes by its user name, not by its address."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Return the code to scan as an SVG element without style attributes or data URIs."""
        code = segno.make(url, error="m", micro=False)
        svg = code.svg_inline(scale=5, border=4, svgclass=None, lineclass=None, light="#fff")
        return SafeString(svg)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """Propose a name for a new passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Say who asks for the passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def _wrapping() -> bytes:
    return derive(settings.SEAL_SECRET, "ruangaman second factor 1")
