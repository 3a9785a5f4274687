"""One load client: ``python -m bench.client PORT FILE [HOST]``, one connection for each request.

With ``HOST`` it speaks TLS to that name; whose certificate it is does not matter here.

It reads its requests, says ``ready``, and begins at the monotonic second that it is told on
standard input, until the second after that. Then it prints one JSON object: for every request
when it ended and how long it took (from before the connection to the last byte), the codes
received, and what went wrong.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

LONGEST = 60.0
_TAKEN = b"Jawaban Anda sudah diterima"
"""On the page after an answer to a survey, which has no code."""

_WORDS = re.compile(rb"<li>([a-z]+)</li>")


class Fault(Exception):
    """The answer is not the page with the code."""


def main(port: int, path: Path, host: str = "") -> None:
    """Send until the time is over or nothing is left to send."""
    requests, tls = list(forms(path)), Line(host) if host else None
    print("ready", flush=True)
    begin, end = (float(text) for text in sys.stdin.readline().split())
    time.sleep(max(begin - time.monotonic(), 0))
    samples, codes, faults = [], [], []
    for request in requests:
        before = time.monotonic()
        if before >= end:
            break
        try:
            codes.append(code_of(answer_of(port, request, tls)))
        except (OSError, Fault, ValueError, zlib.error) as fault:
            faults.append(f"{type(fault).__name__}: {fault}")
        now = time.monotonic()
        samples.append((now, now - before))
    print(json.dumps({"samples": samples, "codes": codes, "faults": faults}))


def forms(path: Path) -> Iterator[bytes]:
    """Yield the requests of a file that ``bench.inside.states`` wrote."""
    raw, position = path.read_bytes(), 0
    while position < len(raw):
        (length,) = struct.unpack_from(">I", raw, position)
        yield raw[position + 4 : position + 4 + length]
        position += 4 + length


class Line:
    """TLS to a host name, every time with a handshake of its own."""

    def __init__(self, host: str) -> None:
        """Take any certificate."""
        self._host, self._context = host, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._context.check_hostname = False
        self._context.verify_mode = ssl.CERT_NONE

    def over(self, connection: socket.socket) -> socket.socket:
        """Return the connection with TLS on it."""
        return self._context.wrap_socket(connection, server_hostname=self._host)


def answer_of(port: int, request: bytes, tls: Line | None = None) -> bytes:
    """Send one request on a connection of its own and return the whole answer."""
    plain = socket.create_connection(("127.0.0.1", port), timeout=LONGEST)
    with tls.over(plain) if tls else plain as connection:
        connection.sendall(request)
        chunks = []
        while chunk := connection.recv(65536):
            chunks.append(chunk)
    return b"".join(chunks)


def code_of(answer: bytes) -> str:
    """Return the eight words in an answer, "" for one to a survey, or raise ``Fault``."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        raise Fault(head[:40].decode("latin-1"))
    if b"content-encoding: gzip" in head.lower():
        body = zlib.decompress(body, wbits=31)
    if _TAKEN in body:
        return ""
    words = _WORDS.findall(body.partition(b'id="kode"')[2].partition(b"</ol>")[0])
    if len(words) != 8:
        raise Fault("no code on the page")
    return b" ".join(words).decode("ascii")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
