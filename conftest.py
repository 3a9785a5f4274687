"""Fixtures for every test: one client for each surface, one world of named people."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from ruangaman.reporting import limits
from tests.clients import PublicClient, StaffClient
from tests.kept import kept
from tests.roles import roles_make
from tests.world import World, build, pinned

pytest_plugins = ["ruangaman.core.tests.flush", "tests.hashing", "tests.waking"]


settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # no test times a machine, not even by the way

_DATABASE = {"db", "transactional_db", "django_db_setup"}
_ELSEWHERE = ("tests/contracts/", "ruangaman/")
"""Whole installations, which have the database of this run, stand in other folders, and in ops."""

_STARTS_OTHERS = re.compile(r"subprocess|DATABASE_URL|tests\.house|psycopg|\bvendor\b|POSTGRESQL")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever is not let at the database, and starts no process that is, runs once."""
    for item in items:
        if not _asks_the_database(item):
            item.add_marker(pytest.mark.once)


def _asks_the_database(item: pytest.Item) -> bool:
    """Say so too when it only might: pytest-django stops every other test that tries."""
    path = item.path.relative_to(item.config.rootpath).as_posix()
    if item.get_closest_marker("django_db") or _DATABASE & set(getattr(item, "fixturenames", ())):
        return True
    return not path.startswith(_ELSEWHERE) or "/ops/" in path or _starts_others(item.path)


@cache
def _starts_others(path: Path) -> bool:
    return bool(_STARTS_OTHERS.search(path.read_text("utf-8")))


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
    world: World = kept("world", build)
    pinned()
    return world


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
