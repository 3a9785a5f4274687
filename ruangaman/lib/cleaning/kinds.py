"""What a file is, by its first bytes alone: never by its name or by what the browser says."""

from __future__ import annotations

import re
from collections.abc import Mapping

JPEG, PNG, WEBP, PDF = "jpeg", "png", "webp", "pdf"
MEDIA_TYPES: Mapping[str, str] = {
    JPEG: "image/jpeg",
    PNG: "image/png",
    WEBP: "image/webp",
    PDF: "application/pdf",
}
ENDINGS: Mapping[str, str] = {JPEG: "jpg", PNG: "png", WEBP: "webp", PDF: "pdf"}

_HEAD, _TAIL = 1024, 65_558
_MARKUP = re.compile(rb"<(!doctype|html|script|svg|\?php)", re.IGNORECASE)


def kind_of(raw: bytes | bytearray) -> str:
    """Return the kind, or an empty text for whatever we do not take."""
    if raw.startswith(b"\xff\xd8\xff"):
        return JPEG
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return WEBP
    return PDF if raw.startswith(b"%PDF-") else ""


def is_two_things(raw: bytes | bytearray, kind: str) -> bool:
    """Say whether other programs would take the file for something else (a polyglot).

    A reader of PDF looks for the mark in the first 1,024 bytes, an unpacker of ZIP for the end of
    its list in the last 65,557, a browser for markup in the first 512.
    """
    head = raw[:_HEAD]
    if b"PK\x05\x06" in raw[-_TAIL:] or _MARKUP.search(head[:512]):
        return True
    return kind != PDF and b"%PDF-" in head
