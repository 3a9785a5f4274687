"""The trainer's side: the screen, the list, paper and files, hours, and what the network learns."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Person
from ruangaman.training.attendance_list import list_csv, list_xlsx
from ruangaman.training.minutes import code_now, minute_code_shown
from ruangaman.training.models import Attendance, AttendanceTaken, Event, Participant
from ruangaman.training.selectors.attendance import hours_of_event, hours_one
from ruangaman.training.services.attendance import attendance_mark
from ruangaman.training.services.events import event_close
from tests.clients import StaffClient
from tests.documents import text_of as pdf_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HOW = Attendance.How


@pytest.fixture
def tono(world, staff):
    return world.sign_in(staff, "tono")


@pytest.fixture
def dewi(world):
    return world.sign_in(StaffClient(), "dewi")


def at(event: Event, rest: str = "") -> str:
    return f"/pelatihan/acara/{event.pk}/hadir/{rest}"


def ticks(*people: Participant, **more: str) -> dict[str, object]:
    shown = " ".join(str(one.pk) for one in people)
    chosen = [str(one.pk) for one in people]
    return {"arti": "hadir", "cara": "sheet", "orang": chosen, "tampil": shown, **more}


def file(raw: bytes) -> dict[str, object]:
    return {"file": SimpleUploadedFile("daftar.xlsx", raw), "unggah": "1", "akhir": "1"}


def test_sessions_stand_in_the_order_of_the_day(tono, today) -> None:
    one = today.sessions.get(title="Sesi pukul 13").starts_at
    for hour in (17, 7, 16, 6):
        starts, ends = (one + dt.timedelta(hours=hour - 13 + more) for more in (0, 1))
        today.sessions.create(title=f"Sesi pukul {hour}", starts_at=starts, ends_at=ends)
    said = text_of(tono.get(at(today)))
    order = [said.index(f"Sesi pukul {hour} ") for hour in (6, 7, 8, 13, 16, 17)]
    assert order == sorted(order)


def test_the_screen_is_opened_shows_the_minute_and_a_number_and_is_closed(
    tono, world, clock, today, listed
) -> None:
    session = today.sessions.first()
    here = at(today, f"sesi/{session.pk}/layar/")
    assert "belum dibuka" in text_of(tono.get(here))
    for _twice in range(2):
        assert tono.post(f"{here}buka/").status_code == 302
    assert AuditEvent.objects.filter(action="training_screen_opened").count() == 1
    session.refresh_from_db()
    assert session.open_until == session.ends_at + dt.timedelta(minutes=15)
    page = tono.get(here)
    said = text_of(page)
    assert minute_code_shown(code_now(session.pk, clock.at)) in said
    assert "0 orang sudah tercatat" in said
    assert listed["rina"].person.name not in said
    assert '<noscript><meta http-equiv="refresh"' in page.content.decode()
    assert "connect-src 'self'" in page.headers["Content-Security-Policy"]
    clock.on(minutes=1)
    assert minute_code_shown(code_now(session.pk, clock.at)) in text_of(tono.get(here))
    tono.post(f"{here}tutup/")
    assert "sudah ditutup" in text_of(tono.get(here))
    clock.on(days=-1)
    refused = tono.post(f"{here}buka/")
    assert refused.status_code == 422
    assert "Kehadiran dicatat mulai hari itu." in text_of(refused)


def test_a_list_is_ticked_twice_and_recorded_once_and_an_entry_goes_back(
    tono, clock, today, listed
) -> None:
    session = today.sessions.first()
    here = at(today, f"sesi/{session.pk}/")
    page = tono.post(here, ticks())
    assert page.status_code == 422
    assert "Centang dulu nama yang dicatat." in text_of(page)
    for _twice in range(2):
        assert tono.post(here, ticks(listed["rina"])).status_code == 302
    tono.post(here, ticks(listed["beni"], cara="trainer"))
    assert {one.how for one in session.attendances.all()} == {HOW.SHEET, HOW.TRAINER}
    back = f"{here}tarik/{listed['rina'].pk}/"
    assert "Pilih salah satu." in text_of(tono.post(back))
    for _twice in range(2):
        assert tono.post(back, {"alasan": "mistake"}).status_code == 302
    assert session.attendances.count() == 1
    assert "ditarik: Salah orang atau salah sesi" in text_of(tono.get(here))
    tono.post(here, ticks(listed["rina"]))
    assert (session.attendances.count(), AttendanceTaken.objects.count()) == (2, 0)
    except_her = ticks(listed["lena"], arti="absen")
    except_her["tampil"] = " ".join(str(one.pk) for one in listed.values())
    tono.post(here, except_her)
    assert session.attendances.count() == 2
    listed["lena"].refresh_from_db()
    assert listed["lena"].state == Participant.State.INVITED
    actions = AuditEvent.objects.filter(action="training_attendance_recorded")
    assert [one.detail for one in actions.order_by("sequence")] == [
        {"how": how, "entries": 1, "late": False} for how in ("sheet", "trainer", "sheet")
    ]


def test_hours_are_counted_from_sessions_and_by_module(tono, world, today, listed) -> None:
    first, second = today.sessions.all()
    for one in (first, second):
        attendance_mark(
            event=today, ticks={one.pk: [listed["rina"].pk]}, how=HOW.TRAINER, by=world.tono
        )
    attendance_mark(
        event=today, ticks={second.pk: [listed["beni"].pk]}, how=HOW.TRAINER, by=world.tono
    )
    hours = hours_of_event(today)
    assert set(hours) == {listed["rina"].pk, listed["beni"].pk}
    rina, beni = hours[listed["rina"].pk], hours[listed["beni"].pk]
    assert (rina.jp, rina.percent, dict(rina.modules)) == (5, 100, {1: 3, 2: 2})
    assert (beni.jp, beni.percent, dict(beni.modules)) == (2, 40, {2: 2})
    assert (hours_one(listed["lena"]).jp, hours_one(listed["lena"]).of) == (0, 5)
    assert (beni.enough(40), beni.enough(41)) == (True, False)
    said = text_of(tono.get(at(today)))
    assert "modul 1: 3 JP, modul 2: 2 JP" in said
    assert "40 %" in said


def test_closing_tells_the_network_who_was_trained_and_sets_nobody_back(
    tono, dewi, world, clock, today, listed, people
) -> None:
    later = clock.at.date() + dt.timedelta(days=5)
    Person.objects.filter(pk=people["lena"].pk).update(trained_on=later)
    before = people["beni"].trained_on
    both = [one.pk for one in today.sessions.all()]
    for name in ("rina", "lena"):
        marked = {key: [listed[name].pk] for key in both}
        attendance_mark(event=today, ticks=marked, how=HOW.SHEET, by=world.tono)
    first, second = (f"sesi/{one}/" for one in both)
    tono.post(at(today, second), ticks(listed["beni"]))
    today.refresh_from_db()
    event_close(event=today, version=today.version, by=world.dewi)
    days = dict(Person.objects.values_list("pk", "trained_on"))
    assert days[people["rina"].pk] == clock.at.date()
    assert days[people["beni"].pk] == before
    assert days[people["lena"].pk] == later
    page = tono.post(at(today, first), ticks(listed["beni"]))
    assert page.status_code == 422
    assert "dicatat oleh koordinator" in text_of(page)
    assert dewi.post(at(today, first), ticks(listed["beni"])).status_code == 302
    assert Person.objects.get(pk=people["beni"].pk).trained_on == clock.at.date()
    late = AuditEvent.objects.filter(action="training_attendance_recorded").last()
    assert (late.actor, late.detail["late"]) == (world.dewi.pk, True)
    Event.objects.filter(pk=today.pk).update(state=Event.State.CANCELLED)
    refused = dewi.post(at(today, first), ticks(listed["lena"]))
    assert "Acara ini dibatalkan." in text_of(refused)


def test_the_sheet_to_sign_has_every_name_and_lines_for_others(tono, today, listed) -> None:
    session = today.sessions.first()
    for asked in (f"?sesi={session.pk}", f"?hari={today.first}", ""):
        paper = pdf_text(tono.get(at(today, f"lembar/{asked}")).content)
        assert all(one.person.name in paper for one in listed.values())
        assert "baris kosong" in paper
        assert " 13 " in paper  # three people and ten lines
    assert tono.get(at(today, "lembar/?hari=2020-01-01")).status_code == 404
    assert tono.get(at(today, "lembar/?hari=kemarin")).status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_list_ticked_away_from_the_line_comes_back(tono, world, today, listed, kind) -> None:
    first, second = today.sessions.all()
    attendance_mark(
        event=today, ticks={first.pk: [listed["lena"].pk]}, how=HOW.SHEET, by=world.tono
    )
    lines = lines_of(tono.get(at(today, f"daftar.{kind}")).content, kind)
    names = {line[1]: line for line in lines[1:]}
    assert names[listed["lena"].person.name][3] == "x"
    names[listed["rina"].person.name][3:5] = ["X", "ya"]
    names[listed["beni"].person.name][3:5] = ["mungkin", "-"]
    lines.append(["", "Tamu Contoh", "", "x", "", ""])
    lines.append([*names[listed["rina"].person.name]])
    lines.append(["9", "Orang Lain", "", "x", "", "p-000000000000"])
    page = tono.post(at(today, "unggah/"), file(raw_of(lines, kind)))
    said = text_of(page)
    beni_row = lines.index(names[listed["beni"].person.name]) + 1
    assert f"D{beni_row} Tulis x bila hadir, atau kosongkan. mungkin" in said
    assert "F5 Orang ini belum ada di daftar peserta." in said
    assert "F6 Kunci ini sama dengan baris" in said
    assert "F7 Orang ini tidak ada di daftar peserta acara ini. Orang Lain" in said
    assert len(page.context["wrong"]) == 4
    assert Attendance.objects.count() == 1
    carried = page.context["carried"]
    for _twice in range(2):
        assert tono.post(at(today, "unggah/catat/"), {"centang": carried}).status_code == 302
    recorded = Attendance.objects.exclude(participant=listed["lena"])
    assert {(one.participant_id, one.session_id) for one in recorded} == {
        (listed["rina"].pk, first.pk),
        (listed["rina"].pk, second.pk),
    }


def lines_of(raw: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    rows = openpyxl.load_workbook(io.BytesIO(raw)).active.iter_rows(values_only=True)
    return [[str(cell or "") for cell in row] for row in rows]


def raw_of(lines: list[list[str]], kind: str) -> bytes:
    if kind == "csv":
        stream = io.StringIO()
        csv.writer(stream, delimiter=";").writerows(lines)
        return stream.getvalue().encode()
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_files_and_ticks_that_are_none_of_ours_get_a_sentence(tono, today, listed) -> None:
    here = at(today, "unggah/")
    assert "Pilih berkas dulu." in text_of(tono.post(here, {"unggah": "1", "akhir": "1"}))
    for raw, said in (
        (b"%PDF-1.7", "bukan XLSX dan bukan CSV"),
        (b"Nama;Hadir\nSatu;x\n", "kolom “Kunci” tidak ditemukan"),
        (b"Nama;Lain;Kunci\nSatu;x;p-1\n", "Tidak ada kolom sesi acara ini."),
        (b"Nama;Unit;Kunci\nSatu; S.Pd;Dinas;p-1\n", "baris 2 Baris ini punya lebih banyak sel"),
        (b"Nama;Unit;Kunci\nSatu;Dinas\n", "C2 Baris ini terlalu pendek: sel Kunci tidak ada."),
    ):
        page = tono.post(here, file(raw))
        assert said in text_of(page)
        assert page.status_code in (200, 422)
    for carried in ("", "bukan", "eJwrTs1NBQAHYgK5", "é" * 99, "A" * 5000):
        page = tono.post(f"{here}catat/", {"centang": carried})
        assert page.status_code == 422
        assert "Halaman ini tidak utuh lagi." in text_of(page)
    assert Attendance.objects.count() == 0


def test_a_name_that_looks_like_a_formula_stays_a_name(world, today, listed) -> None:
    Person.objects.filter(pk=listed["rina"].person_id).update(name="=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(list_xlsx(today))).active
    cell = next(row[1] for row in sheet.iter_rows(min_row=2) if row[1].value == "=1+1")
    assert cell.quotePrefix
    assert "'=1+1" in list_csv(today).decode("utf-8-sig")


def test_pages_of_another_event_are_not_there(tono, dewi, world, today, first) -> None:
    from ruangaman.training.services.events import event_add
    from ruangaman.training.tests.conftest import entry

    other = event_add(entry=entry(first), by=world.dewi)
    for rest in ("", "lembar/", "daftar.xlsx", "daftar.csv", "unggah/"):
        assert tono.get(at(other, rest)).status_code == 404
    session = today.sessions.first()
    assert dewi.get(at(other, f"sesi/{session.pk}/")).status_code == 404
    assert dewi.post(at(other, f"sesi/{session.pk}/layar/buka/")).status_code == 404


def test_the_list_of_two_hundred_asks_no_more_for_each(
    tono, world, today, django_assert_max_num_queries
) -> None:
    many = [Person(name=f"Orang {n:03}", search=f"orang {n}") for n in range(200)]
    Person.objects.bulk_create(many)
    Participant.objects.bulk_create(
        Participant(event=today, person=one, unit_code="dinas-sosial") for one in many
    )
    session = today.sessions.first()
    here = at(today, f"sesi/{session.pk}/")
    with django_assert_max_num_queries(30):
        page = tono.get(here)
    shown = [row.row.participant for row in page.context["rows"]]
    assert len(shown) == 150
    answer = tono.post(here, ticks(*shown))
    assert answer.headers["Location"] == f"{here}?page=2"
    assert session.attendances.count() == 150
    rest = [row.row.participant for row in tono.get(f"{here}?page=2").context["rows"]]
    tono.post(here, ticks(*rest, halaman="2"))
    assert session.attendances.count() == 200
    with django_assert_max_num_queries(30):
        tono.get(at(today))
    assert timezone.localdate() == session.starts_at.date()
