"""Files nobody names, full disks, other mailboxes: nothing half, nothing lost, nothing told."""

from __future__ import annotations

import uuid
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from ruangaman.core import storage, uploads
from ruangaman.core.shred import Disposed
from ruangaman.lib.tests.pictures import jpeg, pdf
from ruangaman.reporting.models import File, Item, Report
from ruangaman.reporting.services.ending import disposal_finish
from ruangaman.reporting.services.files import WAITING, Swept, files_sweep, report_files_delete
from ruangaman.reporting.tests.filing import add, begin, carried, download_of, lying, send, words
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_home")]


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    return code_of(public.go_on(public.report(*report()), **SEND))


def test_a_file_that_waited_too_long_must_be_chosen_again(
    public: PublicClient, code: str, clock: Any, files_home: Path
) -> None:
    page = add(public, begin(public, code), jpeg())
    clock.pass_by(7300)
    File.objects.update(waits_until=clock.now - WAITING)
    assert files_sweep() == Swept(1, 0)
    assert not lying(files_home)
    clock.pass_by(-200)
    late = send(public, page, "Masih ada?")
    assert late.status_code == 422
    assert "sudah dihapus. Pilih lagi filenya." in words(late)
    assert "Masih ada?" in words(late)
    assert Item.objects.filter(part="messages").count() == 1


def test_the_sweep_leaves_what_a_message_names(
    public: PublicClient, code: str, clock: Any, files_home: Path
) -> None:
    send(public, add(public, begin(public, code), jpeg()))
    clock.pass_by(100_000)
    assert files_sweep() == Swept(0, 0)
    assert File.objects.count() == 1


