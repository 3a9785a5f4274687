"""Officials who moved: from the list to the vacancy of the same day, and to the next draft."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.lib.table import read_table
from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.network.private import nip_reference
from ruangaman.network.rotation_list import HEADINGS
from ruangaman.network.selectors.coverage import unit_states
from ruangaman.network.selectors.vacancies import vacancies
from ruangaman.network.services.people import entry_of, person_change
from ruangaman.network.tests.decree_world import DAY, UNIT, headed, placed, whole
from ruangaman.people.models import Role, RoleGrant
from tests.clients import StaffClient
from tests.pages import text_of
from tests.rosters import nip, text, workbook
from tests.world import World

pytestmark = pytest.mark.django_db
HERE, CHECK = "/jejaring/mutasi/", "/jejaring/mutasi/periksa/"
HEAD = ("No", "Nama", "NIP", "Unit Lama", "Unit Baru", "Jabatan Baru", "TMT", "Nomor SK")
SOCIAL = "dinas-sosial"


@pytest.fixture(autouse=True)
def homes(settings: Any, tmp_path: Path) -> None:
    settings.EPHEMERAL_HOME = tmp_path / "ephemeral"


@pytest.fixture
def dewi(world: World) -> StaffClient:
    headed(world)
    return world.sign_in(StaffClient(), "dewi")


def numbered(name: str, number: int, **fields: Any) -> Person:
    """Return somebody of Dinas Kesehatan with a number of her own."""
    person = placed(name, **fields)
    person.nip_index = nip_reference(nip(number))
    person.save()
    return person


def line(name: str, number: int | str = "", **cells: str) -> tuple[str, ...]:
    """Return a line of a list: from Dinas Kesehatan to Dinas Sosial, today."""
    said = {"old": "Dinas Kesehatan", "new": "Dinas Sosial", "job": "Analis Madya"}
    said |= {"day": f"{timezone.localdate():%d/%m/%Y}", "sk": "821/7/BKD/2026"} | cells
    digits = nip(number) if isinstance(number, int) else number
    return ("1", name, digits, *(said[key] for key in ("old", "new", "job", "day", "sk")))


def sent(client: StaffClient, *lines: tuple[str, ...], raw: bytes = b"", **fields: Any) -> Any:
    file = SimpleUploadedFile("mutasi.xlsx", raw or workbook([HEAD, *lines]))
    return client.post(HERE, {"file": file, **fields, "akhir": "1"})


def confirmed(client: StaffClient, shown: Any, **chosen: str) -> Any:
    state = re.search(r'name="isi" value="([^"]*)"', shown.content.decode())
    assert state, text_of(shown)
    return client.post(CHECK, {"isi": state[1], **chosen})


def places(person: Person) -> list[str]:
    in_order = person.placements.order_by(F("first").asc(nulls_first=True))
    return list(in_order.values_list("unit_code", flat=True))


def test_the_vacancy_shows_the_same_day_and_leads_to_a_draft(world: World, dewi: Any) -> None:
    today = timezone.localdate()
    ani, budi = numbered("Ani", 1), numbered("Budi", 2)
    decree = whole(world, ani, budi, starts=today - 30 * DAY)
    placed("Cici Terlatih", trained_on=today)
    shown = sent(dewi, line("Ani", 1), line("Orang Luar", 9), line("Lain Sekali", "", old="BKN"))
    said = text_of(shown)
    assert "Dikenali dari NIP-nya." in said
    assert "Utama, Dinas Kesehatan mulai" in said
    assert "orang di luar jejaring: 2" in said
    assert "Orang Luar" not in said
    assert places(ani) == [UNIT], "nothing yet"
    assert confirmed(dewi, shown).headers["Location"] == HERE
    assert places(ani) == [UNIT, SOCIAL]
    place = ani.placements.get(last=None)
    assert (place.position, place.source, place.first) == ("Analis Madya", "821/7/BKD/2026", today)
    (state,) = unit_states(None, [UNIT])
    assert (state.appointed, state.has_pair) == (1, False)
    assert [(one.role, one.gap.days(today + 3 * DAY)) for one in vacancies(today + 3 * DAY)] == [
        ("primary", 3)
    ]
    assert Person.objects.count() == 3
    page = dewi.get(HERE)
    assert "sejak" in text_of(page)
    assert "Cici Terlatih" in text_of(page)
    decree.refresh_from_db()
    begun = dewi.post(f"{HERE}{decree.pk}/draf/", {"versi": decree.version})
    draft = Decree.objects.get(state="draft")
    assert begun.headers["Location"] == f"/jejaring/sk/{draft.pk}/orang/"
    assert [one.person.name for one in draft.appointments.all()] == ["Budi"]
    assert "Cici Terlatih" in dewi.get(begun.headers["Location"]).content.decode()
    assert "Lanjutkan draf" in text_of(dewi.get(HERE))


def test_the_same_list_twice_changes_nothing(world: World, dewi: Any) -> None:
    ani = numbered("Ani", 1)
    whole(world, ani, starts=timezone.localdate() - 30 * DAY)
    first = sent(dewi, line("Ani", 1))
    second = sent(dewi, line("Ani", 1))
    confirmed(dewi, first)
    assert confirmed(dewi, second).status_code == 302
    again = sent(dewi, line("Ani", 1))
    assert "sudah di sana" in text_of(again)
    assert "Catat perpindahan ini" not in text_of(again)
    assert places(ani) == [UNIT, SOCIAL]
    assert Appointment.objects.get().end_reason == "moved"
    assert AuditEvent.objects.filter(action="rotation_recorded").count() == 1


def test_a_planned_move_is_only_planned(world: World, dewi: Any) -> None:
    today = timezone.localdate()
    ani = numbered("Ani", 1)
    whole(world, ani, starts=today - 30 * DAY)
    later = today + 20 * DAY
    shown = sent(dewi, line("Ani", 1, day=f"{later:%d/%m/%Y}"))
    assert "Direncanakan" in text_of(shown)
    confirmed(dewi, shown)
    assert vacancies(today) == []
    assert [one.gap.since for one in vacancies(later)] == [later]
    assert unit_states(None, [UNIT])[0].appointed == 1
    assert "mulai" in text_of(dewi.get(HERE))
    decree = Decree.objects.get()
    dewi.post(f"{HERE}{decree.pk}/draf/", {"versi": decree.version})
    assert Decree.objects.get(state="draft").starts == later


def test_a_name_alone_is_never_taken_by_itself(world: World, dewi: Any) -> None:
    ani, other = placed("Ani Contoh"), numbered("Budi Contoh", 2)
    shown = sent(dewi, line("ANI CONTOH, S.Sos"), line("Budi Contoh", 3), line("Ani", ""))
    said = text_of(shown)
    assert "Perlu dilihat" in said
    assert "Budi Contoh" not in said, "another number is another person"
    row = re.search(r'name="ambil_(\d+)"', shown.content.decode())[1]
    page = confirmed(dewi, shown)
    assert page.status_code == 422
    assert "Pilih apakah ini orang yang sama." in text_of(page)
    confirmed(dewi, shown, **{f"ambil_{row}": "tidak"})
    assert places(ani) == [UNIT]
    confirmed(dewi, sent(dewi, line("Ani Contoh")), ambil_2="ya")
    assert places(ani) == [UNIT, SOCIAL]
    assert places(other) == [UNIT]


def test_a_wrong_number_is_said_and_never_matched(world: World, dewi: Any) -> None:
    ani = numbered("Ani", 1)
    wrong = nip(1)[:-1]
    said = text_of(sent(dewi, line("Ani Lain", wrong), line("Ani", wrong)))
    assert "NIP-nya tidak benar pada baris: 2" in said
    assert "NIP dalam daftar tidak benar" in said
    assert "Perlu dilihat" in said
    assert places(ani) == [UNIT]


def test_a_unit_of_nobody_is_chosen_or_is_out_of_the_network(world: World, dewi: Any) -> None:
    ani, budi = numbered("Ani", 1), numbered("Budi", 2)
    whole(world, ani, budi, starts=timezone.localdate() - 30 * DAY)
    shown = sent(dewi, line("Ani", 1, new="Dinas Sosal"), line("Budi", 2, new="Pemkab Contoh"))
    page = confirmed(dewi, shown)
    assert text_of(page).count("Pilih unitnya, atau bahwa ia keluar dari jejaring.") == 4
    confirmed(dewi, shown, unit_2=SOCIAL, unit_3="-")
    assert places(ani) == [UNIT, SOCIAL]
    assert not budi.placements.filter(last=None).exists()
    assert Appointment.objects.get(person=budi).end_reason == "left"
    assert confirmed(dewi, shown, unit_2="biro-umum", unit_3="-").status_code in (302, 409, 422)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"day": "31/02/2026"}, "Bukan tanggal yang ada di kalender"),
        ({"day": ""}, "TMT belum diisi."),
        ({"new": ""}, "Unit baru belum diisi."),
    ],
)
def test_what_the_file_must_mend_is_said_with_its_row(
    world: World, dewi: Any, cells: dict[str, str], words: str
) -> None:
    numbered("Ani", 1)
    page = sent(dewi, line("Orang Luar", 9, day="kemarin"), line("Ani", 1, **cells))
    said = text_of(page)
    assert words in said
    assert 'name="isi" value=' not in page.content.decode()
    assert "baris 3" in said
    assert "baris 2" not in said, "people outside the network are nobody's business"
    assert "Catat perpindahan ini" not in said


def test_a_day_and_a_number_for_all(world: World, dewi: Any) -> None:
    ani = numbered("Ani", 1)
    today = timezone.localdate()
    raw = text([("Name", "NIP", "To", "From"), ("Ani", nip(1), "Dinas Sosial", "x")])
    confirmed(dewi, sent(dewi, raw=raw, hari=today.isoformat(), sumber="SK 1"))
    place = ani.placements.get(last=None)
    assert (place.unit_code, place.first, place.source) == (SOCIAL, today, "SK 1")


def test_two_lines_about_one_person_stop_the_list(world: World, dewi: Any) -> None:
    numbered("Ani", 1)
    said = text_of(sent(dewi, line("Ani", 1), line("Ani", 1, new="Biro Umum")))
    assert "Ani ada di lebih dari satu baris. Sisakan satu." in said
    assert "Catat perpindahan ini" not in said


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7", "bukan XLSX dan bukan CSV"),
        (text([("Satu", "Dua"), ("a", "b")]), "Perlu paling sedikit kolom Nama dan Unit baru."),
        (workbook([("Nama", "NIP"), ("Ani", nip(1))]), "Unit baru"),
        (b"Nama,Unit baru\nAni, S.H.,Dinas Sosial\n", "lebih banyak sel daripada judul"),
        (b"Nama;NIP;Unit baru\nAni;1\n", "terlalu pendek: sel Unit baru tidak ada"),
    ],
)
def test_files_that_are_no_list(world: World, dewi: Any, raw: bytes, words: str) -> None:
    file = SimpleUploadedFile("mutasi.xlsx", raw)
    page = dewi.post(HERE, {"file": file, "akhir": "1"})
    assert words in text_of(page)
    assert "Catat perpindahan ini" not in text_of(page)


def test_all_or_nobody_and_a_second_coordinator_is_told(world: World, dewi: Any) -> None:
    ani, budi = numbered("Ani", 1), numbered("Budi", 2)
    shown = sent(dewi, line("Ani", 1), line("Budi", 2))
    RoleGrant.objects.create(user=world.tono, role=Role.COORDINATOR)
    entry = entry_of(budi, budi.placements.get())
    person_change(person=budi, version=1, entry=entry, by=world.tono)
    late = confirmed(dewi, shown)
    assert late.status_code == 409
    assert "baru saja diubah orang lain" in text_of(late)
    assert places(ani) == places(budi) == [UNIT]
    assert not AuditEvent.objects.filter(action="person_moved").exists()
    assert confirmed(dewi, late).status_code == 302
    assert places(ani) == places(budi) == [UNIT, SOCIAL]


def test_what_travels_is_the_coordinators_own(world: World, dewi: Any) -> None:
    numbered("Ani", 1)
    shown = sent(dewi, line("Ani", 1))
    RoleGrant.objects.create(user=world.tono, role=Role.COORDINATOR)
    tono = world.sign_in(StaffClient(), "tono")
    for page in (confirmed(tono, shown), dewi.post(CHECK, {"isi": "bukan"}), dewi.post(CHECK)):
        assert page.headers["Location"] == HERE
    assert not Placement.objects.filter(unit_code=SOCIAL).exists()


def test_the_empty_file_is_one_that_can_be_read(dewi: Any) -> None:
    raw = b"".join(dewi.get(f"{HERE}contoh.xlsx"))
    columns = read_table(raw, headings=HEADINGS).columns
    assert set(columns) == {one.key for one in HEADINGS}
