"""Search files for marked strings, however they may be written down."""

from __future__ import annotations

import base64
import gzip
import json
import re
import urllib.parse
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_PACKED = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
_DEEPEST = 3


def written(mark: str) -> set[bytes]:
    """Return the forms in which a mark may stand: raw, UTF-16, hex, URL, JSON, base64."""
    plain = mark.encode()
    forms = {plain, plain.lower(), mark.encode("utf-16-le"), mark.encode("utf-16-be")}
    forms |= {plain.hex().encode(), plain.hex().upper().encode()}
    forms.add(urllib.parse.quote(mark).encode())
    forms.add(json.dumps(mark)[1:-1].encode())
    for shift in range(3):
        for alphabet in (None, b"-_"):
            packed = base64.b64encode(b"\0" * shift + plain, altchars=alphabet)
            forms.add(packed[4 if shift else 0 : -4])
    return forms


def found(content: bytes, marks: Iterable[str], *, depth: int = 0) -> set[str]:
    """Return the marks in ``content``, also inside what is compressed or packed in it."""
    marks = list(marks)
    seen = {mark for mark in marks if any(form in content for form in written(mark))}
    if depth < _DEEPEST:
        for inner in _inside(content):
            seen |= found(inner, marks, depth=depth + 1)
    return seen


def found_in(files: Iterable[Path], marks: Iterable[str]) -> dict[str, set[str]]:
    """Return the marks by file."""
    marks = list(marks)
    hits = {str(path): found(path.read_bytes(), marks) for path in files if path.is_file()}
    return {name: seen for name, seen in hits.items() if seen}


def _inside(content: bytes) -> Iterator[bytes]:
    for place in _ZLIB.finditer(content):
        yield from _inflate(content[place.start() :], zlib.MAX_WBITS)
    for place in _GZIP.finditer(content):
        yield from _inflate(content[place.start() :], zlib.MAX_WBITS | 16)
    for place in _PACKED.finditer(content):
        text = place[0].replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
        raw = base64.b64decode(text[: len(text) // 4 * 4])
        if raw[:2] == b"\x1f\x8b" or _ZLIB.match(raw):
            yield raw


def _inflate(content: bytes, bits: int) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(bits).decompress(content, 10_000_000)
    except zlib.error:
        return


def planted(mark: str) -> dict[str, bytes]:
    """Return a leak of each kind, for the control that the search does find them."""
    plain = f"baris\n{mark} lagi".encode()
    return {
        "raw": plain,
        "utf-16": plain.decode().encode("utf-16-le"),
        "hex": plain.hex().encode(),
        "base64": base64.b64encode(plain),
        "base64-shifted": base64.b64encode(b"x" + plain),
        "base64-shifted-twice": base64.b64encode(b"xy" + plain),
        "url": urllib.parse.quote_plus(plain).encode(),
        "zlib": b"head" + zlib.compress(plain) + b"tail",
        "gzip": b"head" + gzip.compress(plain),
        "base64-of-zlib": b"." + base64.urlsafe_b64encode(zlib.compress(plain * 3)),
    }
