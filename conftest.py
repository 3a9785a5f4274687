"""Fixtures for every test: one client for each surface, one world of named people."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from ruangaman.reporting import limits
from tests.clients import PublicClient, StaffClient
from tests.roles import roles_make
from tests.world import World, build

pytest_plugins = ["ruangaman.core.tests.flush", "tests.waking"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nothing in ``lib`` knows a database."""
    for item in items:
        if "/ruangaman/lib/" in str(item.path):
            item.add_marker(pytest.mark.once)


@pytest.fixture
def public() -> PublicClient:
    """Somebody without an account, on the public surface."""
    return PublicClient()


@pytest.fixture
def staff() -> StaffClient:
    """A browser on the staff surface, not signed in."""
    return StaffClient()


@pytest.fixture
def world(db: None) -> World:
    """Everybody, in the database."""
    return build()


@pytest.fixture(autouse=True)
def indonesian() -> None:
    """Words are Indonesian, whatever the page of the test before was."""
    translation.activate("id")


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    """Nobody has sent or tried anything yet: limits are kept in memory, between tests too."""
    limits.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """On PostgreSQL, the clients of the two surfaces have only the rights of their roles."""
    with django_db_blocker.unblock():
        roles_make()
