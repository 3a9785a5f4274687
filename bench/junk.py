"""One client that sends junk: ``python -m bench.junk PORT LANES SECONDS ISI``. Standard library.

Each of ``LANES`` threads sends one post after the other, each on a connection of its own and from
another address of 127.0.0.0/8: no sealed field, a forged one, that of another page (``ISI``), an
unknown page, and now and then two megabytes. It prints one JSON object: how many were refused, and
what went wrong.
"""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import json
import random
import socket
import struct
import sys
import threading
import time
from urllib.parse import urlencode

LONGEST = 60.0
EVERY_BIG = 250
"""One post of so many is of two megabytes."""

_HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAccept-Encoding: gzip\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
)
_BIG = b"cerita=" + b"%41" * 666_000


def posts(isi: str) -> list[bytes]:
    """Return junk of every kind but the big one."""
    day = dt.datetime.now(dt.UTC).toordinal()
    raw = b"\x01" + struct.pack(">I", day) + random.randbytes(12 + 512 + 16)
    forged = base64.urlsafe_b64encode(raw).decode()
    fields = [
        ("/lapor/", {"aman": "ya", "lanjut": "1"}),
        ("/lapor/", {"isi": forged, "langkah": "periksa", "kirim": "1"}),
        ("/lapor/", {"isi": isi, "langkah": "periksa", "kirim": "1"}),
        ("/lapor/", {"isi": isi, "langkah": "wp-login"}),
        ("/pesan/", {"isi": forged, "tarik_ya": "1"}),
    ]
    return [_post(path, urlencode(one).encode()) for path, one in fields]


def _post(path: str, body: bytes) -> bytes:
    return _HEAD.format(path=path, length=len(body)).encode() + body


def main(port: int, lanes: int, seconds: float, isi: str) -> None:
    """Begin when told on standard input; send until the time is over."""
    small, big = posts(isi), _post("/lapor/", _BIG)
    faults: list[str] = []
    refused = [0] * lanes
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds

    def lane(number: int) -> None:
        for count in itertools.count(number * 17):
            if time.monotonic() >= end:
                return
            request = big if count % EVERY_BIG == 0 else small[count % len(small)]
            try:
                _sent(port, request)
                refused[number] += 1
            except (OSError, ValueError) as fault:
                faults.append(f"{type(fault).__name__}: {fault}")

    threads = [threading.Thread(target=lane, args=(number,)) for number in range(lanes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"refused": sum(refused), "faults": faults}))


def _sent(port: int, request: bytes) -> None:
    """Send one request from some address; anything but a refusal is a fault."""
    source = f"127.{random.randrange(1, 255)}.{random.randrange(256)}.{random.randrange(1, 255)}"
    with socket.create_connection(("127.0.0.1", port), LONGEST, (source, 0)) as connection:
        try:
            connection.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            if len(request) < len(_BIG):
                raise
            return
        head = connection.recv(65536)
        while connection.recv(65536):
            pass
    if head[9:12] not in (b"400", b"413"):
        raise ValueError(head[:40].decode("latin-1"))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
