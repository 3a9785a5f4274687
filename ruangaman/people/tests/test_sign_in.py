"""``/masuk/``: password, second step, recovery code."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.utils.module_loading import import_string

from ruangaman import settings as installed
from ruangaman.people.models import Session
from ruangaman.people.sessions import session_hash
from ruangaman.people.tests.steps import (
    actions,
    enter,
    give_password,
    text_of,
    totp,
    without_second_factor,
)
from tests.clients import StaffClient
from tests.world import PASSWORD, TOTP_SECRET, World


def test_a_stranger_is_asked_to_sign_in(db: None, staff: StaffClient) -> None:
    response = staff.get("/")
    assert response.status_code == 302
    assert response["Location"] == "/masuk/?next=/"


@pytest.mark.parametrize(("prefix", "title"), [("", "Masuk"), ("/en", "Sign in")])
def test_the_page_has_the_fields_others_rely_on(
    db: None, staff: StaffClient, prefix: str, title: str
) -> None:
    page = staff.get(f"{prefix}/masuk/").content.decode()
    assert 'name="login"' in page
    assert 'name="password"' in page
    assert f"<title>{title} - Ruang Aman</title>" in page


@pytest.mark.parametrize("login", ["maria", "MARIA", "maria@contoh.id", " maria "])
def test_password_and_code_lead_in(world: World, staff: StaffClient, login: str) -> None:
    response = give_password(staff, login)
    assert response["Location"] == "/masuk/dua-langkah/"
    assert staff.get("/")["Location"].startswith("/masuk/")
    response = staff.post("/masuk/dua-langkah/", {"code": totp()})
    assert response["Location"] == "/"
    assert "Halo, Maria" in text_of(staff.get("/"))
    assert actions() == ["signed_in"]


def test_the_way_back_is_kept_and_foreign_ones_are_not(world: World, staff: StaffClient) -> None:
    give_password(staff, "anton", next="/pengguna/")
    assert staff.post("/masuk/dua-langkah/", {"code": totp()})["Location"] == "/pengguna/"
    other = StaffClient()
    give_password(other, "dewi", next="https://jahat.example/")
    assert other.post("/masuk/dua-langkah/", {"code": totp()})["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_look_the_same(
    world: World, staff: StaffClient
) -> None:
    wrong = give_password(staff, "maria", "bukan kata sandinya")
    unknown = give_password(staff, "entah", "bukan kata sandinya")
    for response in (wrong, unknown):
        assert response.status_code == 422
        assert "Nama pengguna atau kata sandi tidak cocok." in text_of(response)


@pytest.mark.parametrize(
    ("login", "password"),
    [("", ""), ("a" * 100_000, "b" * 100_000), ("ma\0ria", "x\0y"), ("\u202emaria", "🙂")],
)
def test_bad_input_gets_a_sentence(
    world: World, staff: StaffClient, login: str, password: str
) -> None:
    response = give_password(staff, login, password)
    assert response.status_code == 422
    assert "Ada yang perlu diperbaiki" in text_of(response)


def test_a_wrong_code_does_not_lead_in(world: World, staff: StaffClient) -> None:
    give_password(staff, "maria")
    response = staff.post("/masuk/dua-langkah/", {"code": "000000"})
    assert response.status_code == 422
    assert "Kode tidak cocok." in text_of(response)
    assert staff.get("/").status_code == 302


def test_a_code_works_once(world: World, staff: StaffClient) -> None:
    code = totp()
    give_password(staff, "maria")
    staff.post("/masuk/dua-langkah/", {"code": code})
    other = StaffClient()
    give_password(other, "maria")
    assert other.post("/masuk/dua-langkah/", {"code": code}).status_code == 422


def test_nor_in_another_process_or_a_minute_later(world: World, staff: StaffClient) -> None:
    """Another process has an empty memory of its own; the row of the app is what counts."""
    code = totp()
    give_password(staff, "maria")
    staff.post("/masuk/dua-langkah/", {"code": code})
    cache.clear()
    other = StaffClient()
    give_password(other, "maria")
    again = other.post("/masuk/dua-langkah/", {"code": code})
    assert again.status_code == 422
    assert "Kode tidak cocok." in text_of(again)
    assert other.get("/").status_code == 302


def test_a_code_before_the_one_used_opens_nothing(world: World, staff: StaffClient) -> None:
    step = int(time.time()) // 30
    give_password(staff, "maria")
    later = format_hotp_value(hotp_value(TOTP_SECRET, step + 1))
    assert staff.post("/masuk/dua-langkah/", {"code": later}).status_code == 302
    other = StaffClient()
    give_password(other, "maria")
    assert other.post("/masuk/dua-langkah/", {"code": totp()}).status_code == 422


def test_a_recovery_code_leads_in_once(world: World, staff: StaffClient) -> None:
    code = RecoveryCodes.activate(world.maria).get_unused_codes()[0]
    give_password(staff, "maria")
    assert staff.post("/masuk/dua-langkah/", {"code": code})["Location"] == "/"
    other = StaffClient()
    give_password(other, "maria")
    assert other.post("/masuk/dua-langkah/", {"code": code}).status_code == 422


def test_signing_in_changes_the_session(world: World, staff: StaffClient) -> None:
    give_password(staff, "maria")
    before = staff.session.session_key
    staff.post("/masuk/dua-langkah/", {"code": totp()})
    assert staff.session.session_key != before
    assert not Session.objects.filter(pk=session_hash(before)).exists()


def test_guessing_one_name_is_slowed_and_nobody_else(world: World, staff: StaffClient) -> None:
    for _number in range(5):
        give_password(staff, "maria", "salah salah salah")
    assert "Terlalu banyak percobaan." in text_of(give_password(staff, "maria"))
    assert give_password(staff, "yosef").status_code == 302
    elsewhere = staff.post(
        "/masuk/", {"login": "maria", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7"
    )
    assert elsewhere.status_code == 302


def test_a_suspended_person_cannot_sign_in(world: World, staff: StaffClient) -> None:
    world.maria.is_active = False
    world.maria.save()
    response = give_password(staff, "maria")
    assert response["Location"] == "/masuk/ditangguhkan/"
    page = staff.get("/masuk/ditangguhkan/")
    assert page.status_code == 403
    assert "ditangguhkan" in text_of(page)
    assert staff.get("/").status_code == 302


def test_a_demo_needs_the_password_only(world: World, demo: None, staff: StaffClient) -> None:
    without_second_factor(world.maria)
    assert give_password(staff, "maria")["Location"] == "/"
    assert staff.get("/").status_code == 200


def test_signing_out_is_a_post(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    assert staff.get("/keluar/").status_code == 405
    key = staff.session.session_key
    response = staff.post("/keluar/")
    assert response["Location"] == "/masuk/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(pk=session_hash(key)).exists()
    assert staff.get("/").status_code == 302


def test_secrets_of_the_second_factor_are_not_in_the_open(world: World) -> None:
    row = Authenticator.objects.get(user=world.maria)
    assert "JBSWY3DP" not in str(row.data)


@pytest.mark.parametrize("path", ["/signup/", "/masuk/daftar/", "/akun/surel/", "/password/reset/"])
def test_there_is_no_sign_up_and_no_reset(db: None, staff: StaffClient, path: str) -> None:
    assert staff.get(path).status_code == 404


def test_a_passkey_page_asks_nobody_elses_server(world: World, staff: StaffClient) -> None:
    response = staff.get("/masuk/passkey/")
    page = response.content.decode()
    assert '"challenge"' in page
    assert "<script>" not in page
    assert staff.post("/masuk/passkey/", {"credential": "{}"}).status_code == 302
    assert staff.post("/masuk/passkey/", {"credential": "bukan json"}).status_code == 302
    assert staff.get("/").status_code == 302


def test_too_many_tries_are_answered_with_a_page(
    world: World, staff: StaffClient, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    give_password(staff, "maria", "")
    response = give_password(staff, "maria", "")
    assert response.status_code == 429
    assert "Retry-After" in response.headers


def test_an_installation_stretches_passwords_with_the_whole_cost() -> None:
    """Only tests stretch them less."""
    (hasher,) = installed.PASSWORD_HASHERS
    assert import_string(hasher) is Argon2PasswordHasher
    algorithm, _, _, cost, *_ = Argon2PasswordHasher().encode(PASSWORD, "garam dapur").split("$")
    assert (algorithm, cost) == ("argon2", "m=102400,t=2,p=8")
