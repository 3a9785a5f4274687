"""``/pengguna/``: accounts, for administrators."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils.http import urlencode

from ruangaman.people.forms import MOST_LISTED
from ruangaman.people.models import Invitation, RecipientKey, Role, RoleGrant, Session, Team, User
from ruangaman.people.selectors import recipients_of
from ruangaman.people.tests.steps import actions, text_of, without_second_factor
from tests.clients import StaffClient
from tests.world import World

PAGES = ["/pengguna/", "/pengguna/undang/"]


@pytest.fixture
def anton(world: World, staff: StaffClient) -> StaffClient:
    """The administrator, signed in."""
    return world.sign_in(staff, "anton")  # type: ignore[no-any-return]


def invite(client: StaffClient, **changed: Any) -> Any:
    """Send the form of an invitation."""
    form = {"name": "Yuli", "email": "yuli@contoh.id", "role": "trainer", "place": ""}
    return client.post("/pengguna/undang/", {**form, **changed})


def rows(response: Any) -> list[str]:
    """Return the names in the table of accounts."""
    return re.findall(r'href="/pengguna/[0-9a-f-]{36}/">([^<]+)</a>', response.content.decode())


@pytest.mark.parametrize(
    "name", ["maria", "agustina", "rina", "dewi", "tono", "eka", "hasan", "kadis", "wim", "dina"]
)
def test_nobody_else_sees_them(world: World, staff: StaffClient, name: str) -> None:
    world.sign_in(staff, name)
    for path in [*PAGES, f"/pengguna/{world.maria.pk}/"]:
        assert staff.get(path).status_code == 403
    for action in ("tangguhkan", "aktifkan", "keluarkan", "peran"):
        assert staff.post(f"/pengguna/{world.yosef.pk}/{action}/").status_code == 403
    assert invite(staff).status_code == 403
    assert not Invitation.objects.exists()


def test_the_list_shows_how_accounts_stand(world: World, anton: StaffClient) -> None:
    without_second_factor(world.maria)
    User.objects.filter(username="yosef").update(is_active=False)
    page = text_of(anton.get("/pengguna/"))
    assert "Maria maria Pendamping, UPTD PPA Aktif Tidak Ya" in page
    assert "Yosef yosef Pendamping, UPTD PPA Ditangguhkan Ya Ya" in page
    assert "Dewi dewi Koordinator Aktif Ya Tidak" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "mar"}, ["Maria"]),
        ({"q": "MARIA@contoh"}, ["Maria"]),
        ({"q": "tidak ada"}, []),
        ({"keadaan": "suspended"}, ["Yosef"]),
        ({"keadaan": "invited"}, []),
        ({"q": "%"}, []),
    ],
)
def test_looking_for_somebody(
    world: World, anton: StaffClient, query: dict[str, str], names: list[str]
) -> None:
    User.objects.filter(username="yosef").update(is_active=False)
    response = anton.get(f"/pengguna/?{urlencode(query)}")
    assert rows(response) == names
    if not names:
        assert "Tidak ada yang cocok." in text_of(response)


@pytest.mark.parametrize("query", ["q=" + "a" * 500, "keadaan=entah", "q=a%00b"])
def test_a_strange_search_gets_a_sentence(world: World, anton: StaffClient, query: str) -> None:
    response = anton.get(f"/pengguna/?{query}")
    assert response.status_code == 422
    assert "Ada yang perlu diperbaiki" in text_of(response)


def test_the_list_has_pages(world: World, anton: StaffClient) -> None:
    User.objects.bulk_create(
        User(username=f"u{n:03}", email=f"u{n:03}@contoh.id", name=f"Uji {n:03}") for n in range(60)
    )
    assert len(rows(anton.get("/pengguna/?q=Uji"))) == 25
    assert rows(anton.get("/pengguna/?q=Uji&page=3")) == [f"Uji {n:03}" for n in range(50, 60)]
    assert len(rows(anton.get("/pengguna/?q=Uji&page=99"))) == 10


def test_the_list_needs_the_same_queries_for_any_number(
    world: World, anton: StaffClient, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        anton.get("/pengguna/")


def test_the_link_is_shown_once(world: World, anton: StaffClient) -> None:
    response = invite(anton, role="case_worker", place=str(world.teams["uptd-ppa"].pk))
    link = re.search(r'id="tautan">http://testserver(/undangan/[^/]+/)<', response.content.decode())
    assert link
    assert StaffClient().get(link[1]).status_code == 200
    listed = anton.get("/pengguna/")
    assert "Yuli" in text_of(listed)
    assert link[1] not in listed.content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Tulis nama orang yang diundang."),
        ({"name": "x" * 100_000}, "Terlalu panjang"),
        ({"name": "a\0b"}, "Ada yang perlu diperbaiki"),
        ({"email": ""}, "Tulis alamat surel."),
        ({"email": "bukan surel"}, "Tulis alamat surel yang lengkap"),
        ({"email": "MARIA@contoh.id"}, "Sudah ada akun dengan surel ini."),
        ({"role": ""}, "Pilih peran."),
        ({"role": "raja"}, "Pilih peran dari daftar."),
        ({"role": "case_worker"}, "Pilih tim untuk peran ini."),
        ({"role": "head_of_unit"}, "Pilih tim untuk peran ini."),
        ({"place": "bukan tim"}, "Pilih tim dari daftar."),
    ],
)
def test_an_invitation_that_does_not_do(
    world: World, anton: StaffClient, changed: dict[str, str], sentence: str
) -> None:
    response = invite(anton, **changed)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Invitation.objects.exists()


def test_a_focal_point_is_invited_to_a_unit_only(world: World, anton: StaffClient) -> None:
    response = invite(anton, role="focal_point", place=str(world.teams["uptd-ppa"].pk))
    assert response.status_code == 422
    assert "Fokal point hanya ada di tim fokal point" in text_of(response)


def test_where_units_are_many_the_unit_is_written(world: World, anton: StaffClient) -> None:
    Team.objects.bulk_create(
        Team(
            code=f"fp-sd-{n}",
            kind="focal_point",
            name=f"Fokal point SD Negeri {n}",
            short_name=f"SD {n}",
            unit_code=f"sd-{n}",
        )
        for n in range(MOST_LISTED)
    )
    page = anton.get("/pengguna/undang/").content.decode()
    assert "SD Negeri" not in page
    assert len(page) < 20_000
    uptd = str(world.teams["uptd-ppa"].pk)
    for given, sentence in (
        ({"unit": ""}, "Tulis unit untuk peran ini."),
        ({"unit": "sekolah dasar"}, "Tidak ada unit “sekolah dasar”."),
        ({"unit": "negeri 14"}, "Yang mana? Tulis nama lengkap atau kodenya:"),
        ({"unit": "sd-14", "place": uptd}, "Isi salah satu saja"),
        ({"place": uptd}, "Fokal point hanya ada di tim fokal point"),
    ):
        refused = invite(anton, role="focal_point", **given)
        assert refused.status_code == 422
        assert sentence in text_of(refused)
    for name, role in (("SD Negeri 14", "focal_point"), ("sd-14", "head_of_unit")):
        assert invite(anton, role=role, unit=name, email=f"{role}@contoh.id").status_code == 200
    first, second = Invitation.objects.order_by("role")
    assert (first.role, first.team.unit_code, second.unit_code) == ("focal_point", "sd-14", "sd-14")
    path = f"/pengguna/{world.anton.pk}/"
    assert 'name="unit"' in anton.get(path).content.decode()
    assert anton.post(f"{path}peran/", {"role": "case_worker", "place": uptd}).status_code in (
        302,
        422,
    )


def test_revoking_an_invitation(world: World, anton: StaffClient) -> None:
    invite(anton)
    row = Invitation.objects.get()
    assert anton.post(f"/pengguna/undangan/{row.pk}/cabut/")["Location"] == "/pengguna/"
    row.refresh_from_db()
    assert row.revoked_at is not None
    assert actions() == ["invitation_created", "invitation_revoked"]
    anton.post(f"/pengguna/undangan/{row.pk}/cabut/")
    assert actions() == ["invitation_created", "invitation_revoked"]


def test_giving_and_taking_a_role(world: World, anton: StaffClient) -> None:
    path = f"/pengguna/{world.dewi.pk}/"
    assert anton.post(f"{path}peran/", {"role": "trainer"})["Location"] == path
    twice = anton.post(f"{path}peran/", {"role": "trainer"})
    assert twice.status_code == 422
    assert "sudah punya peran itu" in text_of(twice)
    grant = RoleGrant.objects.get(user=world.dewi, role=Role.TRAINER)
    anton.post(f"{path}peran/{grant.pk}/cabut/")
    assert not RoleGrant.objects.filter(pk=grant.pk).exists()
    assert actions() == ["role_given", "role_taken"]


def test_somebody_elses_role_is_not_found(world: World, anton: StaffClient) -> None:
    grant = RoleGrant.objects.get(user=world.maria)
    assert anton.post(f"/pengguna/{world.dewi.pk}/peran/{grant.pk}/cabut/").status_code == 404
    assert RoleGrant.objects.filter(pk=grant.pk).exists()


def test_no_administrator_reads_and_no_reader_administers(world: World, anton: StaffClient) -> None:
    team = str(world.teams["uptd-ppa"].pk)
    to_admin = anton.post(
        f"/pengguna/{world.anton.pk}/peran/", {"role": "case_worker", "place": team}
    )
    to_reader = anton.post(f"/pengguna/{world.maria.pk}/peran/", {"role": "administrator"})
    RoleGrant.objects.filter(user=world.yosef).delete()
    to_holder = anton.post(f"/pengguna/{world.yosef.pk}/peran/", {"role": "administrator"})
    for response in (to_admin, to_reader, to_holder):
        assert response.status_code == 422
        assert "pembaca laporan sekaligus" in text_of(response)
    assert RecipientKey.objects.filter(user=world.yosef).exists()
    assert actions() == []


def test_the_last_administrator_stays(world: World, anton: StaffClient) -> None:
    path = f"/pengguna/{world.anton.pk}/"
    grant = RoleGrant.objects.get(user=world.anton)
    response = anton.post(f"{path}peran/{grant.pk}/cabut/", follow=True)
    assert "Ini administrator terakhir." in text_of(response)
    response = anton.post(f"{path}tangguhkan/", follow=True)
    assert "akun Anda sendiri" in text_of(response)
    assert RoleGrant.objects.filter(pk=grant.pk).exists()
    assert User.objects.get(pk=world.anton.pk).is_active


def test_a_suspended_administrator_does_not_count(world: World, anton: StaffClient) -> None:
    anton.post(f"/pengguna/{world.dewi.pk}/peran/", {"role": "administrator"})
    anton.post(f"/pengguna/{world.dewi.pk}/tangguhkan/")
    grant = RoleGrant.objects.get(user=world.anton)
    anton.post(f"/pengguna/{world.anton.pk}/peran/{grant.pk}/cabut/")
    assert RoleGrant.objects.filter(pk=grant.pk).exists()
    anton.post(f"/pengguna/{world.dewi.pk}/aktifkan/")
    anton.post(f"/pengguna/{world.anton.pk}/peran/{grant.pk}/cabut/")
    assert not RoleGrant.objects.filter(pk=grant.pk).exists()


def test_a_suspended_person_is_out_at_once(world: World, anton: StaffClient) -> None:
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    anton.post(f"/pengguna/{world.maria.pk}/tangguhkan/")
    assert maria.get("/").status_code == 302
    assert not Session.objects.filter(user=world.maria).exists()
    team = world.teams["uptd-ppa"].pk
    assert {person.user_id for person in recipients_of([team])} == {world.yosef.pk}
    anton.post(f"/pengguna/{world.maria.pk}/aktifkan/")
    assert len(recipients_of([team])) == 2
    assert actions() == ["account_suspended", "account_resumed"]


def test_a_session_that_outlived_it_is_not_signed_in(world: World, anton: StaffClient) -> None:
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    User.objects.filter(pk=world.maria.pk).update(is_active=False)
    assert maria.get("/").status_code == 302


def test_suspending_does_not_say_what_she_could_read(world: World, anton: StaffClient) -> None:
    page = text_of(anton.get(f"/pengguna/{world.maria.pk}/"))
    for word in ("laporan yang", "kasus", "Kasus", "dapat dibaca"):
        assert word not in page


def test_ending_a_lost_devices_sessions(world: World, anton: StaffClient) -> None:
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    anton.post(f"/pengguna/{world.maria.pk}/keluarkan/")
    assert maria.get("/").status_code == 302
    assert actions() == ["signed_out_everywhere"]


@pytest.mark.parametrize("path", ["/pengguna/", "/pengguna/undang/"])
def test_in_english(world: World, anton: StaffClient, path: str) -> None:
    page = text_of(anton.get(f"/en{path}"))
    assert "Invite" in page
    assert "Pengguna" not in page
