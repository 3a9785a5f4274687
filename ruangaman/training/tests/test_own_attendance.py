"""At the door, with the own code, and with the code that changes every minute."""

from __future__ import annotations

import re

import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.training.codes import code_open
from ruangaman.training.minutes import ALPHABET, code_now
from ruangaman.training.models import Attendance, AttendanceTaken, Event, Participant, Session
from ruangaman.training.selectors.attendance import hours_one
from ruangaman.training.services.attendance import attendance_take_back, session_close, session_open
from ruangaman.training.services.events import event_add, event_cancel, event_close, event_open
from ruangaman.training.services.participants import participant_answer
from ruangaman.training.services.sessions import session_add
from ruangaman.training.tests.conftest import entry
from ruangaman.training.tests.conftest import session as planned
from tests.clients import StaffClient
from tests.pages import text_of

pytestmark = pytest.mark.django_db
DOOR = "/pelatihan/ikut/"


def own(participant: Participant) -> str:
    return code_open(participant.code, participant=participant.pk)


def enter(client, participant: Participant):
    return client.post(DOOR, {"kode": own(participant).lower()})


def here(event: Event) -> str:
    return f"{DOOR}{event.pk}/"


def link(session: Session, clock) -> str:
    return f"/pelatihan/hadir/{session.pk}/{code_now(session.pk, clock.at)}/"


def scanned(client, link: str, **more: str):
    """Follow a link as a phone does, and press what it offers."""
    page = client.get(link).content.decode()
    mark = re.search(r'name="terbaca" value="([^"]+)"', page)
    return client.post(link, {"terbaca": mark[1] if mark else "", **more})


def attended() -> list[tuple[str, str, str]]:
    rows = Attendance.objects.order_by("pk").values_list(
        "participant__person__user__username", "session__title", "how"
    )
    return list(rows)


@pytest.fixture
def first_session(today, world):
    return session_open(session=today.sessions.first(), by=world.tono)


def test_the_door_opens_to_the_own_code_alone(staff, today, listed) -> None:
    for typed, said in (
        ("", "Ketik kode peserta Anda."),
        ("ABC", "terdiri dari 8 tanda"),
        ("AAAA-AAAA", "Kode ini tidak dikenal."),
    ):
        page = staff.post(DOOR, {"kode": typed})
        assert page.status_code == 422
        assert said in text_of(page)
    assert staff.get(here(today)).status_code == 302
    assert enter(staff, listed["rina"]).headers["Location"] == here(today)
    said = text_of(staff.get(here(today)))
    assert f"Anda: {listed['rina'].person.name}" in said
    assert "0 dari 5 JP (0 %)" in said
    Event.objects.filter(pk=today.pk).update(last=today.first)
    page = staff.get(here(today))
    assert f"/pelatihan/evaluasi/{today.pk}/after/" in page.content.decode()
    assert "Orang pendukung: Ibu Contoh." in said
    staff.post(f"{DOOR}pergi/")
    assert staff.get(here(today)).status_code == 302


def test_guessing_own_codes_slows_down_whoever_guesses_and_not_the_next_house(
    clock, today, listed
) -> None:
    def typed(code: str, sender: str = "192.0.2.1"):
        return StaffClient().post(DOOR, {"kode": code}, REMOTE_ADDR=sender)

    for _try in range(41):
        typed("AAAA-AAAA")
    page = typed(own(listed["rina"]))
    assert page.status_code == 429
    assert "Coba lagi" in text_of(page)
    assert typed(own(listed["beni"]), "192.0.2.9").status_code == 302
    clock.on(seconds=30)
    assert typed(own(listed["rina"])).status_code == 302


def test_a_code_of_the_screen_is_taken_in_its_minute_and_the_next(
    staff, clock, first_session, today, listed
) -> None:
    enter(staff, listed["rina"])
    code = code_now(first_session.pk, clock.at)
    assert set(code) <= set(ALPHABET)
    clock.on(seconds=60)
    assert code_now(first_session.pk, clock.at) != code
    typed = f" {code[:3].lower()} {code[3:]}"
    for _twice in range(2):
        assert staff.post(here(today), {"layar": typed}).status_code == 302
    assert attended() == [("rina", first_session.title, "code")]
    listed["rina"].refresh_from_db()
    assert listed["rina"].state == Participant.State.ACCEPTED
    assert "3 dari 5 JP (60 %)" in text_of(staff.get(here(today)))
    assert Attendance.objects.get().recorded_by is None


