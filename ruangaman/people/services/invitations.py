"""Invites people, and lets them in."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.clock import now
from ruangaman.core.instance import is_demo
from ruangaman.lib.vault import token_id
from ruangaman.people.faults import Refused
from ruangaman.people.models import Invitation, User
from ruangaman.people.selectors.invitations import invitation_open, invitations_open
from ruangaman.people.services.accounts import account_create
from ruangaman.people.services.grants import GrantSpec, spec_check

LIFETIME = dt.timedelta(days=7)
_TOKEN_BYTES = 32


def invitation_create(
    *, name: str, email: str, spec: GrantSpec, by: User | None
) -> tuple[Invitation, str]:
    """Invite a person; return the invitation and the token of its link, which is kept nowhere.

    An older open invitation to the same address ends. ``Refused`` in a demo installation, for
    an address that has an account, and for a role without its team.
    """
    email = email.lower()
    if is_demo():
        raise Refused(_("Ini contoh. Orang nyata tidak dapat diundang ke sini."))
    if User.objects.filter(email=email).exists():
        raise Refused(_("Sudah ada akun dengan surel ini."))
    spec_check(spec)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with transaction.atomic():
        invitations_open().filter(email=email).update(revoked_at=now())
        invitation = Invitation.objects.create(
            token=token_id(token.encode()),
            email=email,
            name=name,
            role=spec.role,
            team=spec.team,
            unit_code=spec.unit_code,
            invited_by=by,
            expires_at=now() + LIFETIME,
        )
        _record("invitation_created", invitation, by)
    return invitation, token


def invitation_accept(*, token: str, username: str, password: str) -> User:
    """Make the account that the link ``token`` invites to.

    Raises ``InvitationClosed`` for a link that is unknown, used, revoked or older than seven
    days, and ``Refused`` for a user name that is taken. A link works once.
    """
    with transaction.atomic():
        invitation = invitation_open(token, lock=True)
        user = account_create(
            username=username,
            email=invitation.email,
            name=invitation.name,
            password=password,
            roles=[GrantSpec(invitation.role, invitation.team, invitation.unit_code)],
            demo=False,
        )
        invitation.accepted_at = now()
        invitation.save(update_fields=["accepted_at"])
        _record("invitation_accepted", invitation, user)
    return user


def invitation_revoke(*, invitation: Invitation, by: User) -> None:
    """End an open invitation: its link no longer works."""
    with transaction.atomic():
        if invitations_open().filter(pk=invitation.pk).update(revoked_at=now()):
            _record("invitation_revoked", invitation, by)


def _record(action: str, invitation: Invitation, by: User | None) -> None:
    audit_record(
        actor=by.pk if by else None,
        action=action,
        subject=subject_of("invitation", invitation.pk.bytes),
        detail={"role": invitation.role},
    )
