"""A file from the mailbox: cleaned and sealed on its way to the desk, and back."""

from __future__ import annotations

import hashlib
import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ruangaman.lib.tests.pictures import MARK, jpeg
from ruangaman.reporting.models import File, Opening, Report
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, StaffClient, code_of
from tests.world import World

pytestmark = pytest.mark.django_db
_HIDDEN = re.compile(r'<input type="hidden" name="(isi|lampiran|akhir)" value="([^"]*)">')


@pytest.fixture(autouse=True)
def files_home(tmp_path: Path, settings: Any) -> Path:
    settings.FILES_HOME = tmp_path / "files"
    options = {**settings.STORAGES["files"]["OPTIONS"], "location": settings.FILES_HOME}
    files = {**settings.STORAGES["files"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "files": files}
    return settings.FILES_HOME


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    return code_of(public.go_on(public.report(*report()), **SEND))


def carried(page: Any) -> dict[str, str]:
    return dict(_HIDDEN.findall(page.content.decode()))


def words(page: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def begin(public: PublicClient, code: str, text: str = "") -> Any:
    """Open the mailbox and press "Tambah file"."""
    page = public.post("/pesan/", {"kode": code})
    return public.post("/pesan/file/", {**carried(page), "pesan": text, "lampir": "1"})


def add(public: PublicClient, page: Any, raw: bytes, name: str = "foto.jpg", **fields: Any) -> Any:
    """Choose a file on the page and press the button."""
    chosen = SimpleUploadedFile(name, raw, "image/jpeg") if raw or name else ""
    data = {"pesan": "", **carried(page), "file": chosen, "unggah": "1", **fields}
    akhir = data.pop("akhir")
    return public.post("/pesan/file/", {**data, "akhir": akhir})


def send(public: PublicClient, page: Any, text: str = "") -> Any:
    return public.post("/pesan/file/", {**carried(page), "pesan": text, "kirim": "1"})


def download_of(page: Any) -> str:
    found = re.search(r'name="unduh" value="(\w+)"', page.content.decode())
    assert found, page.content.decode()
    return found[1]


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
    lies = [path for path in files_home.rglob("*") if path.is_file()]
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