def test_each_code_that_is_not_taken_gets_its_own_answer(
    staff, world, clock, first_session, today, listed
) -> None:
    enter(staff, listed["rina"])
    other = event_add(entry=entry(clock.at.date(), title="Acara lain"), by=world.dewi)
    elsewhere = session_add(event=other, entry=planned(clock.at.date(), 9, 1), by=world.dewi)
    other.refresh_from_db()
    event_open(event=other, version=other.version, by=world.dewi)
    session_open(session=elsewhere, by=world.dewi)
    old = code_now(first_session.pk, clock.at)
    clock.on(minutes=2)

    def answer(typed: str) -> str:
        page = staff.post(here(today), {"layar": typed})
        assert page.status_code == 422
        return text_of(page)

    assert "Ketik kode yang tampil di layar." in answer("")
    assert "terdiri dari 6 tanda" in answer("OOO 111")
    assert "Kode ini sudah berganti. Lihat layar lagi" in answer(old)
    assert "Kode ini tidak cocok." in answer("CCC CCC")
    said = answer(code_now(elsewhere.pk, clock.at))
    assert f"Ini kode sesi “{elsewhere.title}” dari acara lain: “Acara lain”." in said
    session_close(session=first_session, by=world.tono)
    assert "sudah ditutup" in answer(code_now(first_session.pk, clock.at))
    assert attended() == []
    for _try in range(12):
        staff.post(here(today), {"layar": "CCC CCC"})
    assert "Terlalu banyak kode yang salah" in answer("CCC CCC")


def test_a_scanned_link_says_why_it_does_not_count(
    staff, world, clock, first_session, today, listed
) -> None:
    enter(staff, listed["rina"])
    second = today.sessions.last()
    fresh = link(first_session, clock)
    assert "belum dibuka" in text_of(staff.get(link(second, clock)))
    assert staff.get(f"/pelatihan/hadir/{today.pk}/CCC479/").status_code == 404
    mixed = fresh.replace(str(first_session.pk), str(second.pk))
    session_open(session=second, by=world.tono)
    said = f"Ini kode sesi “{first_session.title}”, bukan sesi ini."
    assert said in text_of(staff.get(mixed))
    clock.on(minutes=2)
    assert "Kode ini sudah berganti" in text_of(staff.get(fresh))
    assert staff.post(fresh).status_code == 422
    assert attended() == []
    assert scanned(staff, link(first_session, clock)).status_code == 302
    assert attended() == [("rina", first_session.title, "code")]
    Session.objects.filter(pk=second.pk).update(
        starts_at=first_session.starts_at, ends_at=first_session.ends_at
    )
    assert "pada jam yang sama" in text_of(scanned(staff, link(second, clock)))


def test_who_scanned_in_time_has_five_minutes_to_say_who_she_is(
    staff, clock, first_session, listed
) -> None:
    fresh = link(first_session, clock)
    page = staff.get(fresh).content.decode()
    mark = re.search(r'name="terbaca" value="([^"]+)"', page)[1]
    typed = {"terbaca": mark, "kode": own(listed["beni"])}
    clock.on(minutes=6)
    late = StaffClient().post(fresh, typed)
    assert "Kode ini sudah berganti" in text_of(late)
    clock.on(minutes=-2)
    assert StaffClient().post(fresh, {**typed, "terbaca": f"{mark[:-1]}x"}).status_code == 422
    assert attended() == []
    assert staff.post(fresh, typed).status_code == 302
    assert attended() == [("beni", first_session.title, "code")]


