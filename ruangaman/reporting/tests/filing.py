"""What a reporter does on the page for files, as forms filled in."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.clients import PublicClient

_HIDDEN = re.compile(r'<input type="hidden" name="(isi|lampiran|akhir)" value="([^"]*)">')


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


def lying(home: Path) -> list[Path]:
    """Return the sealed files on the disk."""
    return [path for path in home.rglob("*") if path.is_file()]
