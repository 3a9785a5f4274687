"""Files at the desk: opened one at a time, recorded, and for those alone who read the messages."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ruangaman.casework.tests.cases import ELSEWHERE, form_of, opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.lib.tests.pictures import jpeg, pdf
from ruangaman.reporting.attached import files_in
from ruangaman.reporting.models import File, Opening
from ruangaman.reporting.selectors.files import file_read
from ruangaman.reporting.selectors.mailbox import mailbox_open, messages_of
from ruangaman.reporting.services.files import file_keep
from ruangaman.reporting.services.mailbox import consent_withdraw, mailbox_change, message_add
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def sent_with_file(**changes: Any) -> tuple[Any, Any, str]:
    """Send a report and a message with a photo; return report, code and the file's id."""
    report, code = sent(**changes)
    kept = file_keep(report=report, raw=jpeg(), name="bukti.jpg")
    mailbox_change(
        code,
        report.pk,
        lambda box: message_add(box, text="Ini.", item_id=uuid.uuid4(), files=[kept]),
    )
    report.refresh_from_db()
    return report, code, kept.id.hex


def ask(client: Any, report: Any, file_id: str) -> Any:
    return client.post(f"/kasus/{report.number}/file/", {"unduh": file_id})


def page_for_files(client: Any, report: Any) -> Any:
    """Answer first, then press "Tambah file" beside the next message."""
    page = opened(client, report)
    first = {**form_of(page, "jawab"), "teks": "Halo."}
    page = client.post(f"/kasus/{report.number}/jawab/", first)
    return client.post(f"/kasus/{report.number}/file/", {**form_of(page, "pesan"), "lampir": "1"})


def with_file(client: Any, report: Any, page: Any, raw: bytes, name: str, **fields: Any) -> Any:
    carried = form_of(page, "file")
    last = carried.pop("akhir")
    chosen = SimpleUploadedFile(name, raw)
    data = {**carried, "file": chosen, "unggah": "1", **fields, "akhir": last}
    return client.post(f"/kasus/{report.number}/file/", data)


def test_the_opening_is_recorded_before_the_file_leaves(world: World, staff: Any) -> None:
    report, _code, file_id = sent_with_file()
    answer = ask(world.sign_in(staff, "maria", unlock=True), report, file_id)
    assert answer.status_code == 200
    assert Opening.objects.filter(report=report).count() == 1
    assert AuditEvent.objects.filter(action="file-opened").count() == 1
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")


def test_no_file_leaves_where_the_opening_cannot_be_recorded(
    world: World, staff: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, _code, file_id = sent_with_file()
    world.sign_in(staff, "maria", unlock=True)

    def failing(*_: Any, **__: Any) -> None:
        raise RuntimeError("no record")

    monkeypatch.setattr(Opening.objects, "create", failing)
    with pytest.raises(RuntimeError):
        ask(staff, report, file_id)


@pytest.mark.parametrize("name", ["sari", "rina", "lena"])
def test_whoever_may_not_read_finds_nothing(world: World, name: str) -> None:
    report, _code, file_id = sent_with_file()
    answer = ask(world.sign_in(StaffClient(), name, unlock=True), report, file_id)
    assert answer.status_code == 404
    assert not answer.streaming


def test_the_excluded_find_nothing_and_the_allowed_focal_point_does(world: World) -> None:
    report, _code, file_id = sent_with_file(**ELSEWHERE)
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    lena = world.sign_in(StaffClient(), "lena", unlock=True)
    assert ask(maria, report, file_id).status_code == 404
    assert ask(lena, report, file_id).status_code == 200


def test_a_consent_taken_back_closes_the_file(world: World, staff: Any) -> None:
    report, code, file_id = sent_with_file()
    world.sign_in(staff, "maria", unlock=True)
    assert ask(staff, report, file_id).status_code == 200
    team = world.teams["uptd-ppa"].id
    mailbox_change(code, report.pk, lambda box: consent_withdraw(box, key=f"tim-{team}"))
    assert ask(staff, report, file_id).status_code == 404


def test_a_file_of_another_case_is_not_there(world: World, staff: Any) -> None:
    _report, _code, file_id = sent_with_file()
    other, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    for wanted in (file_id, "x", "", str(uuid.uuid4())):
        assert ask(staff, other, wanted).status_code == 404


def test_a_closed_key_opens_no_file_and_keeps_the_text(world: World, staff: Any) -> None:
    report, _code, file_id = sent_with_file()
    world.sign_in(staff, "maria")
    answer = staff.post(f"/kasus/{report.number}/file/", {"unduh": file_id, "teks": "Teks saya."})
    assert answer.status_code == 403
    assert "Teks saya." in text_of(answer)


def test_a_worker_sends_a_document_that_the_reporter_opens(world: World, staff: Any) -> None:
    report, code = sent()
    page = page_for_files(world.sign_in(staff, "maria", unlock=True), report)
    page = with_file(staff, report, page, pdf(), "rujukan.pdf", teks="Surat rujukan.")
    assert "Sudah dihapus dari file: lampiran, nama pembuat." in text_of(page)
    data = {**form_of(page, "file"), "kirim": "1"}
    for said in ("Pesan terkirim.", "Sudah terkirim. Tidak dikirim dua kali."):
        assert said in text_of(staff.post(f"/kasus/{report.number}/file/", data))
    mailbox = mailbox_open(code)
    assert mailbox
    last = messages_of(mailbox)[-1]
    assert last.author == "staff"
    assert last.body["text"] == "Surat rujukan."
    (kept,) = files_in(last.body)
    assert b"".join(file_read(mailbox.report, kept)).startswith(b"%PDF-")
    assert len(messages_of(mailbox)) == 2


def test_a_refused_file_keeps_the_workers_text(world: World, staff: Any) -> None:
    report, _code = sent()
    page = page_for_files(world.sign_in(staff, "maria", unlock=True), report)
    page = with_file(staff, report, page, b"MZ" + bytes(99), "surat.pdf", teks="Teks saya.")
    assert page.status_code == 422
    assert "Jenis file ini tidak bisa kami terima." in text_of(page)
    assert form_of(page, "file")["teks"] == "Teks saya."
    data = {**form_of(page, "file"), "teks": "", "kirim": "1"}
    empty = staff.post(f"/kasus/{report.number}/file/", data)
    assert "Tulis pesannya dulu, atau pilih file." in text_of(empty)
    assert not File.objects.exists()


def test_a_file_can_be_taken_away_again(world: World, staff: Any) -> None:
    report, _code = sent()
    page = page_for_files(world.sign_in(staff, "maria", unlock=True), report)
    page = with_file(staff, report, page, jpeg(), "salah.jpg", teks="Teks saya.")
    away = re.search(r'name="hapus" value="(\w+)"', page.content.decode())
    assert away
    data = {**form_of(page, "file"), "hapus": away[1]}
    page = staff.post(f"/kasus/{report.number}/file/", data)
    assert "salah.jpg" not in text_of(page)
    assert form_of(page, "file")["teks"] == "Teks saya."