def test_two_people_with_one_phone_are_never_taken_for_each_other(
    staff, world, clock, first_session, today, listed
) -> None:
    rina = world.sign_in(staff, "rina")
    fresh = link(first_session, clock)
    assert listed["rina"].person.name in text_of(rina.get(fresh))
    scanned(rina, fresh, kode=own(listed["beni"]))
    assert attended() == [("beni", first_session.title, "code")]
    assert listed["beni"].person.name in text_of(rina.get(here(today)))
    rina.post(f"{DOOR}pergi/")
    assert rina.get(here(today)).status_code == 302
    assert "Akun rina" in text_of(rina.get(DOOR)).replace("Rina", "rina")
    assert scanned(rina, fresh).status_code == 200
    assert len(attended()) == 1
    rina.post(f"{DOOR}akun/")
    assert scanned(rina, fresh).status_code == 302
    assert {name for name, _title, _how in attended()} == {"rina", "beni"}
    assert Attendance.objects.get(participant=listed["rina"]).recorded_by == world.rina
    assert Attendance.objects.get(participant=listed["beni"]).recorded_by is None


def test_a_code_typed_before_somebody_signs_in_is_not_hers(
    staff, world, first_session, today, listed
) -> None:
    enter(staff, listed["beni"])
    world.sign_in(staff, "rina")
    assert f"Anda: {listed['rina'].person.name}" in text_of(staff.get(here(today)))


def test_who_is_not_on_the_list_waits_or_was_taken_off_is_told_so(
    staff, world, clock, first_session, today, listed
) -> None:
    fresh = link(first_session, clock)
    world.sign_in(staff, "maria")
    assert "tidak ada di daftar peserta acara ini" in text_of(staff.get(fresh))
    assert scanned(staff, fresh).status_code == 200
    Participant.objects.filter(pk=listed["beni"].pk).update(state=Participant.State.WAITING)
    beni = StaffClient()
    enter(beni, listed["beni"])
    assert "menunggu kursi" in text_of(scanned(beni, fresh))
    Participant.objects.filter(pk=listed["lena"].pk).update(state=Participant.State.WITHDRAWN)
    assert enter(StaffClient(), listed["lena"]).status_code == 422
    participant_answer(participant=listed["rina"], comes=False, by=world.dewi)
    rina = StaffClient()
    enter(rina, listed["rina"])
    assert scanned(rina, fresh).status_code == 302
    listed["rina"].refresh_from_db()
    assert listed["rina"].state == Participant.State.ACCEPTED
    assert attended() == [("rina", first_session.title, "code")]


def test_what_a_trainer_took_back_no_code_brings_again(
    staff, world, clock, first_session, today, listed
) -> None:
    enter(staff, listed["rina"])
    scanned(staff, link(first_session, clock))
    attendance_take_back(
        session=first_session,
        participant=listed["rina"],
        reason=AttendanceTaken.Reason.ABSENT,
        by=world.tono,
    )
    assert "Pelatih menarik catatan" in text_of(scanned(staff, link(first_session, clock)))
    assert "Ditarik pelatih" in text_of(staff.get(here(today)))
    assert hours_one(listed["rina"]).jp == 0
    told = AuditEvent.objects.get(action="training_attendance_taken_back").detail
    assert told == {"reason": "absent", "how": "code"}


def test_a_closed_or_cancelled_event_takes_no_code(
    staff, world, clock, first_session, today, listed
) -> None:
    enter(staff, listed["rina"])
    fresh = link(first_session, clock)
    today.refresh_from_db()
    event_close(event=today, version=today.version, by=world.dewi)
    assert "Acara ini sudah selesai." in text_of(scanned(staff, fresh))
    Event.objects.filter(pk=today.pk).update(state=Event.State.OPEN)
    today.refresh_from_db()
    event_cancel(event=today, version=today.version, by=world.dewi)
    assert "Acara ini dibatalkan." in text_of(scanned(staff, fresh))
    assert attended() == []


def test_a_session_in_two_groups_is_attended_by_whoever_sits_in_one(today, listed) -> None:
    first = today.sessions.first()
    before = hours_one(listed["rina"]).of
    today.sessions.create(
        title="Kelompok B", starts_at=first.starts_at, ends_at=first.ends_at, jp=first.jp
    )
    assert hours_one(listed["rina"]).of == before
    for one in today.sessions.exclude(title="Kelompok B"):
        Attendance.objects.create(session=one, participant=listed["rina"], how="sheet")
    assert hours_one(listed["rina"]).enough(100)
