"""Referrals: only what she signed is a consent, and only what she signed is sent."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.letters import letter_pdf
from ruangaman.casework.tests.cases import form_of, sent, text_of
from ruangaman.core.models import AuditEvent, RuleValue
from ruangaman.directory.models import Service
from ruangaman.reporting.models import Item, Letter, LetterAnswer, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.letters import referrals_read
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.parts import items_read
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.letters import answers_notice
from ruangaman.reporting.services.records import record_add
from ruangaman.reporting.services.referrals import letter_make, referral_note
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db

PROPOSAL = {
    "layanan": "klinik",
    "izin": "kesehatan",
    "bantuan": ["periksa", "konseling"],
    "cara": "ditemani",
    "umur": "dewasa",
}


@pytest.fixture
def klinik(world: World) -> Service:
    return Service.objects.create(
        code="klinik",
        position=1,
        name="Klinik Contoh",
        needs=["dokter"],
        level="kab",
        regions=["*"],
        what_id="Memeriksa.",
        what_en="Examines.",
        must_report="yes",
    )


def section(client: Any, report: Report, name: str = "", **fields: Any) -> Any:
    """Open the referrals, or do something in them."""
    path = f"/kasus/{report.number}/berkas/rujukan/"
    return client.post(f"{path}{name}/" if name else path, fields)


def proposed(client: Any, report: Report) -> Any:
    page = section(client, report)
    page = section(client, report, "usul", **form_of(page, "usul"), **PROPOSAL)
    assert "Usulan disimpan." in text_of(page)
    return page


def mailbox(code: Any, public: Any, **fields: Any) -> Any:
    """Open her mailbox, then press something in it if asked to."""
    page = public.post("/pesan/", {"kode": " ".join(code.words)})
    if not fields:
        return page
    carried = re.search(r'name="isi" value="([^"]+)"', page.content.decode())
    assert carried
    hidden = dict(re.findall(r'name="(syarat_\w+)" value="(\w+)"', page.content.decode()))
    return public.post("/pesan/", {"isi": carried[1], **hidden, **fields})


def one(code: Any) -> Any:
    """Return the referral as her code reads it."""
    opened = mailbox_open(code)
    assert opened is not None
    items = items_read(opened.report, opened.box, ["needs"], opened.authors)["needs"]
    (found,) = referrals_read(opened.report, opened.box, items)
    return found


def said_yes(code: Any, public: Any, *info: str) -> Any:
    thing = one(code).thing
    fields = {"rujukan_ya": str(thing), f"boleh_{thing.hex}": list(info)}
    return mailbox(code, public, **fields)


def with_letter(client: Any, report: Report) -> tuple[Any, str]:
    """Make the letter on the page and return the page and the code on the paper."""
    page = section(client, report)
    fields = form_of_letter(page)
    page = client.post(f"/kasus/{report.number}/rujukan/surat/", fields)
    assert "Surat dibuat." in text_of(page), text_of(page)
    carried = re.search(r'name="surat" value="([^"]+)"', page.content.decode())
    assert carried
    seen: list[str] = []
    import ruangaman.casework.views.letters as views

    def noted(made: Any, *, sender: str) -> bytes:
        seen.append(made.code)
        return letter_pdf(made, sender=sender)

    views.letter_pdf, before = noted, views.letter_pdf
    try:
        paper = client.post(f"/kasus/{report.number}/rujukan/surat/", {"surat": carried[1]})
    finally:
        views.letter_pdf = before
    assert paper.content.startswith(b"%PDF")
    return page, seen[0]


def form_of_letter(page: Any) -> dict[str, Any]:
    found = re.search(
        r'<form[^>]*action="[^"]*/rujukan/surat/"[^>]*>(.*?)</form>', page.content.decode(), re.S
    )
    assert found, text_of(page)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[1]))


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
    _page, letter = with_letter(staff, report)
    assert letter not in str(list(Letter.objects.values()))
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
    page, letter = with_letter(staff, report)
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
    _page, letter = with_letter(staff, report)
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
    _page, letter = with_letter(staff, report)
    row = Letter.objects.get()
    for fields in (
        {"to": bytes(report.reporter)},
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
