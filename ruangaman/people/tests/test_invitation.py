"""``/undangan/<token>/``: the only way to an account."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from ruangaman.core.logs import PrivateFormatter
from ruangaman.lib.vault import token_id
from ruangaman.people.faults import Refused
from ruangaman.people.models import Invitation, Role, RoleGrant, User
from ruangaman.people.services.grants import GrantSpec
from ruangaman.people.services.invitations import invitation_create, invitation_revoke
from ruangaman.people.tests.steps import actions, text_of
from tests.clients import StaffClient
from tests.world import World

PASSWORD = "empat ekor ayam hitam"
FORM = {"username": "yuli", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def token(world: World) -> str:
    """The link's token of an invitation to read for UPTD PPA."""
    _invitation, token = invitation_create(
        name="Yuli",
        email="Yuli@Contoh.id",
        spec=GrantSpec.of(Role.CASE_WORKER, world.teams["uptd-ppa"]),
        by=world.anton,
    )
    return token


def send(client: StaffClient, token: str, **changed: str) -> Any:
    """Send the form of the invitation."""
    return client.post(f"/undangan/{token}/", {**FORM, **changed})


def test_from_the_link_to_a_key(staff: StaffClient, token: str) -> None:
    page = text_of(staff.get(f"/undangan/{token}/"))
    assert "Selamat datang, Yuli" in page
    assert "Pendamping" in page
    assert send(staff, token)["Location"] == "/"
    assert staff.get("/")["Location"] == "/akun/dua-langkah/"
    user = User.objects.get(username="yuli")
    assert user.email == "yuli@contoh.id"
    assert user.check_password(PASSWORD)
    assert [(grant.role, grant.team.code) for grant in user.grants.all()] == [
        ("case_worker", "uptd-ppa")
    ]
    Authenticator.objects.create(user=user, type="totp", data={"secret": ""})
    assert "Buat kunci Anda" in text_of(staff.get("/"))
    assert actions() == [
        "invitation_created",
        "account_created",
        "invitation_accepted",
        "signed_in",
    ]


def test_the_token_is_kept_as_its_hash_only(world: World, token: str) -> None:
    row = Invitation.objects.get()
    assert bytes(row.token) == token_id(token.encode())
    assert token not in str(row.__dict__)


def test_a_link_works_once(staff: StaffClient, token: str) -> None:
    send(staff, token)
    other = StaffClient()
    assert other.get(f"/undangan/{token}/").status_code == 404
    response = send(other, token, username="lain")
    assert response.status_code == 404
    assert "Tautan ini tidak berlaku" in text_of(response)
    assert not User.objects.filter(username="lain").exists()


def test_an_old_link(staff: StaffClient, token: str) -> None:
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert staff.get(f"/undangan/{token}/").status_code == 404
    assert send(staff, token).status_code == 404


def test_a_revoked_link(world: World, staff: StaffClient, token: str) -> None:
    invitation_revoke(invitation=Invitation.objects.get(), by=world.anton)
    assert send(staff, token).status_code == 404


@pytest.mark.parametrize("forged", ["x", "a" * 43, "a" * 3000, "%00", "é"])
def test_a_forged_link(world: World, staff: StaffClient, forged: str) -> None:
    assert staff.get(f"/undangan/{forged}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"username": ""}, "Pilih nama pengguna."),
        ({"username": "yu"}, "Pakai 3 sampai 40 huruf kecil"),
        ({"username": "yuli yuli"}, "Pakai 3 sampai 40 huruf kecil"),
        ({"username": "yuli\0x"}, "Ada yang perlu diperbaiki"),
        ({"username": "maria"}, "sudah dipakai"),
        ({"username": "Maria"}, "sudah dipakai"),
        ({"password": "pendek", "again": "pendek"}, "Kata sandi terlalu pendek"),
        ({"password": "yuli-contoh-id", "again": "yuli-contoh-id"}, "mirip"),
        ({"again": "lain sekali lagi"}, "Kedua kata sandi tidak sama."),
        ({"password": "", "again": ""}, "Ketik kata sandi baru."),
        ({"password": "x" * 100_000, "again": "x" * 100_000}, "Terlalu panjang"),
    ],
)
def test_what_does_not_do(
    staff: StaffClient, token: str, changed: dict[str, str], sentence: str
) -> None:
    people = User.objects.count()
    response = send(staff, token, **changed)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert User.objects.count() == people
    assert Invitation.objects.get().accepted_at is None


def test_one_who_is_signed_in_makes_no_other_account(
    world: World, staff: StaffClient, token: str
) -> None:
    world.sign_in(staff, "maria")
    assert send(staff, token)["Location"] == "/"
    assert not User.objects.filter(username="yuli").exists()


def test_the_newest_invitation_counts(world: World, staff: StaffClient, token: str) -> None:
    _row, newer = invitation_create(
        name="Yuli", email="yuli@contoh.id", spec=GrantSpec(Role.TRAINER), by=world.anton
    )
    assert staff.get(f"/undangan/{token}/").status_code == 404
    assert staff.get(f"/undangan/{newer}/").status_code == 200


def test_real_people_are_not_invited_into_a_demo(world: World, demo: None) -> None:
    with pytest.raises(Refused, match="contoh"):
        invitation_create(
            name="Yuli", email="yuli@contoh.id", spec=GrantSpec(Role.TRAINER), by=world.anton
        )


def test_nor_does_an_older_link_work_there(
    world: World, token: str, demo: None, staff: StaffClient
) -> None:
    response = send(staff, token)
    assert response.status_code == 422
    assert "tidak boleh bercampur" in text_of(response)
    assert not RoleGrant.objects.filter(user__username="yuli").exists()


def test_no_log_line_has_the_token(
    staff: StaffClient, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        send(staff, token, again="lain sekali lagi")
        staff.get(f"/undangan/{token}x/")
    lines = [PrivateFormatter().format(record) for record in caplog.records]
    assert lines
    assert token not in "\n".join(lines)
