"""The second factor is compulsory outside a demo; apps of codes, passkeys, recovery codes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from ruangaman.people.tests.steps import (
    actions,
    enter,
    give_password,
    text_of,
    totp,
    without_second_factor,
)
from tests.clients import StaffClient
from tests.world import PASSWORD, World


def secret_on(response: Any) -> str:
    """Return the secret that the page shows in groups of four."""
    found = re.search(r"<strong>([A-Z2-7 ]+)</strong>", response.content.decode())
    assert found
    return found[1].replace(" ", "")


@pytest.mark.parametrize("path", ["/", "/akun/", "/kunci/", "/kasus/", "/akun/kata-sandi/"])
def test_without_a_second_factor_every_way_leads_to_the_set_up(
    world: World, staff: StaffClient, path: str
) -> None:
    without_second_factor(world.maria)
    world.sign_in(staff, "maria", unlock=True)
    assert staff.get(path)["Location"] == "/akun/dua-langkah/"
    assert staff.post(path)["Location"] == "/akun/dua-langkah/"


def test_the_set_up_page_lets_one_out_and_speak_english(world: World, staff: StaffClient) -> None:
    without_second_factor(world.maria)
    world.sign_in(staff, "maria")
    assert staff.get("/akun/dua-langkah/").status_code == 200
    assert staff.get("/en/")["Location"] == "/en/akun/dua-langkah/"
    assert staff.post("/keluar/")["Location"] == "/masuk/"


def test_setting_up_an_app_of_codes(world: World, staff: StaffClient) -> None:
    without_second_factor(world.maria)
    give_password(staff, "maria")
    page = staff.get("/akun/aplikasi-kode/")
    assert page.status_code == 200
    secret = secret_on(page)
    response = staff.post("/akun/aplikasi-kode/", {"code": totp(secret)})
    assert response["Location"] == "/akun/kode-cadangan/"
    codes = re.findall(r"<li>(\d{8})</li>", staff.get("/akun/kode-cadangan/").content.decode())
    assert len(codes) == 10
    again = staff.get("/akun/kode-cadangan/")
    assert "tidak ditampilkan lagi" in text_of(again)
    assert not re.findall(r"<li>\d{8}</li>", again.content.decode())
    assert staff.get("/").status_code == 200
    assert actions() == ["signed_in", "second_factor_added"]
    assert secret not in str(Authenticator.objects.get(user=world.maria, type="totp").data)


def test_a_wrong_first_code_keeps_the_picture(world: World, staff: StaffClient) -> None:
    without_second_factor(world.maria)
    give_password(staff, "maria")
    secret = secret_on(staff.get("/akun/aplikasi-kode/"))
    response = staff.post("/akun/aplikasi-kode/", {"code": "000000"})
    assert response.status_code == 422
    assert secret_on(response) == secret
    assert not Authenticator.objects.filter(user=world.maria).exists()


def test_the_picture_needs_no_exception_of_the_policy(world: World, staff: StaffClient) -> None:
    without_second_factor(world.maria)
    give_password(staff, "maria")
    page = staff.get("/akun/aplikasi-kode/").content.decode()
    assert "<svg" in page
    assert "data:" not in page
    assert "style=" not in page


def test_an_old_session_is_asked_for_password_and_code_again(
    world: World, staff: StaffClient
) -> None:
    world.sign_in(staff, "maria")
    wanted = "/akun/aplikasi-kode/hapus/"
    assert staff.get(wanted)["Location"] == "/masuk/lagi/?next=%2Fakun%2Faplikasi-kode%2Fhapus%2F"
    code = totp()
    wrong = staff.post("/masuk/lagi/", {"password": "bukan ini", "code": code})
    assert wrong.status_code == 422
    assert "Kata sandi tidak cocok." in text_of(wrong)
    for bad in ({}, {"code": "000000"}):
        half = staff.post("/masuk/lagi/", {"password": PASSWORD, **bad})
        assert half.status_code == 422
        assert staff.get(wanted).status_code == 302
    right = staff.post("/masuk/lagi/", {"password": PASSWORD, "code": code, "next": wanted})
    assert right["Location"] == wanted
    assert staff.get(wanted).status_code == 200


def test_without_an_app_a_recovery_code_counts(world: World, staff: StaffClient) -> None:
    code = RecoveryCodes.activate(world.maria).get_unused_codes()[0]
    world.sign_in(staff, "maria")
    for status in (302, 422):
        given = {"password": PASSWORD, "code": code, "next": "/akun/"}
        assert staff.post("/masuk/lagi/", given).status_code == status


def test_removing_the_only_one_leads_to_a_new_one(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    staff.post("/akun/aplikasi-kode/hapus/")
    assert not Authenticator.objects.filter(user=world.maria).exists()
    assert staff.get("/")["Location"] == "/akun/dua-langkah/"
    assert actions() == ["signed_in", "second_factor_removed"]


def test_new_recovery_codes_end_the_old_ones(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    assert staff.get("/akun/kode-cadangan/baru/").status_code == 200
    staff.post("/akun/kode-cadangan/baru/")
    first = re.findall(r"\d{8}", text_of(staff.get("/akun/kode-cadangan/")))
    staff.post("/akun/kode-cadangan/baru/")
    second = re.findall(r"\d{8}", text_of(staff.get("/akun/kode-cadangan/")))
    assert not set(first) & set(second)
    assert actions()[1:] == ["recovery_codes_made", "recovery_codes_made"]


def test_a_passkey_can_be_offered_renamed_and_removed(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    page = staff.get("/akun/passkey/").content.decode()
    assert '"rp": {"name": "Ruang Aman"' in page
    assert "<script>" not in page
    refused = staff.post("/akun/passkey/", {"name": "ponsel", "credential": "{}"})
    assert refused.status_code == 422
    row = Authenticator.objects.create(
        user=world.maria, type="webauthn", data={"name": "Lama", "credential": {}}
    )
    assert staff.get(f"/akun/passkey/{row.pk}/").status_code == 200
    assert staff.post(f"/akun/passkey/{row.pk}/", {"name": "Baru"})["Location"] == "/akun/"
    assert "Baru" in text_of(staff.get("/akun/"))
    assert staff.get(f"/akun/passkey/{row.pk}/hapus/").status_code == 200
    assert staff.post(f"/akun/passkey/{row.pk}/hapus/")["Location"] == "/akun/"
    assert not Authenticator.objects.filter(pk=row.pk).exists()
    assert actions()[1:] == ["passkey_renamed", "second_factor_removed"]


def test_another_persons_passkey_is_not_found(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    row = Authenticator.objects.create(
        user=world.yosef, type="webauthn", data={"name": "Yosef", "credential": {}}
    )
    assert staff.get(f"/akun/passkey/{row.pk}/").status_code == 404
    assert staff.post(f"/akun/passkey/{row.pk}/hapus/").status_code == 404
