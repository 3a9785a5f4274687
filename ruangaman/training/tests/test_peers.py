"""Sessions among peers: planned by two, ticked by the host, nothing of what was said."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.network.tests.appointing import appoint, decree, person
from ruangaman.training.models import PeerAttendance, PeerSession
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
PEERS = "/pelatihan/sebaya/"


@pytest.fixture
def dewi(world: World) -> StaffClient:
    return world.sign_in(StaffClient(), "dewi")


def session(world: World, days: int = -1, **more: object) -> PeerSession:
    starts = timezone.now() + dt.timedelta(days=days)
    given = {"title": "Triwulan 1", "starts_at": starts, "host": world.agustina, **more}
    return PeerSession.objects.create(**given)


def typed(world: World, **more: object) -> dict[str, object]:
    given = {"judul": "Triwulan 1", "hari": "12/02/2027", "jam": "09.00", "tempat": "Aula"}
    return given | {"pemandu": str(world.agustina.pk), "jp": "3"} | more


def test_a_session_is_planned_changed_and_called_off(world: World, dewi: StaffClient) -> None:
    wrong = dewi.post(f"{PEERS}baru/", typed(world, hari="31/02/2027", jam="25.00", jp="0"))
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert page.count("Aula") == 1
    for said in ("kalender, seperti", "Tulis jam seperti", "Tulis angka 1 sampai 20."):
        assert said in page
    assert dewi.post(f"{PEERS}baru/", typed(world)).status_code == 302
    made = PeerSession.objects.get()
    assert timezone.localtime(made.starts_at).strftime("%d.%m.%Y %H.%M") == "12.02.2027 09.00"
    one, two = (typed(world, versi="1", judul=title) for title in ("Dari Dewi", "Dari Agustina"))
    assert dewi.post(f"{PEERS}{made.pk}/", one).status_code == 302
    agustina = world.sign_in(StaffClient(), "agustina")
    late = agustina.post(f"{PEERS}{made.pk}/", two)
    assert late.status_code == 409
    assert "Dari Dewi" in late.content.decode()
    assert "Dari Agustina" in late.content.decode()
    assert PeerSession.objects.get().title == "Dari Dewi"
    agustina.post(f"{PEERS}{made.pk}/batal/", {"versi": "1"})
    assert not PeerSession.objects.get().cancelled, "she has not seen the newest version"
    agustina.post(f"{PEERS}{made.pk}/batal/", {"versi": "2"})
    assert PeerSession.objects.get().cancelled
    assert "Dibatalkan" in world.sign_in(StaffClient(), "rina").get(PEERS).content.decode()


def test_the_host_ticks_who_came_and_each_sees_her_own(world: World) -> None:
    rina = person("Rina Nggili", user=world.rina)
    lena = person("Lena Bessi", "dinas-sosial", user=world.lena)
    appoint(decree(starts=dt.date(2020, 1, 1), ends=None), rina)
    appoint(decree("dinas-sosial", starts=dt.date(2020, 1, 1), ends=None), lena)
    held = session(world)
    session(world, days=-100, title="Triwulan 4")
    agustina = world.sign_in(StaffClient(), "agustina")
    path = f"{PEERS}{held.pk}/hadir/"
    shown = [str(rina.pk), str(lena.pk)]
    page = agustina.get(path).content.decode()
    assert all(pk in page for pk in shown)
    odd = {"tampil": f"{' '.join(shown)} nothing {held.pk}", "hadir": [rina.pk, held.pk]}
    assert agustina.post(path, odd).status_code == 302
    assert [one.person for one in PeerAttendance.objects.all()] == [rina]
    agustina.post(path, {"tampil": " ".join(shown), "hadir": [str(lena.pk)]})
    assert PeerAttendance.objects.count() == 2, "what another page ticked meanwhile stays"
    page = agustina.get(path).content.decode()
    assert f'name="tadi" value="{lena.pk} {rina.pk} "' in page
    agustina.post(path, {"tampil": " ".join(shown), "tadi": " ".join(shown), "hadir": rina.pk})
    assert [one.person for one in PeerAttendance.objects.all()] == [rina]
    mine = world.sign_in(StaffClient(), "rina").get(PEERS).content.decode()
    assert "hadir di 1 dari 2 sesi (3 JP)" in mine
    assert "tidak dicatat di mana pun" in mine
    assert "Lena" not in mine
    hers = world.sign_in(StaffClient(), "lena").get(PEERS).content.decode()
    assert "hadir di 0 dari 2 sesi" in hers


def test_who_neither_hosts_nor_plans_ticks_nobody(world: World, dewi: StaffClient) -> None:
    held, coming = session(world), session(world, days=3)
    rina = world.sign_in(StaffClient(), "rina")
    assert rina.get(f"{PEERS}{held.pk}/hadir/").status_code == 404
    assert rina.get(f"{PEERS}baru/").status_code == 403
    early = dewi.post(f"{PEERS}{coming.pk}/hadir/", {"tampil": "x", "hadir": "x"}, follow=True)
    assert "belum mulai" in early.content.decode()
    assert world.sign_in(StaffClient(), "hasan").get(PEERS).status_code == 403


def test_of_many_focal_points_names_are_searched(world: World, dewi: StaffClient) -> None:
    to = decree(starts=dt.date(2020, 1, 1), ends=None)
    for number in range(65):
        appoint(to, person(f"Orang {number:02}"), role="extra")
    held = session(world)
    path = f"{PEERS}{held.pk}/hadir/"
    assert "cari namanya" in dewi.get(path).content.decode()
    found = dewi.post(path, {"cari": "orang 07"}).content.decode()
    assert "Orang 07" in found
    assert "Orang 08" not in found
    assert "Tidak ada fokal point" in dewi.post(path, {"cari": "siapa"}).content.decode()
    assert "Dihitung untuk 65" in dewi.get(PEERS).content.decode()
