"""``/kunci/``: the pass-phrase opens the vault for one session, for a while."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import timezone

from ruangaman.people.models import RecipientKey, Unlocking
from ruangaman.people.services import vault
from ruangaman.people.slowdown import Slowdown
from ruangaman.people.tests.steps import (
    PASSPHRASE,
    actions,
    is_open,
    text_of,
    unlock,
    with_passphrase,
)
from tests.clients import StaffClient
from tests.world import World


@pytest.fixture
def maria(world: World, staff: StaffClient) -> StaffClient:
    """Maria, signed in; her key opens with ``PASSPHRASE``."""
    with_passphrase(world.keys["maria"], "maria")
    return world.sign_in(staff, "maria")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "typed", [PASSPHRASE, f"  {PASSPHRASE.upper()} ", "  ".join(PASSPHRASE.split())]
)
def test_the_pass_phrase_opens_in_any_case_and_spacing(maria: StaffClient, typed: str) -> None:
    assert unlock(maria, typed)["Location"] == "/"
    assert is_open(maria)
    assert actions() == ["vault_unlocked"]


def test_the_cookie_is_for_this_server_only(maria: StaffClient) -> None:
    cookie = unlock(maria).cookies["kunci"]
    assert len(bytes.fromhex(cookie.value)) == 32
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert not cookie["secure"]


def test_the_database_has_not_what_opens(maria: StaffClient, world: World) -> None:
    token = bytes.fromhex(unlock(maria).cookies["kunci"].value)
    row = Unlocking.objects.get()
    assert token[:8] not in bytes(row.pk) + bytes(row.wrapped)


def test_a_wrong_pass_phrase(maria: StaffClient) -> None:
    response = unlock(maria, "kelapa sawah nelayan bukit pagi pagi")
    assert response.status_code == 422
    assert "Frasa kunci tidak cocok." in text_of(response)
    assert not is_open(maria)
    assert not Unlocking.objects.exists()


@pytest.mark.parametrize("typed", ["", "  ", "x" * 100_000, "a\0b"])
def test_bad_input_gets_a_sentence(maria: StaffClient, typed: str) -> None:
    response = unlock(maria, typed)
    assert response.status_code == 422
    assert "Ada yang perlu diperbaiki" in text_of(response)


def test_guessing_is_slowed_for_this_person_only(world: World, maria: StaffClient) -> None:
    with_passphrase(world.keys["yosef"], "yosef")
    for _number in range(3):
        vault.attempts.attempt(world.maria.pk)
    response = unlock(maria)
    assert response.status_code == 422
    assert "Terlalu banyak percobaan. Coba lagi dalam" in text_of(response)
    yosef = world.sign_in(StaffClient(), "yosef")
    assert unlock(yosef).status_code == 302


def test_it_goes_on_to_where_one_was_going(maria: StaffClient) -> None:
    target = "/kasus/?keadaan=received"
    asked = maria.get("/kasus/?keadaan=received")
    assert asked["Location"] == f"/kunci/?next={quote(target, safe='')}"
    assert f'value="{target}"' in maria.get(asked["Location"]).content.decode()
    assert unlock(maria, next=target)["Location"] == target


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:1"])
def test_it_goes_nowhere_else(maria: StaffClient, target: str) -> None:
    assert unlock(maria, next=target)["Location"] == "/"


def test_idle_it_locks(maria: StaffClient) -> None:
    unlock(maria)
    idle = timezone.now() - dt.timedelta(minutes=settings.IDLE_LOCK_MINUTES, seconds=1)
    Unlocking.objects.update(used_at=idle)
    response = maria.get("/kunci/")
    assert "sedang terbuka" not in text_of(response)
    assert response.cookies["kunci"].value == ""
    assert not Unlocking.objects.exists()


def test_use_keeps_it_open(maria: StaffClient) -> None:
    unlock(maria)
    before = timezone.now() - dt.timedelta(minutes=settings.IDLE_LOCK_MINUTES - 1)
    Unlocking.objects.update(used_at=before)
    assert is_open(maria)
    assert Unlocking.objects.get().used_at > before


def test_unlocking_removes_what_has_run_out(world: World, maria: StaffClient) -> None:
    world.sign_in(StaffClient(), "yosef", unlock=True)
    Unlocking.objects.update(used_at=timezone.now() - dt.timedelta(days=1))
    unlock(maria)
    assert [row.key.user for row in Unlocking.objects.all()] == [world.maria]


def test_the_button_locks_at_once(maria: StaffClient) -> None:
    unlock(maria)
    response = maria.post("/kunci/tutup/")
    assert response["Location"] == "/"
    assert response.cookies["kunci"].value == ""
    assert not Unlocking.objects.exists()
    assert actions() == ["vault_unlocked", "vault_locked"]
    assert maria.get("/kunci/tutup/").status_code == 405


def test_the_cookie_of_another_session_opens_nothing(world: World, maria: StaffClient) -> None:
    unlock(maria)
    thief = world.sign_in(StaffClient(), "maria")
    thief.cookies["kunci"] = maria.cookies["kunci"].value
    assert not is_open(thief)
    colleague = world.sign_in(StaffClient(), "yosef")
    colleague.cookies["kunci"] = maria.cookies["kunci"].value
    assert not is_open(colleague)
    assert is_open(maria)


def test_a_row_moved_to_another_session_opens_nothing(world: World, maria: StaffClient) -> None:
    unlock(maria)
    thief = world.sign_in(StaffClient(), "maria")
    thief.cookies["kunci"] = maria.cookies["kunci"].value
    from ruangaman.people.sessions import session_hash

    Unlocking.objects.update(session_id=session_hash(thief.session.session_key))
    assert not is_open(thief)


@pytest.mark.parametrize("value", ["", "zz", "00", "00" * 32, "é"])
def test_a_made_up_cookie_opens_nothing(maria: StaffClient, value: str) -> None:
    maria.cookies["kunci"] = value
    assert not is_open(maria)


def test_a_replaced_key_and_another_secret_open_nothing(
    world: World, maria: StaffClient, settings: object
) -> None:
    unlock(maria)
    RecipientKey.objects.filter(user=world.maria).update(replaced_on=dt.date(2026, 11, 1))
    assert maria.get("/kasus/")["Location"].startswith("/kunci/")
    RecipientKey.objects.filter(user=world.maria).update(replaced_on=None)
    maria.cookies["kunci"] = ""
    unlock(maria)
    settings.SEAL_SECRET = bytes(32)  # type: ignore[attr-defined]
    assert not is_open(maria)


def test_the_pauses_grow_and_are_forgotten() -> None:
    now = [0.0]
    slow = Slowdown(lambda: now[0])
    assert [slow.attempt("maria") for _number in range(4)] == [0, 0, 0, 6]
    assert slow.attempt("yosef") == 0
    now[0] = 5.0
    assert slow.attempt("maria") == 0
    assert slow.attempt("maria") == 11
    now[0] = 4000.0
    assert slow.attempt("maria") == 0
    assert slow.attempt("maria") == 0
    slow.forgive("maria")
    assert [slow.attempt("maria") for _number in range(3)] == [0, 0, 0]
