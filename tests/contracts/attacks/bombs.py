"""Small things that become large, and things that are not what they say."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache

from PIL import Image

_ZEROS = b"\0" * (1 << 20)
MEGABYTES = 64


@cache
def bombs() -> dict[str, tuple[str, str, bytes]]:
    """Return file name, claimed type and bytes of each."""
    return {
        "zip": ("a.zip", "application/zip", _zip()),
        "docx": ("a.docx", "application/vnd.openxmlformats", _zip("word/document.xml")),
        "nested": ("b.zip", "application/zip", _zip(inner=_zip())),
        "way out": ("c.zip", "application/zip", _zip("../../../../tmp/kenari")),
        "laughs": ("a.xml", "application/xml", _laughs()),
        "entity": ("b.xml", "text/xml", _entity()),
        "svg": ("a.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='kenari()'/>"),
        "png": ("a.png", "image/png", _png()),
        "cut png": ("b.png", "image/png", _png()[:200]),
        "jpeg": ("a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + b"\xff" * 1000),
        "pdf": ("a.pdf", "application/pdf", _pdf()),
        "gzip": ("a.gz", "application/gzip", zlib.compress(_ZEROS * MEGABYTES, 9, wbits=31)),
        "page": ("a.png", "image/png", b"<script>kenari()</script>"),
        "program": ("a.jpg", "image/jpeg", b"#!/bin/sh\ntouch /tmp/kenari\n"),
        "empty": ("a.pdf", "application/pdf", b""),
        "name": ("../../kenari\r\nX-Kenari: 1\0.png", "image/png\r\nX-Kenari: 1", b"x"),
    }  # fmt: skip


def _zip(name: str = "a", inner: bytes = b"") -> bytes:
    made = io.BytesIO()
    archive = zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
    with archive, archive.open(name, "w") as file:
        for _ in range(1 if inner else MEGABYTES):
            file.write(inner or _ZEROS)
    return made.getvalue()


def _laughs() -> bytes:
    lines = ['<!ENTITY l0 "ha">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return f'<?xml version="1.0"?><!DOCTYPE l [{"".join(lines)}]><l>&l9;</l>'.encode()


def _entity() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'


def _png() -> bytes:
    """Return a picture of 16,000 x 16,000 points: a few KB that become many megabytes."""
    made = io.BytesIO()
    Image.new("1", (16_000, 16_000)).save(made, "PNG", optimize=False)
    return made.getvalue()


def _pdf() -> bytes:
    """Return a document with one stream that becomes large when it is read."""
    packed = zlib.compress(_ZEROS * MEGABYTES, 9)
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(kenari)>>>>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return (
        head + pages + page + stream + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
