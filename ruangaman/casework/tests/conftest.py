"""Everybody at the desk signs in with two steps."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.utils import translation

from tests import world as people
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """Everybody, each with an app of codes."""
    built = people.build()
    for user in built.people.values():
        Authenticator.objects.get_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
        )
    return built


@pytest.fixture(autouse=True)
def indonesian() -> None:
    """Words are Indonesian, whatever the page before was."""
    translation.activate("id")
