"""Both surfaces over pages that fail, and a chain to tamper with."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from ruangaman import settings as house
from ruangaman.core.audit import audit_record
from ruangaman.core.triggers import triggers_remove


def _surface(settings, name: str) -> Client:
    settings.SURFACE = name
    settings.ROOT_URLCONF = "ruangaman.core.tests.pages"
    settings.MIDDLEWARE = house.PUBLIC_MIDDLEWARE if name == "public" else house._OUTER
    return Client(raise_request_exception=False)


@pytest.fixture(params=["public", "staff"])
def either(request, settings) -> Client:
    """A client of each surface in turn, without sign-in."""
    return _surface(settings, request.param)


@pytest.fixture
def reporter(settings) -> Client:
    """A client of the public surface."""
    return _surface(settings, "public")


@pytest.fixture
def worker(settings) -> Client:
    """A client of the staff surface, without sign-in."""
    return _surface(settings, "staff")


@pytest.fixture
def exports(settings, tmp_path) -> Path:
    """An empty folder for the daily exports."""
    settings.AUDIT_EXPORTS = tmp_path / "audit"
    return settings.AUDIT_EXPORTS


@pytest.fixture
def record(db, exports) -> Callable[[int], None]:
    """Record some events."""

    def some(count: int) -> None:
        for number in range(count):
            with transaction.atomic():
                audit_record(
                    actor=uuid.UUID(int=7), action="case_opened", detail={"position": number}
                )

    return some


@pytest.fixture
def owner(db) -> Callable[[str], None]:
    """Change the chain as the owner of the schema could: triggers gone, then any SQL."""

    def run(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    triggers_remove(connection)
    return run
