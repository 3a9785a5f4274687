"""A code of the second factor opens once: for every process, not for the one that saw it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core.exceptions import ValidationError
from django.db import transaction

from ruangaman.people.models import User
from ruangaman.people.services.failed_sign_ins import failed_sign_in_count

STEP = "step"
"""In ``Authenticator.data``: the 30-second step of the last code that was taken (RFC 6238, 5.2)."""


def code_once(*, user: User, check: Callable[[], Any], form: Any) -> str:
    """Return the code that ``check`` accepts, and use it up; ``ValidationError`` otherwise.

    The rows of the person's factors stay locked meanwhile, so that of two processes that are
    given the same code one refuses it. ``check`` leaves what it matched in ``form.authenticator``.
    """
    try:
        with transaction.atomic():
            list(Authenticator.objects.select_for_update().filter(user_id=user.pk))
            code = str(check())
            if form.authenticator.type == Authenticator.Type.TOTP:
                _step_take(form.authenticator, code)
    except ValidationError:
        failed_sign_in_count(user=user)  # after the transaction, which is taken back
        raise
    return code


def _step_take(app: Authenticator, code: str) -> None:
    """Remember the step of ``code``; it, and all before it, open nothing any more."""
    secret, last = decrypt(app.data["secret"]), app.data.get(STEP, 0)
    for step in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, step))
        if step > last and compare_user_code(actual=code, expected=expected):
            app.data[STEP] = step
            app.save(update_fields=["data"])
            return
    raise get_adapter().validation_error("incorrect_code")
