"""Reads invitations."""

from __future__ import annotations

from django.db.models import QuerySet

from ruangaman.core.clock import now
from ruangaman.lib.vault import token_id
from ruangaman.people.models import Invitation


class InvitationClosed(LookupError):
    """The link invites nobody: unknown, used, revoked or too old. Which one is not said."""


def invitations_open() -> QuerySet[Invitation]:
    """Return the invitations that can still be accepted."""
    return Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now())


def invitation_open(token: str, *, lock: bool = False) -> Invitation:
    """Return the invitation behind a link, or raise ``InvitationClosed``."""
    rows = invitations_open()
    if lock:
        rows = rows.select_for_update()
    invitation = rows.filter(token=token_id(token.encode())).first()
    if invitation is None:
        raise InvitationClosed
    return invitation
