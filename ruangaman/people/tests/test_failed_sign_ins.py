"""Sign-ins that fail are counted by account and hour, and told to whom they concern."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.people.models import FailedSignIns
from ruangaman.people.selectors.failed_sign_ins import MANY, MANY_UNKNOWN
from ruangaman.people.services.failed_sign_ins import (
    KEPT,
    failed_sign_in_count,
    failed_sign_ins_record,
)
from ruangaman.people.services.second_factor import code_once
from ruangaman.people.tests.steps import text_of
from tests.clients import StaffClient
from tests.world import PASSWORD, World

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


def tries(login: str, password: str = "bukan ini") -> Any:
    cache.clear()
    return StaffClient().post("/masuk/", {"login": login, "password": password})


def earlier(by: dt.timedelta) -> None:
    for row in FailedSignIns.objects.all():
        FailedSignIns.objects.filter(pk=row.pk).update(hour=row.hour - by)


def counts() -> dict[str, int]:
    rows = FailedSignIns.objects.select_related("user")
    return {row.user.username if row.user else "": row.count for row in rows}


def test_wrong_passwords_and_codes_are_counted_by_name_and_address(world: World) -> None:
    for login in ("maria", "MARIA", world.maria.email, "tidak-ada", "x" * 300, "a\0b", ""):
        tries(login)
    assert tries("maria", PASSWORD).status_code == 302
    assert counts()["maria"] == 3
    assert counts()[""] >= 1


def test_a_wrong_code_is_counted_although_its_transaction_is_taken_back(world: World) -> None:
    def wrong() -> str:
        raise ValidationError("x")

    with pytest.raises(ValidationError):
        code_once(user=world.maria, check=wrong, form=None)
    assert counts() == {"maria": 1}


def test_the_person_sees_it_and_nobody_else_s(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "maria")
    assert "Tidak ada percobaan masuk yang gagal" in text_of(staff.get("/akun/"))
    for _ in range(3):
        tries("maria")
        tries("yosef")
    page = text_of(staff.get("/akun/"))
    assert "3 kali gagal masuk sejak" in page
    assert "Bila itu bukan Anda" in page
    assert "3 times since" in text_of(staff.get("/en/akun/"))


def test_many_alarm_the_administrator_only(world: World, staff: StaffClient) -> None:
    for _ in range(MANY - 1):
        failed_sign_in_count(user=world.maria)
    for _ in range(MANY_UNKNOWN - 1):
        failed_sign_in_count(user=None)
    world.sign_in(staff, "anton")
    assert "gagal masuk" not in text_of(staff.get("/"))
    failed_sign_in_count(user=world.maria)
    failed_sign_in_count(user=None)
    page = text_of(staff.get("/"))
    assert f"{world.maria.name}: {MANY} kali gagal masuk dalam 24 jam" in page
    assert f"{MANY_UNKNOWN} kali dicoba masuk dengan nama yang tidak ada" in page
    assert f"{MANY} kali gagal masuk" in text_of(staff.get(f"/pengguna/{world.maria.pk}/"))
    other = StaffClient()
    world.sign_in(other, "dewi")
    assert "gagal masuk" not in text_of(other.get("/"))
    earlier(25 * HOUR)
    assert "gagal masuk dalam" not in text_of(staff.get("/"))


def test_an_hour_is_one_event_without_name_or_address_and_unknown_names_are_none(
    world: World,
) -> None:
    for _ in range(4):
        tries("maria")
        tries("siapa-ini")
    assert failed_sign_ins_record() == 0, "the hour is not over"
    earlier(HOUR)
    assert (failed_sign_ins_record(), failed_sign_ins_record()) == (1, 0)
    (event,) = AuditEvent.objects.filter(action="sign_in_failed")
    assert (event.actor, event.detail["count"]) == (None, 4)
    assert set(event.detail) == {"count", "hour"}
    assert "maria" not in str(event.detail)
    failed_sign_in_count(user=world.maria)
    earlier(KEPT)
    failed_sign_ins_record()
    assert not FailedSignIns.objects.filter(hour__lt=timezone.now() - KEPT).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="two writers at once need a server")
def test_two_processes_lose_no_attempt(world: World) -> None:
    """Each thread has a connection of its own, as two processes have."""
    begin = threading.Barrier(4)

    def guess() -> None:
        begin.wait()
        for _ in range(25):
            failed_sign_in_count(user=world.maria)
            failed_sign_in_count(user=None)
        connection.close()

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    totals: dict[str, int] = {}
    for row in FailedSignIns.objects.select_related("user"):
        name = row.user.username if row.user else ""
        totals[name] = totals.get(name, 0) + row.count
    assert totals == {"maria": 100, "": 100}
