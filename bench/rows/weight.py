"""How much a phone loads: everything of the first page through TLS, and each later step."""

from __future__ import annotations

import gzip
import html
import re
import ssl
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.calibration import calibrate
from bench.installation import install
from bench.line import Line, over_tls
from bench.measures import Measure, Rows
from bench.way import WAY

_FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="(isi|langkah)" value="([^"]*)">')
_CARRIED = re.compile(r'name="isi" value="[^"]*"')
_ASKED = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin", "Origin": "null"}


def weight(folder: Path, _runs: int) -> Rows:
    """First load of two pages, and the heaviest later step."""
    made = install(folder)
    with made.serving() as served:
        for path in ("/", "/lapor/"):
            size, requests = first_load(served.public, path, folder)
            loaded = Measure("weight", f"first load of {path}, through TLS", "KB", 14.0)
            loaded.note = "all bytes received, with the handshake and a chain of two certificates"
            loaded.add(size / 1024, calibrate())
            yield loaded
            asked = Measure("weight", f"requests of the first load of {path}", "requests", 2.0)
            asked.add(requests, loaded.calibration[-1])
            yield asked
        page, size = heaviest_step(served.public)
        later = Measure("weight", "heaviest later step beside what it carries", "KB", 6.0)
        later.note = f"page {page}: headers and compressed body"
        later.add(size / 1024, calibrate())
        yield later


def first_load(port: int, path: str, folder: Path) -> tuple[int, int]:
    """Return the bytes received over one connection, and the number of requests."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with over_tls(Line(), port, folder) as line:
        connection = HTTPSConnection("127.0.0.1", line.port, context=context)
        page = _fetched(connection, path)[0].decode()
        files = _FILES.findall(page)
        for name in files:
            _fetched(connection, name)
        connection.close()
        return line.down.carried, 1 + len(files)


def heaviest_step(port: int) -> tuple[str, int]:
    """Walk the way and return the heaviest page after the first, and its bytes."""
    connection = HTTPConnection("127.0.0.1", port)
    page, sizes = _fetched(connection, "/lapor/")[0].decode(), {}
    for _, answers in WAY:
        carried = hidden_fields(page)
        body, answer = _fetched(connection, "/lapor/", carried | answers)
        page = body.decode()
        beside = gzip.compress(_CARRIED.sub("", page).encode(), 6)
        found = dict(_HIDDEN.findall(page))
        sizes[found.get("langkah", "kode")] = _head(answer) + len(beside)
    return max(sizes.items(), key=lambda item: item[1])


def hidden_fields(page: str) -> dict[str, str]:
    """Return what the form of a page carries."""
    return {name: html.unescape(value) for name, value in _HIDDEN.findall(page)}


def page_of(connection: HTTPConnection, path: str, fields: dict[str, str] | None = None) -> str:
    """Return a page, asked for on a connection that is closed afterwards."""
    try:
        return _fetched(connection, path, fields)[0].decode()
    finally:
        connection.close()


def _fetched(
    connection: HTTPConnection, path: str, fields: dict[str, str] | None = None
) -> tuple[bytes, HTTPResponse]:
    form = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
    body = urlencode(fields) if fields else None
    connection.request("POST" if fields else "GET", path, body, {**_ASKED, **form})
    answer = connection.getresponse()
    read = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    packed = answer.getheader("Content-Encoding") == "gzip"
    return (gzip.decompress(read) if packed else read), answer


def _head(answer: HTTPResponse) -> int:
    return sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
