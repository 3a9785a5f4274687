"""What nginx shows to strangers: names, headers, limits, smuggled requests, and no trace."""

from __future__ import annotations

import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.trial.checks import expect, tried
from deploy.trial.people import ANSWER, MESSAGE, STORY
from deploy.trial.scratch import LONGEST, ONION_HOST, PUBLIC_HOST, STAFF_HOST, Scratch
from deploy.trial.wire import Browser, received, spoken, trusting

_BURST = 20
"""How many tries at once the staff door takes (``burst`` in ruangaman.conf)."""

_HEADERS = {
    "Strict-Transport-Security": "max-age=63072000",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
}


@tried("both surfaces send HSTS, CSP and no-store; nginx names no version")
def _(scratch: Scratch) -> None:
    for host, path in ((PUBLIC_HOST, "/"), (STAFF_HOST, "/masuk/")):
        browser = Browser(scratch, host)
        browser.get(path)
        for name, value in _HEADERS.items():
            said = browser.headers.get(name, "")
            expect(said.startswith(value), (host, name, said))
        expect("default-src 'none'" in browser.headers["Content-Security-Policy"], host)
        expect(browser.headers["Server"] == "nginx", browser.headers["Server"])


@tried("the public pages name their onion address, the staff pages do not; no cookie there")
def _(scratch: Scratch) -> None:
    public, staff = Browser(scratch, PUBLIC_HOST), Browser(scratch, STAFF_HOST)
    public.get("/bantuan/")
    staff.get("/masuk/")
    expect(public.headers["Onion-Location"] == f"http://{ONION_HOST}/bantuan/", public.headers)
    expect("Onion-Location" not in staff.headers, staff.headers)
    expect("Set-Cookie" not in public.headers, public.headers)


@tried("the public pages are compressed, the staff pages are not")
def _(scratch: Scratch) -> None:
    for host, path, encoding in ((PUBLIC_HOST, "/", "gzip"), (STAFF_HOST, "/masuk/", None)):
        browser = Browser(scratch, host)
        browser.get(path, accept_encoding="gzip")
        expect(browser.headers["Content-Encoding"] == encoding, (host, browser.headers))


@tried("only TLS 1.2 and 1.3 are spoken")
def _(scratch: Scratch) -> None:
    context = trusting()
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    try:
        _handshake(scratch, context, PUBLIC_HOST)
    except (ssl.SSLError, ConnectionError):
        pass
    else:
        expect(False, "TLS 1.1 was accepted")
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        context = trusting()
        context.minimum_version = context.maximum_version = version
        _handshake(scratch, context, PUBLIC_HOST)


@tried("another host name gets no certificate, no page and no redirect")
def _(scratch: Scratch) -> None:
    try:
        _handshake(scratch, trusting(), "lain.contoh.test")
    except (ssl.SSLError, ConnectionError):
        pass
    else:
        expect(False, "a certificate was shown")
    request = b"GET / HTTP/1.1\r\nHost: lain.contoh.test\r\n\r\n"
    expect(spoken(scratch, PUBLIC_HOST, request) == b"", "an answer over TLS")
    expect(_plain(scratch, request) == b"", "an answer over HTTP")


@tried("HTTP leads to HTTPS of the same name")
def _(scratch: Scratch) -> None:
    for host in (PUBLIC_HOST, STAFF_HOST):
        request = f"GET /hak/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        answer = _plain(scratch, request.encode())
        expect(answer.startswith(b"HTTP/1.1 308 "), answer)
        expect(f"Location: https://{host}/hak/\r\n".encode() in answer, answer)


_HEAD = f"POST /lapor/ HTTP/1.1\r\nHost: {PUBLIC_HOST}\r\n".encode()
_SECOND = f"GET /bantuan/ HTTP/1.1\r\nHost: {PUBLIC_HOST}\r\nConnection: close\r\n\r\n".encode()
_SMUGGLED = {
    "a length and chunks": _HEAD
    + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    + _SECOND,
    "two lengths": _HEAD + b"Content-Length: 0\r\nContent-Length: 40\r\n\r\n" + _SECOND,
    "a length that is no number": _HEAD + b"Content-Length: +5\r\n\r\nhello" + _SECOND,
    "an unknown encoding": _HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + _SECOND,
    "chunks under a hidden name": _HEAD
    + b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
    + _SECOND,
    "a line feed in the target": b"GET /lapor/\nX: y HTTP/1.1\r\nHost: x\r\n\r\n" + _SECOND,
}


@tried("no smuggled request is answered")
def _(scratch: Scratch) -> None:
    for name, sent in _SMUGGLED.items():
        answer = spoken(scratch, PUBLIC_HOST, sent)
        refused = not answer or answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 "))
        expect(refused and answer.count(b"HTTP/1.1 ") < 2, (name, answer[:400]))


