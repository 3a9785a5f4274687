"""``/``, ``/akun/`` and the navigation."""

from __future__ import annotations

import re

import pytest

from ruangaman.people.models import RoleGrant, User
from ruangaman.people.tests.steps import actions, enter, give_password, text_of, totp
from tests.clients import StaffClient
from tests.world import PASSWORD, World

NEW = "empat ekor ayam hitam"


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("maria", ["Kasus", "Buka kunci"], ["Pengguna", "Tenggat tim"]),
        ("agustina", ["Tenggat tim"], ["Kasus", "Pengguna"]),
        ("rina", ["Kasus", "Buka kunci"], ["Pengguna"]),
        ("anton", ["Pengguna", "Undang orang"], ["Kasus", "Buka kunci"]),
        ("dewi", ["Akun"], ["Kasus", "Pengguna", "Buka kunci"]),
    ],
)
def test_everybody_is_told_what_to_do_next(
    world: World, staff: StaffClient, name: str, there: list[str], absent: list[str]
) -> None:
    page = text_of(world.sign_in(staff, name).get("/"))
    for word in there:
        assert word in page
    for word in absent:
        assert word not in page


def test_an_open_vault_leads_to_the_cases(world: World, staff: StaffClient) -> None:
    page = text_of(world.sign_in(staff, "maria", unlock=True).get("/"))
    assert "Kunci Anda terbuka." in page


def test_somebody_without_a_role_is_told_whom_to_ask(world: World, staff: StaffClient) -> None:
    RoleGrant.objects.filter(user=world.dewi).delete()
    page = world.sign_in(staff, "dewi").get("/")
    assert "Anda belum punya peran." in text_of(page)


@pytest.mark.parametrize("name", ["maria", "agustina", "rina", "anton", "dewi", "eka", "dina"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_link_is_dead(world: World, staff: StaffClient, name: str, prefix: str) -> None:
    world.sign_in(staff, name)
    for path in (f"{prefix}/", f"{prefix}/akun/"):
        page = staff.get(path).content.decode()
        for link in set(re.findall(r'href="(/[^"#?]*)"', page)):
            if not link.startswith("/static/"):
                assert staff.get(link).status_code in {200, 302}, link


def test_the_place_is_marked(world: World, staff: StaffClient) -> None:
    page = world.sign_in(staff, "anton").get("/pengguna/undang/").content.decode()
    assert '<a href="/pengguna/" aria-current="page">' in page
    assert page.count("aria-current") == 1


def test_changing_the_password_ends_every_session(world: World, staff: StaffClient) -> None:
    other = world.sign_in(StaffClient(), "maria")
    enter(staff, "maria")
    response = staff.post("/akun/kata-sandi/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert response["Location"] == "/masuk/"
    assert "Kata sandi sudah diganti." in text_of(staff.get("/masuk/"))
    assert other.get("/").status_code == 302
    assert staff.get("/").status_code == 302
    assert give_password(staff, "maria").status_code == 422
    assert give_password(staff, "maria", NEW)["Location"] == "/masuk/dua-langkah/"
    assert actions() == ["signed_in", "password_changed"]


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("salah", NEW, NEW, "Kata sandi tidak cocok."),
        (PASSWORD, NEW, NEW + "!", "Kedua kata sandi tidak sama."),
        (PASSWORD, "pendek", "pendek", "terlalu pendek"),
        ("", "", "", "Ketik kata sandi Anda yang sekarang."),
    ],
)
def test_a_password_that_does_not_do(
    world: World, staff: StaffClient, old: str, new: str, again: str, sentence: str
) -> None:
    world.sign_in(staff, "maria")
    response = staff.post("/akun/kata-sandi/", {"old": old, "password": new, "again": again})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert User.objects.get(pk=world.maria.pk).check_password(PASSWORD)


def test_the_account_page_says_how_one_signs_in(world: World, staff: StaffClient) -> None:
    page = text_of(world.sign_in(staff, "maria").get("/akun/"))
    assert "Aplikasi kode Aktif" in page
    assert "0 kode tersisa" in page
    assert "Frasa kunci" in page
    page = text_of(world.sign_in(StaffClient(), "dewi").get("/akun/"))
    assert "Frasa kunci" not in page


def test_a_code_is_still_asked_after_a_new_password(world: World, staff: StaffClient) -> None:
    give_password(staff, "maria")
    assert staff.get("/akun/kata-sandi/").status_code == 302
    assert staff.post("/masuk/dua-langkah/", {"code": totp()}).status_code == 302


@pytest.mark.parametrize(
    "password",
    [
        "RuangAman2026!",
        "Dinas Kesehatan NTT",
        "kupang-kupang-2026",
        "UPTD PPA rahasia",
        "PSEAH PSEAH 1234",
    ],
)
def test_words_of_this_place_are_no_password(
    world: World, staff: StaffClient, password: str
) -> None:
    enter(staff, "maria")
    given = {"old": PASSWORD, "password": password, "again": password}
    page = staff.post("/akun/kata-sandi/", given)
    assert page.status_code == 422
    assert "mudah ditebak" in text_of(page)


@pytest.mark.parametrize("password", [NEW, "kupang sungai lontar biru", "delapan kursi rotan"])
def test_enough_other_words_are_one(world: World, staff: StaffClient, password: str) -> None:
    enter(staff, "maria")
    given = {"old": PASSWORD, "password": password, "again": password}
    assert staff.post("/akun/kata-sandi/", given).status_code == 302
