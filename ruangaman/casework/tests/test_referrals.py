"""Referrals: only what she signed is a consent, and only what she signed is sent."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import STORY, form_of, sent, text_of
from ruangaman.casework.tests.referring import (
    PROPOSAL,
    code_on,
    form_of_letter,
    klinik,
    mailbox,
    one,
    proposed,
    said_yes,
    section,
    with_letter,
)
from ruangaman.core.models import AuditEvent, RuleValue
from ruangaman.directory.models import Service
from ruangaman.reporting.models import Item, Letter, LetterAnswer
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.letters import answers_notice
from ruangaman.reporting.services.records import record_add
from ruangaman.reporting.services.referrals import letter_make, referral_note
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
__all__ = ["klinik"]


def test_she_says_yes_to_some_of_it_and_the_service_answers_once(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    page = text_of(mailbox(code, public))
    assert "Klinik Contoh" in page
    assert "wajib memberi tahu polisi" in page
    assert "Anda mengizinkan." in text_of(said_yes(code, public, "bantuan"))
    assert dict(one(code).sent) == {"bantuan": ["periksa", "konseling"]}
    _page, paper = with_letter(staff, report)
    assert "Pemeriksaan dan pengobatan, Konseling" in paper
    assert "18 tahun" not in paper  # she did not tick it
    assert STORY not in paper
    letter = code_on(paper)
    assert letter.replace("-", "") not in str(list(Letter.objects.values()))
    door = public.post("/rujukan/", {"kode": letter.lower()})
    assert "Klinik" not in door.content.decode()
    carried = re.search(r'name="isi" value="([^"]+)"', door.content.decode())
    assert carried
    answer = {"isi": carried[1], "jawaban": "accepted", "pesan": "Rabu pukul 9."}
    for _ in range(2):  # a button pressed twice
        assert "Jawaban Anda tersampaikan." in text_of(public.post("/rujukan/", answer))
    assert LetterAnswer.objects.count() == 1
    assert answers_notice() == 1
    assert answers_notice() == 0
    shown = text_of(section(staff, report))
    assert "Tidak dipastikan dengan tanda tangan." in shown
    assert "Rabu pukul 9." in shown
    assert "Diterima layanan" in text_of(mailbox(code, public))
    section(staff, report, "hasil", **form_of(section(staff, report), "hasil"), hasil="completed")
    assert one(code).state == "completed"
    assert AuditEvent.objects.filter(action="referral-letter-made").count() == 1


def test_a_consent_that_a_worker_writes_counts_for_nothing(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    mine = {"reader": reader, "report": found, "box": box, "thing": one(code).thing}
    forged = {"answer": "ya", "sent": {"bantuan": ["periksa"], "kemudahan": ["isyarat"]}}
    for values in (forged, {"hers": forged}):
        record_add(
            **mine, part="needs", about="referral", values=values, item_id=uuid.uuid4(), seen=99
        )
    assert one(code).state == "proposed"
    again = {"item_id": uuid.uuid4(), "seen": 99}
    with pytest.raises(NotAllowed):
        letter_make(**mine, **again)
    with pytest.raises(NotAllowed):
        referral_note(**mine, **again, values={"handover": "ditelepon"})
    said_yes(code, public, "umur")
    record_add(**mine, part="needs", about="referral", values=forged, item_id=uuid.uuid4(), seen=99)
    made = letter_make(**mine, **again)
    assert dict(made.referral.sent) == {"umur": ["dewasa"]}


def test_a_yes_to_another_proposal_than_she_saw_is_refused(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    thing = one(code).thing
    fields = {"rujukan_ya": str(thing), f"boleh_{thing.hex}": ["umur"]}
    page = mailbox(code, public, **fields, **{f"syarat_{thing.hex}": "0" * 64})
    assert page.status_code == 409
    empty = mailbox(code, public, rujukan_ya=str(thing))
    assert "Centang dulu apa yang boleh dikirim" in text_of(empty)
    assert mailbox(code, public, rujukan_ya="x").status_code == 409
    assert one(code).state == "proposed"
    assert "Tidak ada yang dikirim." in text_of(mailbox(code, public, rujukan_tidak=str(thing)))
    assert one(code).state == "declined"
    assert "Tidak dimaui penyintas" in text_of(section(staff, report))


def test_her_withdrawal_ends_the_letter_at_once_and_gives_the_worker_something_to_do(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    said_yes(code, public, "bantuan", "cara")
    page, paper = with_letter(staff, report)
    letter = code_on(paper)
    carried = re.search(r'name="surat" value="([^"]+)"', page.content.decode())
    assert "Izin dicabut." in text_of(mailbox(code, public, rujukan_cabut=str(one(code).thing)))
    used = PublicClient().post("/rujukan/", {"kode": letter})
    unknown = PublicClient().post("/rujukan/", {"kode": "BCDF-GHJK-LMNP-QRST"})
    assert (used.status_code, unknown.status_code) == (404, 404)

    def plain(answer: Any) -> str:
        text = answer.content.decode()
        return re.sub(r'value="[^"]*"|BCDF\S*', "", text)

    assert plain(used) == plain(unknown)
    assert carried
    late = staff.post(f"/kasus/{report.number}/rujukan/surat/", {"surat": carried[1]})
    assert late.status_code == 409
    shown = section(staff, report)
    assert "Beri tahu Klinik Contoh hari ini" in text_of(shown)
    section(staff, report, "beritahu", **form_of(shown, "beritahu"))
    assert "Beri tahu Klinik Contoh hari ini" not in text_of(section(staff, report))
    assert one(code).state == "recalled"


def test_a_consent_taken_back_ends_letters_because_their_keys_are_old(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    said_yes(code, public, "bantuan")
    _page, paper = with_letter(staff, report)
    letter = code_on(paper)
    grant = re.search(r'name="cabut" value="([^"]+)"', mailbox(code, public).content.decode())
    assert grant
    mailbox(code, public, cabut=grant[1])
    assert PublicClient().post("/rujukan/", {"kode": letter}).status_code == 404


def test_an_old_swapped_or_forged_letter_opens_nothing(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    said_yes(code, public, "bantuan")
    _page, paper = with_letter(staff, report)
    letter = code_on(paper)
    row = Letter.objects.get()
    for fields in (
        {"receiver": bytes(report.reporter)},
        {"expires_on": timezone.localdate() - dt.timedelta(days=1)},
    ):
        Letter.objects.filter(pk=row.pk).update(**fields)
        assert PublicClient().post("/rujukan/", {"kode": letter}).status_code == 404
        row.save()
    # somebody with the database alone puts an answer beside it, signed by a key of his own
    other = world.keys["yosef"]
    Letter.objects.filter(pk=row.pk).update(key=bytes(other.public))
    LetterAnswer.objects.create(letter=row, form=uuid.uuid4(), sealed=b"x" * 600)
    assert one(code).state == "sent"


def test_she_answers_face_to_face_with_her_own_words_alone(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    _other, elsewhere = sent()
    world.sign_in(staff, "maria", unlock=True)
    page = proposed(staff, report)
    assert "layanan ini wajib memberi tahu polisi dalam 3×24 jam" in text_of(page)
    form = form_of(page, "izin")
    filled = {**form, "jawab": "ya", "boleh": ["bantuan"]}
    for words in ("satu dua tiga", " ".join(elsewhere.words)):
        page = section(staff, report, "izin", **filled, kode=words)
        assert page.status_code == 422
        assert words not in page.content.decode()  # never sent back
        assert one(code).state == "proposed"
    page = section(staff, report, "izin", **filled, kode=" ".join(code.words))
    assert "ditandatangani dengan kodenya" in text_of(page)
    assert one(code).record.hers["answer"] == "ya"
    staff.post("/kunci/tutup/")
    locked = section(staff, report, "izin", **filled, kode=" ".join(code.words))
    assert " ".join(code.words) not in locked.content.decode()


def test_she_is_asked_after_three_days_whether_she_reached_it(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    RuleValue.objects.create(
        key="referral_check_1",
        value=0,
        unit="days",
        clock="calendar",
        valid_from=dt.date(2026, 1, 1),
        mark="D",
    )
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    said_yes(code, public, "bantuan")
    page = section(staff, report)
    section(staff, report, "antar", **form_of(page, "antar"), penyerahan="ditemani")
    thing = one(code).thing
    assert "Apakah Anda sudah sampai" in text_of(mailbox(code, public))
    mailbox(code, public, rujukan_sampai=f"{thing}:sudah")
    assert one(code).reached == "sudah"
    assert "Apakah Anda sudah sampai" not in text_of(mailbox(code, public))
    assert mailbox(code, public, rujukan_sampai=f"{thing}:entah").status_code == 409


@pytest.mark.parametrize(
    ("about", "refused"),
    [({"tujuan": "lapor", "pemberitahuan": "ya", "tahu": "ya"}, 409), ({"tujuan": "tanya"}, 422)],
)
def test_who_writes_for_somebody_else_cannot_consent_for_her(
    world: World, staff: Any, klinik: Service, about: dict[str, str], refused: int
) -> None:
    report, _code = sent(tentang="lain", **about)
    world.sign_in(staff, "maria", unlock=True)
    before = Item.objects.count()
    page = section(staff, report, "usul", butir=str(uuid.uuid4()), **PROPOSAL)
    assert page.status_code == refused
    assert "Yang menulis bukan penyintas." in text_of(page)
    assert Item.objects.count() == before


def test_the_doctor_comes_first_while_hours_are_left(
    world: World, staff: Any, klinik: Service
) -> None:
    report, _code = sent(kapan="kurang_24_jam")
    world.sign_in(staff, "maria", unlock=True)
    assert "Dokter dulu" in text_of(section(staff, report))


def test_two_about_one_referral_the_second_is_told(
    world: World, staff: Any, public: Any, klinik: Service
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    proposed(staff, report)
    said_yes(code, public, "bantuan")
    colleague = world.sign_in(StaffClient(), "yosef", unlock=True)
    his = form_of_letter(section(colleague, report))
    with_letter(staff, report)
    late = colleague.post(f"/kasus/{report.number}/rujukan/surat/", his)
    assert late.status_code == 409
    assert Letter.objects.count() == 1
