"""Reads accounts as their administrators and their holders see them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from ruangaman.people.models import Invitation, RecipientKey, RoleGrant, Team, User
from ruangaman.people.selectors.invitations import invitations_open

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
STATES = ("active", "suspended", "invited")
MOST_SEARCHED = 100


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person signs in with, beside her password."""

    totp: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int

    @property
    def any(self) -> bool:
        """Whether there is a second factor."""
        return bool(self.totp or self.passkeys)


def has_second_factor(user: User) -> bool:
    """Say whether an account has an app of codes or a passkey."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def factors_of(user: User) -> Factors:
    """Return the second factors of an account, passkeys by age."""
    rows = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        totp=next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
        passkeys=[row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def has_key(user: User) -> bool:
    """Say whether an account holds a key in use."""
    return key_id(user) is not None


def key_id(user: User) -> uuid.UUID | None:
    """Return the id of the key in use, if there is one."""
    keys = RecipientKey.objects.filter(user_id=user.pk, replaced_on=None)
    return keys.values_list("pk", flat=True).first()


def users_found(*, search: str, state: str) -> QuerySet[User]:
    """Return the accounts of a state whose name, user name or address has ``search``.

    Each has ``second_factor`` and ``key_in_use`` (yes or no) and its grants with their teams.
    """
    users = User.objects.annotate(
        second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)),
        key_in_use=Exists(RecipientKey.objects.filter(user=OuterRef("pk"), replaced_on=None)),
    ).prefetch_related(Prefetch("grants", RoleGrant.objects.select_related("team")))
    if state in ("active", "suspended"):
        users = users.filter(is_active=state == "active")
    return users.filter(_matches(search, "name", "username", "email")).order_by("name", "pk")


def invitations_found(*, search: str) -> QuerySet[Invitation]:
    """Return the open invitations whose name or address has ``search``, newest first."""
    rows = invitations_open().select_related("team", "invited_by")
    return rows.filter(_matches(search, "name", "email")).order_by("-expires_at")


def teams_active() -> QuerySet[Team]:
    """Return the active teams: receiving teams first, then focal points, by name."""
    return Team.objects.filter(active=True).order_by("kind", "name")


def teams_of_units(text: str, limit: int) -> list[Team]:
    """Return active focal-point teams by their unit's code, its name, or words of it."""
    teams = teams_active().filter(kind=Team.Kind.FOCAL_POINT)
    text = " ".join(text.replace("\0", "").split())
    named = Q(name__iexact=text) | Q(name__iexact=f"Fokal point {text}")
    for exact in (Q(unit_code=text), named):
        if found := list(teams.filter(exact)[:limit]):
            return found
    return list(teams.filter(_matches(text, "name", "unit_code"))[:limit]) if text else []


def _matches(search: str, *fields: str) -> Q:
    text = search.strip()[:MOST_SEARCHED].replace("\0", "")
    condition = Q()
    for word in text.split():
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        condition &= one
    return condition
