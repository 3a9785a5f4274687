"""Limits on signing in: in memory only, and nobody is locked out by somebody beside her."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as house
from django.core.cache import cache
from django.db import connection

from ruangaman.people.tests.steps import text_of
from tests.clients import StaffClient
from tests.world import PASSWORD, World

OFFICE = "192.0.2.77"
WRONG = "bukan kata sandinya"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


def sign_in(staff: StaffClient, login: str, password: str = PASSWORD, **more: Any) -> Any:
    return staff.post(
        "/masuk/", {"login": login, "password": password}, **{"REMOTE_ADDR": OFFICE, **more}
    )


def test_one_persons_wrong_passwords_lock_nobody_out_behind_the_same_address(
    world: World, staff: StaffClient
) -> None:
    for _ in range(150):
        sign_in(staff, "maria", WRONG)
    assert "Terlalu banyak percobaan." in text_of(sign_in(staff, "maria"))
    for name in ("yosef", "anton", "dewi"):
        assert sign_in(StaffClient(), name).status_code == 302


def test_wrong_passwords_do_not_close_the_way_in_by_passkey(
    world: World, staff: StaffClient
) -> None:
    for _ in range(20):
        sign_in(staff, "maria", WRONG)
    page = StaffClient().get("/masuk/passkey/", REMOTE_ADDR=OFFICE)
    assert page.status_code == 200
    assert '"challenge"' in page.content.decode()


def test_behind_a_trusted_proxy_one_address_does_not_slow_another(
    world: World, staff: StaffClient, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = 1
    proxy = {"REMOTE_ADDR": "127.0.0.1"}
    for _ in range(6):
        sign_in(staff, "maria", WRONG, **proxy, HTTP_X_FORWARDED_FOR=OFFICE)
    elsewhere = {**proxy, "HTTP_X_FORWARDED_FOR": f"{OFFICE}, 198.51.100.2"}
    assert sign_in(staff, "maria", **elsewhere).status_code == 302


def everything_stored() -> Iterator[str]:
    """Yield every row of every table as text."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield " ".join(
                    str(bytes(one) if isinstance(one, memoryview) else one) for one in row
                )


def test_no_address_is_stored_or_logged(
    world: World, staff: StaffClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for _ in range(7):
        sign_in(staff, "maria", WRONG)
    assert sign_in(staff, "yosef").status_code == 302
    assert sign_in(StaffClient(), "entah", WRONG).status_code == 422
    stored = list(everything_stored())
    assert any("maria@contoh.id" in row for row in stored)
    assert not [row for row in stored if OFFICE in row or "192.0.2" in row]
    assert OFFICE not in caplog.text


def test_the_counters_stand_in_memory_and_have_room() -> None:
    """Where they did not, a flood of invented names would push out those that count."""
    (kept,) = house.CACHES.values()
    assert kept["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    for number in range(5000):
        cache.set(f"name-{number}", [1.0], 300)
    assert cache.get("name-0") == [1.0]
    cache.clear()
