"""Lists to save and reports of events: who may have which, and that nobody stands in a report."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.private import nip_reference, private_seal
from ruangaman.training.models import Event, PeerAttendance, PeerSession, Study
from ruangaman.training.selectors.hours import hours_of_year
from ruangaman.training.tests import courses
from tests.documents import text_of as pdf_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NIP = "199001012023212003"


@pytest.fixture
def event(world) -> Event:
    """An event of which six people came, five sat the test."""
    made = courses.event(declared=7, first=timezone.localdate() - dt.timedelta(days=3))
    for number in range(6):
        courses.takes_part(
            made,
            courses.person(name=f"Peserta Rahasia {number}", sex="f"),
            right=None if number == 5 else 18 - number,
            sessions=3 if number else 1,
        )
    return made


def lines(answer) -> list[tuple]:
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    return list(sheet.iter_rows(values_only=True))


def test_attendance_and_hours_stand_beside_each_name(world, staff, event) -> None:
    dewi = world.sign_in(staff, "dewi")
    head, *rows = lines(dewi.get(f"/pelatihan/acara/{event.pk}/ekspor/kehadiran/"))
    assert head[0] == "Nama"
    assert head[-1] == "JP"
    assert [row[-1] for row in rows] == [9, 27, 27, 27, 27, 27]
    assert rows[0][3:-1] == ("hadir", "", "")


def test_marks_are_for_the_trainer_of_the_event_alone(world, staff, event) -> None:
    here = f"/pelatihan/acara/{event.pk}/ekspor/hasil/"
    dewi = world.sign_in(staff, "dewi")
    head, *rows = lines(dewi.get(here))
    assert "Tes akhir (%)" not in head
    assert rows[0][head.index("Lulus tes akhir")] == "ya"
    tono = world.sign_in(staff, "tono")
    assert tono.get(here).status_code == 404
    event.trainers.create(user=world.tono)
    head, *rows = lines(tono.get(here))
    assert rows[0][head.index("Tes akhir (%)")] == 90
    assert rows[5][head.index("Lulus tes akhir")] == ""


def test_hours_come_from_events_self_study_and_peers_in_their_year(world, event) -> None:
    person = event.participants.get(person__name__endswith="0").person
    year = event.last.year
    Study.objects.create(person=person, module=4, jp=4, finished_on=dt.date(year, 1, 1))
    Study.objects.create(person=person, module=5, jp=2, finished_on=dt.date(year - 1, 12, 31))
    zone = timezone.get_current_timezone()
    eve = PeerSession.objects.create(
        title="Sebaya", starts_at=dt.datetime(year - 1, 12, 31, 23, 30, tzinfo=zone)
    )
    PeerAttendance.objects.create(session=eve, person=person)
    mine = {one.person.pk: one for one in hours_of_year(year)}[person.pk]
    assert (mine.events, mine.studied, mine.peers) == (9, 4, 0)
    before = {one.person.pk: one for one in hours_of_year(year - 1)}[person.pk]
    assert (before.events, before.studied, before.peers, before.total) == (0, 2, 3, 5)


def test_a_list_with_numbers_is_put_on_record(world, staff, event) -> None:
    person = event.participants.order_by("person__name").first().person
    person.nip = private_seal(NIP, owner=person.pk, field="nip")
    person.nip_index = nip_reference(NIP)
    person.save()
    dewi = world.sign_in(staff, "dewi")
    assert dewi.post("/pelatihan/jam/", {"tahun": "1999"}).status_code == 422
    year = str(event.last.year)
    assert NIP not in str(lines(dewi.post("/pelatihan/jam/", {"tahun": year})))
    assert NIP in str(lines(dewi.post("/pelatihan/jam/", {"tahun": year, "nip": "on"})))
    found = AuditEvent.objects.filter(action="training_hours_exported").order_by("sequence")
    assert [one.detail["numbers"] for one in found] == [False, True]


def test_a_report_holds_figures_and_nobody(world, staff, event) -> None:
    for name in ("dewi", "kadis", "wim"):
        somebody = world.sign_in(staff, name)
        assert "Pelatihan uji" in text_of(somebody.get("/pelatihan/laporan/"))
        said = text_of(somebody.get(f"/pelatihan/laporan/{event.pk}/"))
        assert "5 dari 5 peserta" not in said
        assert "3 dari 5 peserta yang mengerjakan tes akhir lulus." in said
        assert "Laporan menyebut 7 peserta, yang terhitung 6." in said
        paper = pdf_text(somebody.get(f"/pelatihan/laporan/{event.pk}/pdf/").content)
        assert "3 dari 5 peserta" in paper
        for text in (said, paper):
            assert "Peserta Rahasia" not in text


def test_few_people_make_no_figure(world, staff, event) -> None:
    first = event.participants.get(person__name__endswith="0")
    first.sittings.all().delete()
    first.person.sex = "m"
    first.person.save()
    said = text_of(world.sign_in(staff, "wim").get(f"/pelatihan/laporan/{event.pk}/"))
    assert "kurang dari lima orang mengerjakannya" in said
    assert "lulus" not in said
    assert "menurut jenis kelamin" not in said


def test_an_event_that_is_not_over_is_for_those_who_organise_it(world, staff, event) -> None:
    event.state = Event.State.OPEN
    event.save()
    here = f"/pelatihan/laporan/{event.pk}/"
    assert world.sign_in(staff, "wim").get(here).status_code == 404
    assert world.sign_in(staff, "tono").get(here).status_code == 404
    assert world.sign_in(staff, "dewi").get(here).status_code == 200


def test_a_trainer_reads_the_report_of_the_own_event_alone(world, staff, event) -> None:
    tono, here = world.sign_in(staff, "tono"), f"/pelatihan/laporan/{event.pk}/"
    assert event.state == Event.State.CLOSED
    assert "Pelatihan uji" not in text_of(tono.get("/pelatihan/laporan/"))
    assert (tono.get(here).status_code, tono.get(f"{here}pdf/").status_code) == (404, 404)
    event.trainers.create(user=world.tono)
    assert tono.get(here).status_code == 200


def test_a_report_counts_who_said_no_among_the_invited(world, staff, event) -> None:
    for state in ("declined", "waiting", "withdrawn"):
        event.participants.create(person=courses.person(name=state), state=state)
    said = text_of(world.sign_in(staff, "wim").get(f"/pelatihan/laporan/{event.pk}/"))
    assert "Diundang 7" in said