@tried("what a sender claims about himself is not passed on")
def _(scratch: Scratch) -> None:
    browser = Browser(scratch, PUBLIC_HOST)
    browser.get("/", x_forwarded_for="10.9.9.9", x_forwarded_proto="http", x_forwarded_host="x.y")
    expect("Strict-Transport-Security" in browser.headers, "the scheme was believed")


@tried("a body above the limit is refused, one just below is read whole")
def _(scratch: Scratch) -> None:
    she = Browser(scratch, PUBLIC_HOST)
    form = {"content_type": "application/x-www-form-urlencoded"}
    she.post("/lapor/", b"a=" + b"x" * 900_000, **form)
    expect(she.status == 400, she.status)
    head = _HEAD + b"Content-Length: 3000000\r\n\r\n"
    expect(b" 413 " in spoken(scratch, PUBLIC_HOST, head)[:20], "3 MB")


@tried("many tries to sign in are slowed at the staff door only")
def _(scratch: Scratch) -> None:
    with ThreadPoolExecutor(40) as people:
        staff = list(people.map(lambda _: _status(scratch, STAFF_HOST, "/masuk/"), range(120)))
        public = list(people.map(lambda _: _status(scratch, PUBLIC_HOST, "/pesan/"), range(120)))
    expect(429 in staff and staff.count(200) >= _BURST and set(staff) <= {200, 429}, staff)
    expect(set(public) == {200}, public)


@tried("the onion service shows the public pages, and nothing under another name")
def _(scratch: Scratch) -> None:
    circuit = b"PROXY TCP6 fc00:dead:beef:4dad::1 ::1 65535 80\r\n"
    for host, expected in ((ONION_HOST, b"HTTP/1.1 200 "), (STAFF_HOST, b"")):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(LONGEST)
            line.connect(str(scratch.nginx / "onion.sock"))
            line.sendall(circuit + f"GET / HTTP/1.1\r\nHost: {host}\r\n".encode())
            line.sendall(b"Connection: close\r\n\r\n")
            answer = received(line)
        expect(answer.startswith(expected) and bool(answer) == bool(expected), answer[:300])
        expect(b"Strict-Transport-Security" not in answer, "HSTS over the onion address")


@tried("health and metrics: the figures only with the token, nothing on the public side")
def _(scratch: Scratch) -> None:
    staff, public = Browser(scratch, STAFF_HOST), Browser(scratch, PUBLIC_HOST)
    expect(staff.get("/healthz") == "ok" and public.get("/healthz") == "ok", "healthz")
    figures = staff.get("/metrik/", authorization=f"Bearer {scratch.token}")
    expect("ruangaman_database_up 1" in figures, figures)
    for browser, headers in (
        (staff, {}),
        (staff, {"authorization": "Bearer wrong"}),
        (public, {"authorization": f"Bearer {scratch.token}"}),
    ):
        browser.get("/metrik/", **headers)
        expect(browser.status == 404, (browser.host, browser.status))


@tried("no access log, no body and no answer on the disk, no address in any log")
def _(scratch: Scratch) -> None:
    access = scratch.nginx / "access.log"
    expect(access.stat().st_size == 0, access.read_text()[:300])
    for name in ("bodies", "answers"):
        folder = scratch.nginx / name
        expect(not list(folder.iterdir()), f"{name}: {list(folder.iterdir())}")
        made = scratch.nginx / "ruangaman.conf"
        expect(folder.stat().st_mtime <= made.stat().st_mtime + 1, f"{name}: something was there")
    texts = {path: path.read_bytes() for path in _logs(scratch)}
    for mark in (STORY, MESSAGE, ANSWER, "127.0.0.1:", "fc00:dead", "/lapor/", "/masuk/"):
        found = [path.name for path, text in texts.items() if mark.encode() in text]
        allowed = ["serve.log", "log"] if mark == "127.0.0.1:" else []
        expect(set(found) <= set(allowed), (mark, found))


def _status(scratch: Scratch, host: str, path: str) -> int:
    browser = Browser(scratch, host)
    browser.get(path)
    return browser.status


def _logs(scratch: Scratch) -> list[Path]:
    named = [scratch.folder / "serve.log", scratch.folder / "postgresql" / "log"]
    return [*named, *scratch.nginx.glob("*.log")]


def _handshake(scratch: Scratch, context: ssl.SSLContext, host: str) -> None:
    address = ("127.0.0.1", scratch.ports["https"])
    with (
        socket.create_connection(address, LONGEST) as plain,
        context.wrap_socket(plain, server_hostname=host),
    ):
        pass


def _plain(scratch: Scratch, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", scratch.ports["http"]), LONGEST) as line:
        line.sendall(sent)
        return received(line)
