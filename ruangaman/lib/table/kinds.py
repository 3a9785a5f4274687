"""What a list is, by its content alone: never by its name or by what the browser says."""

from __future__ import annotations

import re

from ruangaman.lib.table.limits import MOST_BYTES, TableRefused

XLSX, CSV = "xlsx", "csv"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OTHER = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"{\\rtf", b"\x1f\x8b", b"Rar!")
_MARKUP = re.compile(rb"\s*(<\?xml|<!doctype|<html|<table|<script|<svg)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f]")


def kind_of(raw: bytes | bytearray) -> str:
    """Return ``XLSX`` or ``CSV``, or raise ``TableRefused`` saying what else it is."""
    if not raw.strip():
        raise TableRefused("empty")
    if len(raw) > MOST_BYTES:
        raise TableRefused("large")
    if raw.startswith(_OLE):
        raise TableRefused("locked" if _ENCRYPTED in raw else "old")
    if raw.startswith(_ZIP):
        return XLSX
    if raw.startswith((b"PK", *_OTHER)) or _MARKUP.match(raw[:512].removeprefix(b"\xef\xbb\xbf")):
        raise TableRefused("kind")
    wide = raw.startswith(_WIDE) or looks_wide(raw)
    if not wide and (b"\0" in raw or _CONTROL.search(raw)):
        raise TableRefused("kind")
    return CSV


def looks_wide(raw: bytes | bytearray) -> str:
    """Return the name of UTF-16 without a mark, if every second byte at the start is zero."""
    head = bytes(raw[:64])
    if len(head) < 8 or len(raw) % 2:
        return ""
    if not any(head[0::2]) and all(head[1::2]):
        return "utf-16-be"
    return "utf-16-le" if not any(head[1::2]) and all(head[0::2]) else ""
