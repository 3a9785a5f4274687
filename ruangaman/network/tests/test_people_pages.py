"""``/jejaring/orang/``: the coordinator keeps all people, a head reads those of the own unit."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Leave, Person
from ruangaman.network.services.people import PersonEntry, person_add
from ruangaman.network.tests.decree_world import DAY, UNIT, drafted, headed, placed, whole
from tests.pages import ODD, text_of

pytestmark = pytest.mark.django_db
LIST, NEW = "/jejaring/orang/", "/jejaring/orang/baru/"
NIP = "198801012012012001"
TYPED = {"nama": "Ani Contoh", "jenis": "pns", "kelamin": "f", "unit": "Dinas Kesehatan"}


@pytest.fixture
def dewi(world, staff):
    return world.sign_in(staff, "dewi")


@pytest.fixture
def ani(world) -> Person:
    said = PersonEntry(
        name="Ani Contoh", kind="pns", unit_code=UNIT, nip=NIP, phone="0812 111", position="Analis"
    )
    return person_add(entry=said, by=world.dewi)


def at(person: Person, rest: str = "") -> str:
    return f"{LIST}{person.pk}/{rest}"


def version(person: Person) -> int:
    person.refresh_from_db()
    return person.version


def step(client: Any, person: Person, name: str, **typed: Any) -> Any:
    return client.post(at(person, f"langkah/{name}/"), {"versi": version(person), **typed})


def test_the_first_person_is_recorded_from_an_empty_list(dewi) -> None:
    page = dewi.get(LIST)
    assert "Belum ada orang." in text_of(page)
    assert f'href="{NEW}"' in page.content.decode()
    page = dewi.post(NEW, TYPED | {"nama": "", "nip": "123", "unit": "dinas"})
    assert page.status_code == 422
    said = text_of(page)
    assert "Tulis namanya." in said
    assert "Yang mana?" in said
    page = dewi.post(NEW, TYPED | {"nip": "123"})
    assert "NIP harus 18 angka." in text_of(page)
    assert 'value="Ani Contoh"' in page.content.decode()
    dewi.post(NEW, TYPED | {"nip": "'19880101 201201 2 001", "telepon": "0812 111"})
    ani = Person.objects.get()
    said = text_of(dewi.get(at(ani)))
    for words in ("Ani Contoh", "Dinas Kesehatan", "•••••••• •••••• • 001", "0812 111"):
        assert words in said
    assert "19880101" not in said


def test_somebody_alike_or_an_odd_number_is_asked_about_once(dewi, ani) -> None:
    odd = TYPED | {"nama": "ani contoh", "nip": "199001012023212003"}
    page = dewi.post(NEW, odd)
    assert page.status_code == 422
    assert "nama yang mirip" in text_of(page)
    assert "tampak seperti nomor PPPK" in text_of(page)
    assert at(ani) in page.content.decode()
    assert dewi.post(NEW, odd | {"yakin": "on"}).status_code == 302
    assert Person.objects.count() == 2


def test_from_a_draft_and_back_to_it(world, dewi) -> None:
    headed(world)
    draft = drafted(world)
    here = f"/jejaring/sk/{draft.pk}/orang/"
    page = dewi.get(here).content.decode()
    record = re.search(r'href="(/jejaring/orang/baru/[^"]*)"', page)[1].replace("&amp;", "&")
    assert 'value="Dinas Kesehatan"' in dewi.get(record).content.decode()
    assert dewi.post(record, TYPED).headers["Location"] == here
    assert "Ani Contoh" in dewi.get(here).content.decode()


def test_a_name_is_looked_for_by_post_and_a_number_only_whole(dewi, ani) -> None:
    placed("Budi Lain")
    assert "Budi" not in text_of(dewi.post(LIST, {"cari": "contoh"}))
    assert "Ani Contoh" in text_of(dewi.post(LIST, {"cari": "19880101 201201 2 001"}))
    assert "ke-18 angkanya" in text_of(dewi.post(LIST, {"cari": NIP[:17]}))
    assert "Tulis nama" in text_of(dewi.post(LIST, {"cari": " "}))
    assert "Budi" in text_of(dewi.get(f"{LIST}?cari=contoh"))
    for odd in ODD.values():
        assert dewi.post(LIST, {"cari": odd}).status_code in (200, 422)
        assert dewi.get(LIST, {"unit": odd, "keadaan": odd}).status_code in (200, 422)
        assert dewi.post(NEW, TYPED | {"nama": odd, "unit": odd, "nip": odd}).status_code == 422


def test_the_number_is_shown_on_asking_and_that_is_written_down(dewi, ani) -> None:
    assert "19880101 201201 2 001" in text_of(dewi.post(at(ani, "nip/")))
    assert AuditEvent.objects.last().action == "person_nip_shown"
    assert dewi.get(at(ani, "nip/")).headers["Location"] == at(ani)


def test_the_second_editor_sees_what_the_first_wrote(dewi, ani) -> None:
    page = at(ani, "ubah/")
    assert NIP not in dewi.get(page).content.decode()
    typed = {"versi": 1, "nama": "Ani Baru", "jenis": "pns", "kelamin": "-", "telepon": "0812 111"}
    assert dewi.post(page, typed | {"yakin": "on"}).status_code == 302
    second = dewi.post(page, typed | {"nama": "Ani Kedua"})
    assert second.status_code == 409
    said = text_of(second)
    assert "Sekarang: Ani Baru" in said
    assert "Ketikan Anda: Ani Kedua" in said
    assert dewi.post(page, typed | {"nama": "Ani Kedua", "versi": 2}).status_code == 302
    ani.refresh_from_db()
    assert ani.name == "Ani Kedua"
    assert "• 001" in text_of(dewi.get(at(ani)))
    dewi.post(page, typed | {"nama": "Ani Kedua", "versi": 3, "hapus_nip": "on"})
    assert "tidak dicatat" in text_of(dewi.get(at(ani)))


def test_a_move_shows_on_her_page_in_her_decree_and_on_coverage(world, dewi) -> None:
    today = timezone.localdate()
    ani = placed("Ani")
    decree = whole(world, ani, starts=today - 30 * DAY)
    page = step(dewi, ani, "pindah", unit="Dinas Kesehatan", hari=today.isoformat())
    assert "sudah di unit itu" in text_of(page)
    page = step(dewi, ani, "pindah", unit="", hari="31/02/2026")
    assert "Tulis unitnya." in text_of(page)
    assert step(dewi, ani, "pindah", unit="Dinas Sosial", hari=today.isoformat()).status_code == 302
    assert "Pindah tugas" in text_of(dewi.get(at(ani)))
    assert "Tidak bertugas lagi sejak" in text_of(dewi.get(f"/jejaring/sk/{decree.pk}/"))
    unit = text_of(dewi.get(f"/jejaring/unit/{UNIT}/"))
    assert "Fokal point pindah tugas. Tunjuk penggantinya." in unit
    assert "Belum ada pengganti" in text_of(dewi.get("/jejaring/minggu/"))
    assert step(dewi, ani, "batalkan").status_code == 302
    assert "Pindah tugas" not in text_of(dewi.get(at(ani)))


def test_leaving_and_coming_back(dewi, ani) -> None:
    today = timezone.localdate().isoformat()
    assert dewi.get(at(ani, "langkah/kembali/")).status_code == 404
    assert step(dewi, ani, "berhenti", hari=today).status_code == 302
    assert "Tidak di unit mana pun" in text_of(dewi.get(at(ani)))
    assert dewi.get(at(ani, "langkah/pindah/")).status_code == 404
    assert step(dewi, ani, "kembali", unit=UNIT, hari=today).status_code == 302
    assert "Bekerja di unit" in text_of(dewi.get(at(ani)))


def test_days_away_with_a_deputy(world, dewi) -> None:
    today = timezone.localdate()
    until = today + 400 * DAY
    ani, budi = placed("Ani", certified_until=until), placed("Budi", certified_until=until)
    placed("Magang", kind="intern", certified_until=until)
    page = dewi.get(at(ani, "langkah/cuti/")).content.decode()
    assert "Budi" in page
    assert "Magang</option>" not in page
    days = {"pertama": today.isoformat(), "terakhir": (today + DAY).isoformat()}
    page = step(dewi, ani, "cuti", **days | {"terakhir": "2020-01-01"})
    assert "Hari terakhir mendahului hari pertama." in text_of(page)
    assert step(dewi, ani, "cuti", pengganti=str(budi.pk), **days).status_code == 302
    assert "Pelaksana: Budi" in text_of(dewi.get(at(ani)))
    leave = Leave.objects.get()
    assert dewi.post(at(ani, f"cuti/{leave.pk}/batal/"), {"versi": 1}).status_code == 409
    assert dewi.post(at(budi, f"cuti/{leave.pk}/batal/"), {"versi": 1}).status_code == 404
    cancelled = dewi.post(at(ani, f"cuti/{leave.pk}/batal/"), {"versi": version(ani)})
    assert cancelled.status_code == 302
    assert not Leave.objects.exists()


def test_an_account_is_linked_by_its_exact_name(world, dewi, ani) -> None:
    assert "Tidak ada akun aktif" in text_of(step(dewi, ani, "akun", akun="rin"))
    assert "akun Anda sendiri" in text_of(step(dewi, ani, "akun", akun="dewi"))
    assert step(dewi, ani, "akun", akun="rina@contoh.id").status_code == 302
    assert "Rina (rina)" in text_of(dewi.get(at(ani)))
    assert dewi.get(at(ani, "langkah/akun/")).status_code == 404
    assert step(dewi, ani, "lepas-akun").status_code == 302


def test_who_changed_meanwhile_is_told_at_every_step(dewi, ani) -> None:
    typed = {"versi": 9, "unit": "Dinas Sosial", "hari": timezone.localdate().isoformat()}
    page = dewi.post(at(ani, "langkah/pindah/"), typed)
    assert page.status_code == 409
    assert "diubah orang lain" in text_of(page)
    assert 'name="versi" value="1"' in page.content.decode()


def test_somebody_recorded_twice_is_taken_out(world, dewi, ani) -> None:
    assert step(dewi, ani, "hapus").status_code == 302
    assert not Person.objects.exists()
    budi = placed("Budi")
    whole(world, budi)
    assert dewi.get(at(budi, "langkah/hapus/")).status_code == 404


def test_a_head_reads_the_own_unit_without_numbers_or_other_units(world, staff, ani) -> None:
    headed(world)
    other = placed("Lain Unit", unit="dinas-sosial")
    hasan = world.sign_in(staff, "hasan")
    page = text_of(hasan.get(LIST))
    assert "Ani Contoh" in page
    assert "Lain Unit" not in page
    assert "Catat orang" not in page
    one = text_of(hasan.get(at(ani)))
    for hidden in ("0812 111", "NIP", "•", "Akun", "Yang dapat dilakukan"):
        assert hidden not in one
    assert hasan.get(at(other)).status_code == 404
    assert "Tidak ada yang cocok" in text_of(hasan.post(LIST, {"cari": NIP}))
    for path in ("ubah/", "langkah/cuti/"):
        assert hasan.get(at(ani, path)).status_code == 403
    assert hasan.post(at(ani, "nip/")).status_code == 403
    today = timezone.localdate()
    assert step(hasan, ani, "cuti", pertama=today, terakhir=today).status_code == 403


def test_english(dewi, ani) -> None:
    assert "People" in text_of(dewi.get(f"/en{LIST}"))
    assert "Employment" in text_of(dewi.get(f"/en{at(ani)}"))


def test_many_people_come_in_pages(world, dewi, django_assert_max_num_queries) -> None:
    for n in range(60):
        placed(f"Orang {n:02}")
    assert "Semuanya 60 orang." in text_of(dewi.get(LIST))
    with django_assert_max_num_queries(20):
        page = text_of(dewi.get(f"{LIST}?page=2"))
    assert "Orang 59" in page
    assert "Orang 00" not in page
    assert "Ini 50 yang pertama" in text_of(dewi.post(LIST, {"cari": "orang"}))


def test_days_long_ago_are_a_slip(dewi) -> None:
    page = dewi.post(NEW, TYPED | {"mulai": "1800-01-01", "terlatih": "2999-01-01"})
    assert text_of(page).count("Tanggal ini terlalu jauh dari hari ini.") == 4
