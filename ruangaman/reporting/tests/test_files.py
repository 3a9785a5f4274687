"""A file from the mailbox: cleaned and sealed on its way to the desk, and back."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ruangaman.lib.blobs import padded_size
from ruangaman.lib.codename import read_code
from ruangaman.lib.tests.pictures import MARK, jpeg
from ruangaman.reporting.attached import files_in, plain_name
from ruangaman.reporting.models import File, Opening, Report
from ruangaman.reporting.selectors.files import file_read
from ruangaman.reporting.selectors.mailbox import mailbox_open, messages_of
from ruangaman.reporting.tests.filing import add, begin, carried, download_of, lying, send, words
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, StaffClient, code_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_home")]


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    return code_of(public.go_on(public.report(*report()), **SEND))


def test_a_photo_goes_to_the_desk_and_back_without_where_it_was_taken(
    public: PublicClient, world: World, code: str, files_home: Path
) -> None:
    raw = jpeg(gps=True)
    page = add(public, begin(public, code, "Ini fotonya."), raw, pesan="Ini fotonya.")
    assert page.status_code == 200
    assert "Lokasi dan data HP sudah dihapus dari foto." in words(page)
    assert "Ini fotonya." in words(page)
    sent = send(public, page, "Ini fotonya.")
    assert "Pesan Anda terkirim." in words(sent)
    assert File.objects.get().waits_until is None
    lies = lying(files_home)
    assert len(lies) == 1
    assert lies[0].stat().st_mode & 0o777 == 0o600
    assert MARK not in lies[0].read_bytes()
    assert b"JFIF" not in lies[0].read_bytes()

    number = Report.objects.get().number
    staff = world.sign_in(StaffClient(), "maria", unlock=True)
    opened = staff.post(f"/kasus/{number}/buka/")
    assert "foto.jpg" in words(opened)
    assert hashlib.sha256(raw).hexdigest() in words(opened)
    got = staff.post(f"/kasus/{number}/file/", {"unduh": download_of(opened)})
    clean = b"".join(got.streaming_content)
    assert len(clean) == int(got.headers["Content-Length"])
    assert got.headers["Content-Type"] == "image/jpeg"
    assert got.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert re.fullmatch(
        r'attachment; filename="dokumen-\w{6}\.jpg"', got.headers["Content-Disposition"]
    )
    assert MARK not in clean
    assert not Image.open(io.BytesIO(clean)).getexif()
    assert Opening.objects.exists()

    back = public.post("/pesan/file/", {**carried(sent), "unduh": download_of(sent)})
    assert b"".join(back.streaming_content) == clean


def test_the_original_s_digest_is_sealed_with_the_message_and_stands_nowhere_else(
    public: PublicClient, code: str
) -> None:
    raw = jpeg()
    send(public, add(public, begin(public, code), raw))
    opened = mailbox_open(read_code(code))
    assert opened
    body = messages_of(opened)[-1].body
    (kept,) = files_in(body)
    assert kept.original == hashlib.sha256(raw).hexdigest()
    assert kept.original_size == len(raw)
    assert b"".join(file_read(opened.report, kept))[:3] == b"\xff\xd8\xff"
    row = File.objects.get()
    assert {field.name for field in File._meta.fields} == {"id", "report", "size", "waits_until"}
    assert row.size == padded_size(kept.size)


def test_five_files_go_in_one_message_and_no_sixth(public: PublicClient, code: str) -> None:
    page = begin(public, code)
    for number in range(5):
        page = add(public, page, jpeg(), f"foto-{number}.jpg")
        assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()
    sixth = add(public, page, jpeg(), "keenam.jpg")
    assert sixth.status_code == 422
    assert "paling banyak 5 file" in words(sixth)
    sent = send(public, sixth, "Lima foto.")
    assert all(f"foto-{number}.jpg" in words(sent) for number in range(5))
    assert "keenam" not in words(sent)
    assert File.objects.filter(waits_until=None).count() == 5


def test_a_file_taken_away_again_is_not_sent(public: PublicClient, code: str) -> None:
    page = add(public, begin(public, code), jpeg(), "salah.jpg")
    away = re.search(r'name="hapus" value="(\w+)"', page.content.decode())
    assert away
    page = public.post("/pesan/file/", {**carried(page), "hapus": away[1], "pesan": "Tanpa."})
    assert "Tanpa." in words(page)
    sent = send(public, page, "Tanpa.")
    assert "salah.jpg" not in words(sent)
    assert not File.objects.filter(waits_until=None).exists()


@pytest.mark.parametrize(
    ("raw", "name", "sentence"),
    [
        (b"", "kosong.jpg", "File ini kosong."),
        (b"<html>", "foto.jpg", "Jenis file ini tidak bisa kami terima."),
        (b"MZ" + b"\0" * 99, "foto.png", "Jenis file ini tidak bisa kami terima."),
        (b"\xff\xd8\xff\xe0broken", "foto.jpg", "File ini rusak atau terpotong."),
    ],
)
def test_a_refused_file_says_why_at_the_field_and_loses_no_text(
    public: PublicClient, code: str, raw: bytes, name: str, sentence: str
) -> None:
    before = add(public, begin(public, code), jpeg(), "pertama.jpg")
    page = add(public, before, raw, name, pesan="Teks saya.")
    assert page.status_code == 422
    assert words(page).count(sentence) == 2
    assert 'id="id_file-error"' in page.content.decode()
    assert "Teks saya." in words(page)
    assert "pertama.jpg" in words(page)
    assert "Pesan Anda terkirim." in words(send(public, page, "Teks saya."))


def test_send_takes_the_file_that_was_chosen_too(public: PublicClient, code: str) -> None:
    page = begin(public, code)
    chosen = SimpleUploadedFile("foto.jpg", jpeg())
    fields = {**carried(page), "pesan": "Ini.", "file": chosen, "kirim": "1"}
    akhir = fields.pop("akhir")
    sent = public.post("/pesan/file/", {**fields, "akhir": akhir})
    assert "Pesan Anda terkirim." in words(sent)
    assert "foto.jpg" in words(sent)


def test_a_message_needs_a_text_or_a_file(public: PublicClient, code: str) -> None:
    page = send(public, begin(public, code))
    assert page.status_code == 422
    assert "Tulis pesan Anda atau pilih file dulu." in words(page)


def test_sent_twice_is_sent_once(public: PublicClient, code: str) -> None:
    page = add(public, begin(public, code), jpeg())
    for _ in range(2):
        assert "Pesan Anda terkirim." in words(send(public, page, "Sekali."))
    assert File.objects.filter(waits_until=None).count() == 1
    opened = mailbox_open(read_code(code))
    assert opened
    assert len(messages_of(opened)) == 1


def test_a_form_cut_short_is_not_taken_for_a_whole_file(public: PublicClient, code: str) -> None:
    page = begin(public, code)
    fields = {key: value for key, value in carried(page).items() if key != "akhir"}
    chosen = SimpleUploadedFile("foto.jpg", jpeg())
    cut = public.post("/pesan/file/", {**fields, "file": chosen, "unggah": "1", "pesan": "Halo"})
    assert cut.status_code == 422
    assert "sambungan terputus" in words(cut)
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Maria\\foto.jpg", "foto.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a" * 300 + ".jpg", "a" * 70 + "…" + "aaaaa.jpg"),
        ("<b>tebal</b>.jpg", "b.jpg"),
        ("  \t ", "file"),
        ("نص \u0000.pdf", "نص .pdf"),
    ],
)
def test_names_are_shown_tamed(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_two_at_once_are_two_files(public: PublicClient, code: str) -> None:
    """Both began from the same page: the later answer is the one she sees, and none is mixed up."""
    page = begin(public, code)
    one, two = add(public, page, jpeg(), "satu.jpg"), add(public, page, jpeg(), "dua.jpg")
    sent = send(public, two)
    assert "dua.jpg" in words(sent)
    assert "satu.jpg" not in words(sent)
    assert "satu.jpg" in words(one)
    assert File.objects.filter(waits_until__isnull=False).count() == 1


def test_a_get_shows_the_door(public: PublicClient) -> None:
    assert 'name="kode"' in public.get("/pesan/file/").content.decode()
    assert public.post("/pesan/file/", {"unggah": "1"}).status_code == 400
