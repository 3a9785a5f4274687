"""The steps on an opened case: each happens once, each refusal keeps the text."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError

from ruangaman.casework.tests.cases import done, form_of, opened, sent, text_of
from ruangaman.reporting.models import Item, ReaderRequest, Report
from ruangaman.reporting.selectors.mailbox import mailbox_open, messages_of, wishes_of
from ruangaman.reporting.services import desk
from ruangaman.reporting.services.mailbox import consent_withdraw, wish_answer
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def told(code: Any) -> list[str]:
    """Return what the reporter reads in her mailbox."""
    mailbox = mailbox_open(code)
    assert mailbox is not None
    return [str(item.body.get("text", "")) for item in messages_of(mailbox)]


def test_the_first_answer_is_suggested_and_sent_by_one_press(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    assert form_of(page, "jawab")["teks"].startswith("Terima kasih sudah bercerita.")
    after = done(staff, report, "jawab", page)
    assert after.status_code == 200
    assert "Jawaban pertama terkirim." in text_of(after)
    assert Report.objects.get().state == "acknowledged"
    assert told(code)[0].startswith("Terima kasih sudah bercerita. Ini bukan salah Anda.")


def test_messages_go_both_ways_with_author_and_day(world: World, staff: Any) -> None:
    report, code = sent(
        tujuan="tanya", izin="uptd_kebutuhan", pertanyaan="Bolehkah saya menolak?", balas="kode"
    )
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    assert "Pelapor · pertanyaan" in text_of(page)
    page = done(staff, report, "jawab", page, teks="Tentu boleh.")
    page = done(staff, report, "pesan", page, teks="Ada lagi?")
    assert told(code) == ["Bolehkah saya menolak?", "Tentu boleh.", "Ada lagi?"]
    other = opened(world.sign_in(StaffClient(), "yosef", unlock=True), report)
    assert "Pendamping, UPTD PPA" in text_of(other)
    assert text_of(page).count("Anda, ") == 2


def test_a_message_sent_twice_is_one_message(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    for _ in range(2):
        again = done(staff, report, "jawab", page, teks="Halo.")
    assert told(code) == ["Halo."]
    assert "Tidak dikirim dua kali." in text_of(again)


def test_another_text_under_a_used_value_is_kept_and_not_sent(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    done(staff, report, "jawab", page, teks="Halo.")
    again = done(staff, report, "jawab", page, teks="Halo, satu lagi.")
    assert again.status_code == 409
    assert told(code) == ["Halo."]
    assert form_of(again, "pesan")["teks"] == "Halo, satu lagi."
    sent_on = done(staff, report, "pesan", again)
    assert sent_on.status_code == 200
    assert told(code) == ["Halo.", "Halo, satu lagi."]


def test_two_workers_answer_at_once(world: World, staff: Any) -> None:
    report, code = sent()
    colleague = world.sign_in(StaffClient(), "yosef", unlock=True)
    hers, his = (
        opened(world.sign_in(staff, "maria", unlock=True), report),
        opened(colleague, report),
    )
    assert done(staff, report, "jawab", hers, teks="Dari Maria.").status_code == 200
    late = done(colleague, report, "jawab", his, teks="Dari Yosef.")
    assert late.status_code == 409
    assert "Keadaan kasus ini sudah berubah." in text_of(late)
    assert "Dari Maria." in text_of(late)
    assert form_of(late, "pesan")["teks"] == "Dari Yosef."
    assert told(code) == ["Dari Maria."]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Tulis pesannya dulu."),
        (" \r\n\t ", "Tulis pesannya dulu."),
        ("\x00\u202e", "Tulis pesannya dulu."),
        ("a" * 100_000, "Terlalu panjang. Kurangi 95"),
    ],
)
def test_a_text_that_cannot_be_sent_gets_a_sentence(
    world: World, staff: Any, typed: str, words: str
) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    response = done(staff, report, "jawab", page, teks=typed)
    assert response.status_code == 422
    assert words in text_of(response)
    assert form_of(response, "jawab")["teks"].strip() == typed.strip()
    assert told(code) == []


def test_a_request_that_is_too_large_is_refused_and_not_a_fault(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    body = urlencode({**form_of(page, "jawab"), "teks": "\U0001f600" * 400_000}, doseq=True)
    kind = "application/x-www-form-urlencoded"
    response = staff.post(f"/kasus/{report.number}/jawab/", body, content_type=kind)
    assert response.status_code == 413
    assert told(code) == []


def test_odd_letters_arrive_without_marks_that_turn_the_text(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    done(staff, report, "jawab", page, teks="Halo \x00\u202e😀 \u05d0\r\nbaris <b>dua</b>")
    assert told(code) == ["Halo 😀 \u05d0\nbaris <b>dua</b>"]
    assert "<b>dua</b>" not in opened(staff, report).content.decode()


@pytest.mark.parametrize("value", ["", "😀", "0", str(uuid.UUID(int=0))[:-1]])
def test_a_broken_form_keeps_the_text_and_works_the_second_time(
    world: World, staff: Any, value: str
) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    broken = done(staff, report, "jawab", page, teks="Halo.", butir=value)
    assert broken.status_code == 422
    assert "Formulir ini tidak lengkap." in text_of(broken)
    assert done(staff, report, "jawab", broken).status_code == 200
    assert told(code) == ["Halo."]


def test_a_fault_of_the_database_keeps_the_text(
    world: World, staff: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)

    def fail(**_: object) -> bool:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(desk, "report_acknowledge", fail)
        failed = done(staff, report, "jawab", page, teks="Halo.")
    assert failed.status_code == 503
    assert "Tekan sekali lagi." in text_of(failed)
    assert done(staff, report, "jawab", failed).status_code == 200
    assert told(code) == ["Halo."]


def test_a_case_is_closed_with_a_reason_and_opened_again(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    page = done(staff, report, "tutup", page, alasan="permintaan", teks="Sesuai permintaan Anda.")
    assert "Kasus ditutup." in text_of(page)
    assert Report.objects.get().state == "concluded"
    assert "Permintaan pelapor" in text_of(page)
    refused = done(staff, report, "buka-lagi", page, teks="Kami lanjutkan.")
    assert "Pilih satu alasan." in text_of(refused)
    page = done(staff, report, "buka-lagi", refused, alasan="menulis_lagi")
    assert "Kasus dibuka kembali." in text_of(page)
    assert Report.objects.get().state == "acknowledged"
    assert "Pelapor menulis lagi" in text_of(page)
    assert told(code) == ["Sesuai permintaan Anda.", "Kami lanjutkan."]


def test_closing_needs_a_reason_and_a_text(world: World, staff: Any) -> None:
    report, _ = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    response = done(staff, report, "tutup", page, alasan="bosan", teks="")
    assert response.status_code == 422
    assert "Pilih satu alasan." in text_of(response)
    assert "Tulis pesannya dulu." in text_of(response)
    assert Report.objects.get().state == "received"


def test_another_reader_is_asked_for_and_only_the_reporter_decides(
    world: World, staff: Any
) -> None:
    report, code = sent(konflik=["dinas"])
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    assert "bekerja di: Dinas P3AP2KB" in text_of(page)
    fields = {
        "penerima": str(world.keys["lena"].pk),
        "minta": ["needs", "messages"],
        "alasan": "Lena bisa menemani ke layanan.",
    }
    after = done(staff, report, "pembaca", page, **fields)
    assert "Permintaan terkirim." in text_of(after)
    mailbox = mailbox_open(code)
    assert mailbox is not None
    wish = wishes_of(mailbox)[0]
    assert (wish.who, wish.parts) == (
        "Fokal point Dinas Sosial",
        ("needs", "messages"),
    )
    lena = world.sign_in(StaffClient(), "lena", unlock=True)
    assert lena.get(f"/kasus/{report.number}/").status_code == 404
    done(staff, report, "pembaca", page, **fields)
    assert ReaderRequest.objects.count() == 1
    assert wish_answer(mailbox, wish_id=wish.id, yes=True)
    assert "Teman bicara" in text_of(opened(lena, report))
    assert "Ya: Fokal point Dinas Sosial boleh membaca" in text_of(opened(staff, report))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"penerima": ""}, "Pilih satu orang."),
        ({"penerima": "😀"}, "Pilih orang lain."),
        ({"penerima": "maria"}, "Pilih orang lain."),
        ({"penerima": "anton"}, "Pilih orang lain."),
        ({"minta": []}, "Pilih paling sedikit satu bagian."),
        ({"minta": ["identity"]}, "Anda hanya bisa meminta bagian yang boleh Anda buka."),
        ({"alasan": " "}, "Tulis alasannya."),
        ({"alasan": "a" * 501}, "Terlalu panjang. Kurangi 1 huruf."),
    ],
)
def test_a_request_that_cannot_be_made_gets_a_sentence(
    world: World, staff: Any, changes: dict[str, Any], words: str
) -> None:
    report, _ = sent(balas="kode")
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    fields = {"penerima": str(world.keys["lena"].pk), "minta": ["needs"], "alasan": "Menemani."}
    fields |= changes
    if fields["penerima"] in world.keys:
        fields["penerima"] = str(world.keys[str(fields["penerima"])].pk)
    response = done(staff, report, "pembaca", page, **fields)
    assert response.status_code == 422
    assert words in text_of(response)
    assert not ReaderRequest.objects.exists()


def test_a_consent_taken_back_in_between_ends_the_step(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    mailbox = mailbox_open(code)
    assert mailbox is not None
    consent_withdraw(mailbox, key=mailbox.grants[0].key)
    assert done(staff, report, "jawab", page).status_code == 404
    assert Item.objects.filter(part="messages").count() == 1


def test_a_text_survives_a_vault_that_closed_meanwhile(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    locked = done(world.sign_in(StaffClient(), "maria"), report, "jawab", page, teks="Halo lagi.")
    assert locked.status_code == 403
    assert "Halo lagi." in locked.content.decode()
    assert form_of(page, "jawab")["butir"][0] in locked.content.decode()
    assert told(code) == []