def test_bytes_of_a_crash_before_the_row_are_swept_later_and_not_at_once(
    public: PublicClient, code: str, clock: Any, files_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(public, code)

    def crash(self: File, **_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(File, "save", crash)
    failed = add(public, page, jpeg(), pesan="Teks saya.")
    assert failed.status_code == 503
    assert "Teks saya." in words(failed)
    assert len(lying(files_home)) == 1
    clock.now = datetime.now(UTC)
    assert files_sweep() == Swept(0, 0)
    clock.pass_by(WAITING.total_seconds() + 60)
    assert files_sweep() == Swept(0, 1)
    assert not lying(files_home)


def test_a_disk_that_fills_up_leaves_nothing_half_and_loses_no_text(
    public: PublicClient, code: str, files_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "synced", full)
    page = add(public, begin(public, code), jpeg(), pesan="Teks saya.")
    assert page.status_code == 507
    assert "Pesan tetap bisa dikirim." in words(page)
    assert not File.objects.exists()
    assert not lying(files_home)
    assert "Pesan Anda terkirim." in words(send(public, page, "Teks saya."))


def test_where_the_disk_is_nearly_full_files_pause_and_text_goes_on(
    public: PublicClient, code: str, settings: Any
) -> None:
    settings.FILES_KEEP_FREE_MB = 10**9
    page = begin(public, code, "Teks saya.")
    assert "Untuk sementara file tidak bisa diterima." in words(page)
    assert 'type="file"' not in page.content.decode()
    assert add(public, page, jpeg()).status_code == 507
    assert "Pesan Anda terkirim." in words(send(public, page, "Teks saya."))


def test_more_files_than_this_process_holds_are_told_to_wait(
    public: PublicClient, code: str
) -> None:
    page = begin(public, code)
    with ExitStack() as held:
        for _ in range(uploads.AT_ONCE):
            handler = uploads.OneFile()
            handler.new_file("file", "a.jpg", "image/jpeg", 1)
            held.callback(handler.done)
        busy = add(public, page, jpeg(), pesan="Teks saya.")
        assert busy.status_code == 503
        assert "Sedang banyak file masuk." in words(busy)
        assert "Teks saya." in words(busy)
    assert add(public, busy, jpeg()).status_code == 200


def test_a_file_too_large_is_not_kept(public: PublicClient, code: str) -> None:
    page = add(public, begin(public, code), b"\xff\xd8\xff" + bytes(20_000_000), pesan="Teks saya.")
    assert page.status_code == 413
    assert "lebih dari 20 MB" in words(page)
    assert "Teks saya." in words(page)
    beyond = add(public, begin(public, code), bytes(21_000_000))
    assert beyond.status_code == 413
    assert "File ini lebih dari 20 MB" in words(beyond)


def test_no_other_address_takes_a_file(public: PublicClient, code: str) -> None:
    page = public.post("/pesan/", {"kode": code})
    chosen = SimpleUploadedFile("foto.jpg", jpeg())
    public.post("/pesan/", {**carried(page), "pesan": "Halo", "file": chosen, "kirim": "1"})
    assert not File.objects.exists()


def test_a_state_of_another_mailbox_adds_no_file(
    public: PublicClient, world: World, code: str
) -> None:
    other = code_of(public.go_on(public.report(*report()), **SEND))
    theirs = carried(add(public, begin(public, other), jpeg()))
    mine = carried(begin(public, code))
    mixed = public.post("/pesan/file/", {**mine, "lampiran": theirs["lampiran"], "kirim": "1"})
    assert mixed.status_code == 400
    assert not File.objects.filter(waits_until=None).exists()


def test_another_mailbox_s_file_is_not_there(public: PublicClient, code: str) -> None:
    sent = send(public, add(public, begin(public, code), jpeg()))
    wanted = download_of(sent)
    other = code_of(public.go_on(public.report(*report()), **SEND))
    page = public.post("/pesan/", {"kode": other})
    for name in (wanted, "x", str(uuid.uuid4())):
        answer = public.post("/pesan/file/", {**carried(page), "unduh": name})
        assert answer.status_code == 404


def test_bytes_put_in_another_s_place_are_not_given_out(
    public: PublicClient, code: str, files_home: Path
) -> None:
    sent = send(public, add(public, begin(public, code), jpeg()))
    (lies,) = lying(files_home)
    raw = bytearray(lies.read_bytes())
    raw[-1] ^= 1
    lies.write_bytes(raw)
    ask = {**carried(sent), "unduh": download_of(sent)}
    assert public.post("/pesan/file/", ask).status_code == 404
    lies.unlink()
    assert public.post("/pesan/file/", ask).status_code == 404


def test_a_withdrawn_report_takes_no_file(public: PublicClient, code: str) -> None:
    page = begin(public, code)
    public.go_on(public.post("/pesan/", {"kode": code}), tarik_ya="1")
    late = add(public, page, jpeg())
    assert late.status_code == 409
    assert not File.objects.exists()


def test_disposal_takes_the_bytes_first_and_can_be_repeated(
    public: PublicClient, code: str, files_home: Path
) -> None:
    send(public, add(public, add(public, begin(public, code), jpeg()), pdf(), "surat.pdf"))
    found = Report.objects.get()
    assert report_files_delete(found) == 2
    assert not lying(files_home)
    assert report_files_delete(found) == 0


def test_whoever_disposes_of_a_report_disposes_of_its_files(
    public: PublicClient, code: str, files_home: Path
) -> None:
    send(public, add(public, begin(public, code), jpeg()))
    found = Report.objects.get()
    entry = Disposed(
        shred=bytes(found.shred),
        report=found.pk.bytes,
        lookup=bytes(found.lookup),
        day=datetime.now(UTC).date(),
        rule="wish",
        first=b"1" * 16,
        second=b"2" * 16,
    )
    disposal_finish(found, entry)
    assert not File.objects.exists()
    assert not lying(files_home)


def test_a_restore_on_its_way_is_not_swept(code: str, clock: Any, files_home: Path) -> None:
    for place in (".restore/ab/" + "0" * 32, "ab/notes"):
        (files_home / place).parent.mkdir(parents=True, exist_ok=True)
        (files_home / place).write_bytes(b"x")
    clock.pass_by(10_000_000)
    assert files_sweep() == Swept(0, 0)
    assert len(lying(files_home)) == 2
