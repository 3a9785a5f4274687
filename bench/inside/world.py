"""Make the people of the benchmarks. Nobody of them is real."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.db import transaction

from bench.inside import answer
from bench.inside.people import LEADER, RECEIVERS, seed_of, username
from ruangaman.lib.manifest import root_public
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.adapters import MFAAdapter
from ruangaman.people.models import RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.pinned import root_pin
from ruangaman.people.services.manifest import manifest_found

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def main() -> None:
    """Make the accounts, with second factors and keys."""
    team = Team.objects.get(kind=Team.Kind.UPTD_PPA)
    root = secrets.token_bytes(32)
    root_pin(root_public(root))
    with transaction.atomic():
        for number in range(RECEIVERS):
            receiver = account(username(number))
            RoleGrant.objects.create(user=receiver, role=Role.CASE_WORKER, team=team)
            RecipientKey.objects.create(
                user=receiver, public=KeyPair(seed_of(number)).public.raw, wrapped=b""
            )
        RoleGrant.objects.create(user=account(LEADER), role=Role.SUPERVISOR, team=team)
        manifest_found(seed=root, users=list(User.objects.filter(grants__role=Role.CASE_WORKER)))
    answer({"receivers": RECEIVERS})


def account(name: str) -> User:
    """Make an account with a second factor."""
    user = User(username=name, email=f"{name}@contoh.invalid", name=name.title())
    user.set_unusable_password()
    user.save()
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.TOTP,
        data={"secret": MFAAdapter().encrypt(TOTP_SECRET)},
    )
    return user


if __name__ == "__main__":
    main()
