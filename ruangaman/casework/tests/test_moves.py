"""A case goes from state to state with reasons; a question stays one whatever a worker writes."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from ruangaman.casework.tests.cases import done, form_of, opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.reporting import seals
from ruangaman.reporting.models import Item, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open, messages_of
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.items import item_add
from ruangaman.reporting.services.mailbox import consultation_turn
from ruangaman.reporting.services.moves import report_move
from ruangaman.reporting.views.mailbox_page import item_words
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
QUESTION = {"tujuan": "tanya", "izin": "uptd_kebutuhan", "pertanyaan": "Boleh?", "balas": "kode"}


def read(code: Any) -> list[str]:
    """Return what stands in her mailbox, in the words of the page."""
    mailbox = mailbox_open(code)
    assert mailbox is not None
    return [item_words(item) for item in messages_of(mailbox)]


def test_a_case_is_assessed_then_supported_and_she_reads_why(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    assert "Ubah keadaan kasus" not in text_of(page)
    page = done(staff, report, "jawab", page, teks="Halo.")
    page = done(staff, report, "pesan", page, teks="Ada lagi?")
    assert Report.objects.get().state == "acknowledged"
    page = done(
        staff, report, "keadaan", page, langkah="assessed.bersama", teks="Kita sudah bicara."
    )
    assert "Keadaan kasus diperbarui." in text_of(page)
    page = done(staff, report, "keadaan", page, langkah="supported.langkah")
    assert Report.objects.get().state == "supported"
    assert read(code)[2:] == [
        "Kebutuhan dan keselamatan Anda sudah dilihat. Kita melihatnya bersama.\n"
        "Kita sudah bicara.",
        "Anda didampingi. Langkah bantuan sudah disepakati.",
    ]
    back = done(staff, report, "keadaan", page, langkah="assessed.kabar_baru")
    assert Report.objects.get().state == "assessed"
    assert back.status_code == 200
    assert AuditEvent.objects.filter(action="report-moved").count() == 3


def test_a_move_that_does_not_fit_is_refused_with_its_text(world: World, staff: Any) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    page = done(staff, report, "jawab", page, teks="Halo.")
    for value in ("", "concluded.langkah", "supported.langkah", "😀"):
        refused = done(staff, report, "keadaan", page, langkah=value, teks="Kalimat saya.")
        assert refused.status_code == 422
        assert form_of(refused, "keadaan")["teks"] == "Kalimat saya."
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    his = opened(yosef, report)
    done(staff, report, "keadaan", page, langkah="supported.mendesak")
    late = done(yosef, report, "keadaan", his, langkah="assessed.bersama", teks="Dari Yosef.")
    assert late.status_code == 422
    assert "tidak cocok lagi dengan keadaan kasus" in text_of(late)
    assert form_of(late, "keadaan")["teks"] == "Dari Yosef."
    assert len(read(code)) == 2


def test_an_alert_of_a_witness_ends_in_information_and_never_in_a_case(
    world: World, staff: Any
) -> None:
    report, _code = sent(tentang="lain", izin="uptd_kebutuhan", balas="kode")
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    page = done(staff, report, "jawab", page)
    assert "tidak ada kasusnya di sini" in text_of(page)
    assert "Kebutuhan terpenuhi" not in text_of(page)
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    with pytest.raises(NotAllowed), transaction.atomic():
        report_move(
            reader=reader,
            report=found,
            box=box,
            to="assessed",
            reason="bersama",
            text="",
            item_id=uuid.uuid4(),
        )
    closed = done(staff, report, "tutup", page, alasan="informasi", teks="Silakan sampaikan.")
    assert "Informasi untuk disampaikan sudah diberikan" in text_of(closed)


@pytest.mark.parametrize("first", [False, True], ids=["after", "before"])
def test_a_worker_cannot_make_a_question_a_report(world: World, staff: Any, first: bool) -> None:
    """What she signs as "turned", or as the reporter's first answers, is a forgery."""
    report, code = sent(**QUESTION)
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    forged = [
        ("needs", {"kind": "turned", "purpose": "lapor"}),
        ("needs", {"kind": "needs", "purpose": "lapor", "answers": {"tentang": "saya"}}),
        ("messages", {"kind": "turned"}),
    ]
    for part, body in forged:
        item = uuid.uuid4()
        with transaction.atomic():
            assert item_add(
                report=found,
                box=box,
                part=part,
                body={"at": seals.stamp(timezone.now()), **body},
                author=seals.Author(reader.key, reader.key_id.bytes),
                item_id=item,
            )
        if first:
            Item.objects.filter(pk=item).update(position=0)
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    assert "Ini pertanyaan, bukan laporan." in page
    assert "Polisi (3×24 jam)" not in page
    assert "segel atau tanda tangannya tidak cocok" in page
    assert "mengubah pertanyaannya menjadi laporan" not in page
    mailbox = mailbox_open(code)
    assert mailbox is not None
    assert mailbox.kind == "tanya"
    assert "Anda menjadikan pertanyaan ini laporan." not in read(code)


def test_only_her_code_makes_it_one_and_the_clock_starts_then(world: World, staff: Any) -> None:
    report, code = sent(**QUESTION)
    mailbox = mailbox_open(code)
    assert mailbox is not None
    assert consultation_turn(mailbox, item_id=uuid.uuid4())
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    assert "Polisi (3×24 jam)" in page
    assert "mengubah pertanyaannya menjadi laporan" in page
