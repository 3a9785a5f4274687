"""Talking to nginx: a browser over TLS, and bytes as an attacker would send them."""

from __future__ import annotations

import re
import socket
import ssl
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlencode

from deploy.trial.scratch import LONGEST, Scratch

_FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.S)
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def trusting() -> ssl.SSLContext:
    """Return a context that takes the scratch certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def spoken(scratch: Scratch, host: str, sent: bytes) -> bytes:
    """Send bytes over TLS to the server of ``host`` and return everything that comes back."""
    with (
        socket.create_connection(("127.0.0.1", scratch.ports["https"]), LONGEST) as plain,
        trusting().wrap_socket(plain, server_hostname=host) as line,
    ):
        line.sendall(sent)
        return received(line)


def received(line: socket.socket) -> bytes:
    """Return everything until the other side closes."""
    chunks = []
    while True:
        try:
            chunk = line.recv(65536)
        except (ssl.SSLError, ConnectionError):
            break
        if not chunk:
            break
        chunks.append(chunk)
    return b"".join(chunks)


class _Connection(HTTPSConnection):
    """A connection to nginx on this machine that asks for ``host``."""

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", int(self.port or 0)), LONGEST)
        self.sock = trusting().wrap_socket(plain, server_hostname=self.host)


@dataclass
class Browser:
    """One person's browser on one of the two surfaces."""

    scratch: Scratch
    host: str
    page: str = ""
    body: bytes = b""
    status: int = 0
    headers: Message = field(default_factory=Message)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> str:
        """Open a page, and follow where it leads."""
        return self._ask("GET", path, b"", headers)

    def post(self, path: str, body: bytes, **headers: str) -> str:
        """Send a body."""
        return self._ask("POST", path, body, headers)

    def send(self, ending: str, **fields: Any) -> str:
        """Fill in the form whose address ends so, and send it."""
        action, inner = next(
            found for found in _FORM.findall(self.page) if found[0].endswith(ending)
        )
        body = urlencode({**dict(_HIDDEN.findall(inner)), **fields}, doseq=True).encode()
        return self.post(action, body, content_type="application/x-www-form-urlencoded")

    def send_file(self, ending: str, name: str, file: bytes, **fields: str) -> str:
        """Fill in the form whose address ends so, with a photo, and send it."""
        action, inner = next(
            found for found in _FORM.findall(self.page) if found[0].endswith(ending)
        )
        edge = "tepi" * 8
        given = {**dict(_HIDDEN.findall(inner)), **fields}
        ends = {"akhir": given.pop("akhir", "1")}
        body = b"".join(
            (
                *(_part(edge, key, value.encode()) for key, value in given.items()),
                _part(edge, f'{name}"; filename="foto.jpg', file),
                *(_part(edge, key, value.encode()) for key, value in ends.items()),
                f"--{edge}--\r\n".encode(),
            )
        )
        return self.post(action, body, content_type=f"multipart/form-data; boundary={edge}")

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> str:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        origin = f"https://{self.host}"
        if method == "POST":
            given |= {"Origin": origin, "Referer": f"{origin}/"}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = _Connection(self.host, self.scratch.ports["https"], timeout=LONGEST)
        try:
            connection.request(method, path, body or None, {"Host": self.host, **given})
            answer = connection.getresponse()
            self._keep(answer)
        finally:
            connection.close()
        if self.status in (301, 302, 303) and method + path != f"GET{self.headers['Location']}":
            return self._ask("GET", self.headers["Location"], b"", {})
        return self.page

    def _keep(self, answer: HTTPResponse) -> None:
        self.body = answer.read()
        self.page = self.body.decode("utf-8", "replace")
        self.status, self.headers = answer.status, answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value


def _part(edge: str, name: str, value: bytes) -> bytes:
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    return head.encode() + value + b"\r\n"
