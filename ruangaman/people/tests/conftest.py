"""Fixtures of this room: nothing is remembered between tests, and a demo when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache

from ruangaman.core.models import Instance
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.adapters import MFAAdapter
from ruangaman.people.models import (
    RecipientKey,
    Role,
    RoleGrant,
    User,
)
from ruangaman.people.services import vault
from ruangaman.people.slowdown import Slowdown
from tests.world import TOTP_SECRET, World, seed_of


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget attempts, codes used, and limits of earlier tests."""
    cache.clear()
    monkeypatch.setattr(vault, "attempts", Slowdown())


@pytest.fixture
def demo(db: None) -> Iterator[None]:
    """A demo installation."""
    Instance.objects.update_or_create(pk=1, defaults={"demo": True})
    settings.DEMO_MARK.touch()
    yield
    settings.DEMO_MARK.unlink()


@pytest.fixture
def newcomer(world: World) -> User:
    """Somebody the administrator invited into UPTD PPA, with a key of her own."""
    user = User.objects.create(username="nona", email="nona@contoh.id", name="Nona")
    RoleGrant.objects.create(user=user, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    data = {"secret": MFAAdapter().encrypt(TOTP_SECRET)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    public = KeyPair(seed_of("nona")).public.raw
    key = RecipientKey.objects.create(user=user, public=public, wrapped=b"")
    world.people["nona"], world.keys["nona"] = user, key
    return user
