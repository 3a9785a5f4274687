"""Events: planned by the coordinator, seen by their trainers, answered by who is invited."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ruangaman.core.models import AuditEvent
from ruangaman.network.posters import card_pdf
from ruangaman.training.codes import code_open, code_shown
from ruangaman.training.models import Event, Material, Participant, Seats
from ruangaman.training.services.participants import participant_answer, participants_invite
from ruangaman.training.tests.conftest import entry
from tests.documents import text_of as pdf_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST, NEW = "/pelatihan/acara/", "/pelatihan/acara/baru/"
TYPED = {
    "judul": "Pelatihan dasar",
    "jenis": "basic",
    "mulai": "2026-12-07",
    "selesai": "2026-12-08",
    "paling_sedikit": "80",
}
State = Participant.State


@pytest.fixture
def dewi(world, staff):
    return world.sign_in(staff, "dewi")


def at(event: Event, rest: str = "") -> str:
    return f"{LIST}{event.pk}/{rest}"


def step(client, event: Event, name: str):
    event.refresh_from_db()
    return client.post(at(event, f"langkah/{name}/"), {"versi": event.version})


def states(event: Event) -> dict[str, str]:
    rows = event.participants.select_related("person__user")
    return {one.person.user.username: one.state for one in rows}


def test_an_event_opens_only_with_sessions_and_somebody_who_supports(dewi) -> None:
    assert "Belum ada acara." in text_of(dewi.get(LIST))
    page = dewi.post(NEW, TYPED | {"judul": "", "selesai": "2026-12-06"})
    assert page.status_code == 422
    assert "Tulis judulnya." in text_of(page)
    page = dewi.post(NEW, TYPED | {"selesai": "2026-12-06"})
    assert "Hari terakhir mendahului hari pertama." in text_of(page)
    dewi.post(NEW, TYPED)
    event = Event.objects.get()
    assert (event.state, event.last) == (Event.State.DRAFT, dt.date(2026, 12, 8))
    assert "orang pendukung di acara ini" in text_of(step(dewi, event, "buka"))
    with_support = TYPED | {"pendukung": "Ibu Contoh", "cara": "ruang 2", "versi": event.version}
    event.refresh_from_db()
    dewi.post(at(event, "ubah/"), with_support | {"versi": event.version})
    assert "Susun dulu sesinya" in text_of(step(dewi, event, "buka"))
    times = {"judul": "Satu", "hari": "07/12/2026", "mulai": "08.00", "selesai": "09.00"}
    page = dewi.post(at(event, "sesi/baru/"), times | {"jp": "2"})
    assert "terlalu pendek untuk 2 JP" in text_of(page)
    page = dewi.post(at(event, "sesi/baru/"), times | {"jp": "1", "hari": "09/12/2026"})
    assert "di luar hari-hari acaranya" in text_of(page)
    dewi.post(at(event, "sesi/baru/"), times | {"jp": "1"})
    assert step(dewi, event, "buka").status_code == 302
    event.refresh_from_db()
    assert event.state == Event.State.OPEN
    assert "Semuanya 1 JP." in text_of(dewi.get(at(event)))
    assert AuditEvent.objects.filter(action="training_event_opened").count() == 1


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(dewi, event) -> None:
    old = event.version
    dewi.post(at(event, "ubah/"), TYPED_OF(event) | {"judul": "Yang pertama", "versi": old})
    page = dewi.post(at(event, "ubah/"), TYPED_OF(event) | {"judul": "Yang kedua", "versi": old})
    assert page.status_code == 409
    assert "Sekarang: Yang pertama" in text_of(page)
    assert 'value="Yang kedua"' in page.content.decode()
    event.refresh_from_db()
    assert event.title == "Yang pertama"
    stale = dewi.post(at(event, "langkah/tutup/"), {"versi": old})
    assert stale.status_code == 409


def TYPED_OF(event: Event) -> dict[str, str]:  # noqa: N802
    return TYPED | {
        "mulai": event.first.isoformat(),
        "selesai": event.last.isoformat(),
        "pendukung": event.support_name,
        "cara": event.support_way,
    }


def test_a_trainer_sees_the_own_event_and_no_other(world, staff, event, first) -> None:
    from ruangaman.training.services.events import event_add

    other = event_add(entry=entry(first, title="Acara lain"), by=world.dewi)
    tono = world.sign_in(staff, "tono")
    said = text_of(tono.get(LIST))
    assert "Pelatihan dasar" in said
    assert "Acara lain" not in said
    assert tono.get(at(event)).status_code == 200
    assert tono.get(at(other)).status_code == 404
    assert tono.get(at(other, "peserta/")).status_code == 404
    assert tono.post(at(event, "ubah/"), TYPED).status_code == 403
    assert tono.get(at(event, "peserta/undang/")).status_code == 403


def test_whoever_comes_after_the_last_seat_waits_and_moves_up(world, event, people) -> None:
    Seats.objects.create(event=event, unit_code="dinas-kesehatan", number=1)
    done = participants_invite(event=event, people=list(people.values()), by=world.dewi)
    assert (done.seated, done.waiting) == (2, 1)
    seated, waits = sorted(("rina", "beni"), key=lambda name: states(event)[name] == State.WAITING)
    assert states(event)[waits] == State.WAITING
    rows = {one.person.user.username: one for one in event.participants.all()}
    participant_answer(participant=rows[seated], comes=False, by=world.people[seated])
    assert states(event)[waits] == State.INVITED
    participant_answer(participant=rows[waits], comes=True, by=world.people[waits])
    participant_answer(participant=rows[seated], comes=True, by=world.people[seated])
    assert states(event) == {seated: State.WAITING, waits: State.ACCEPTED, "lena": State.INVITED}


def test_seats_that_are_added_go_to_who_waits_and_who_waits_may_say_no(
    world, staff, dewi, event, people
) -> None:
    Seats.objects.create(event=event, unit_code="dinas-kesehatan", number=0)
    participants_invite(event=event, people=list(people.values()), by=world.dewi)
    assert "2 di antaranya menunggu kursi" in text_of(dewi.get(at(event)))
    rina = world.sign_in(staff, "rina")
    here = f"/pelatihan/undangan/{event.pk}/"
    assert "Saya hadir" not in text_of(rina.get(here))
    rina.post(here, {"jawab": "berhalangan"})
    world.sign_in(staff, "dewi").post(at(event, "kursi/"), {"isi": "dinas kesehatan 1"})
    assert states(event) == {
        "rina": State.DECLINED,
        "beni": State.INVITED,
        "lena": State.INVITED,
    }


def test_people_are_found_ticked_and_invited_once(dewi, event, people) -> None:
    page = dewi.get(at(event, "peserta/undang/"))
    assert people["rina"].name in text_of(page)
    page = dewi.post(at(event, "peserta/undang/"), {"undang": "1"})
    assert "Tandai dulu siapa yang diundang." in text_of(page)
    chosen = {"undang": "1", "orang": [str(people["rina"].pk), "bukan-kunci", str(uuid.uuid4())]}
    for _twice in range(2):
        dewi.post(at(event, "peserta/undang/"), chosen)
    assert event.participants.count() == 1
    assert people["rina"].name not in text_of(dewi.get(at(event, "peserta/undang/")))
    row = event.participants.get()
    said = text_of(dewi.get(at(event, "peserta/")))
    assert people["rina"].name in said
    paper = pdf_text(dewi.get(at(event, "peserta/surat/")).content)
    code = code_shown(code_open(row.code, participant=row.pk))
    assert code in said
    assert all(one in paper for one in (code, people["rina"].name, "Orang pendukung: Ibu Contoh."))
    dewi.post(at(event, f"peserta/{row.pk}/batal/"))
    assert states(event) == {"rina": State.WITHDRAWN}
    dewi.post(at(event, "peserta/undang/"), chosen)
    assert states(event) == {"rina": State.INVITED}


def test_who_is_invited_answers_and_nobody_else_sees_it(world, staff, event, invited) -> None:
    here = f"/pelatihan/undangan/{event.pk}/"
    rina = world.sign_in(staff, "rina")
    said = text_of(rina.get(here))
    assert "Orang pendukung: Ibu Contoh." in said
    assert "tanpa menjelaskan alasannya" in said
    assert rina.post(here, {"jawab": "mungkin"}).status_code == 422
    assert rina.post(here, {"jawab": "hadir"}).status_code == 302
    assert states(event)["rina"] == State.ACCEPTED
    assert states(event)["beni"] == State.INVITED
    world.sign_in(staff, "maria")
    assert staff.get(here).status_code == 404
    staff.logout()
    assert staff.get(here).status_code == 404


def test_declared_and_counted_stand_side_by_side_with_the_explanation(dewi, event) -> None:
    lines = "perangkat daerah 22\nrumah sakit 2\nbadan 9\nbiro 7"
    page = dewi.post(at(event, "rincian/"), {"isi": "badan 9\nbiro"})
    assert "Baris 2:" in text_of(page)
    dewi.post(at(event, "rincian/"), {"isi": lines})
    event.refresh_from_db()
    dewi.post(at(event, "ubah/"), TYPED_OF(event) | {"dinyatakan": "41", "versi": event.version})
    said = text_of(dewi.get(at(event)))
    assert "Laporan menyebut 1 lebih banyak daripada yang terhitung." in said
    assert "Belum ada penjelasan." in said
    event.refresh_from_db()
    assert event.declared == 41
    assert sum(one.number for one in event.counted.all()) == 40


def test_what_is_pressed_twice_is_there_once(dewi) -> None:
    for _twice in range(2):
        answer = dewi.post(f"{LIST}baru/", TYPED)
    made = Event.objects.get(title=TYPED["judul"])
    assert answer.headers["Location"] == at(made)
    hours = {"mulai": "08.00", "selesai": "10.15", "jp": "3"}
    for _twice in range(2):
        said = {"judul": "Sesi", "hari": made.first.isoformat(), **hours}
        assert dewi.post(at(made, "sesi/baru/"), said).status_code == 302
    assert made.sessions.count() == 1, "its hours would count twice in what must be attended"


def test_seats_are_read_line_by_line(dewi, event) -> None:
    page = dewi.post(at(event, "kursi/"), {"isi": "Dinas Kesehatan 2\nDinas Bulan 1"})
    assert "Baris 2: tidak ada unit bernama “Dinas Bulan”." in text_of(page)
    assert dewi.post(at(event, "kursi/"), {"isi": "Dinas Kesehatan 2"}).status_code == 302
    assert list(event.seats.values_list("unit_code", "number")) == [("dinas-kesehatan", 2)]


def test_a_link_is_a_safe_one_and_a_file_is_sealed(
    dewi, event, django_capture_on_commit_callbacks
) -> None:
    from ruangaman.core.storage import sealed_files

    here = at(event, "bahan/")
    assert dewi.post(here, {"judul": "Bahan", "akhir": "1"}).status_code == 422
    page = dewi.post(here, {"judul": "Bahan", "tautan": "http://contoh.go.id/a", "akhir": "1"})
    assert "https://" in text_of(page)
    dewi.post(here, {"judul": "Tautan", "tautan": "https://contoh.go.id/a", "akhir": "1"})
    plain = SimpleUploadedFile("bahan.pdf", card_pdf())
    dewi.post(here, {"judul": "Berkas", "file": plain, "akhir": "1"})
    assert event.materials.count() == 2
    file = Material.objects.exclude(blob="").get()
    with sealed_files().open(file.blob) as raw:
        assert b"%PDF" not in raw.read()
    got = dewi.get(at(event, f"bahan/{file.pk}/"))
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    assert "sandbox" in got.headers["Content-Security-Policy"]
    with django_capture_on_commit_callbacks(execute=True):
        dewi.post(at(event, f"bahan/{file.pk}/hapus/"))
    assert not sealed_files().exists(file.blob)


def test_whoever_was_invited_is_not_taken_out_of_the_network(dewi, invited, people) -> None:
    rina = people["rina"]
    page = dewi.post(f"/jejaring/orang/{rina.pk}/langkah/hapus/", {"versi": rina.version})
    assert "punya catatan pelatihan atau sertifikat" in text_of(page)
    assert Participant.objects.filter(person=rina).exists()
