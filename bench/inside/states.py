"""Prepare what the load clients send: ``python -m bench.inside.states FOLDER HOST CLIENTS EACH``.

Each client gets a file of whole HTTP requests, each the last step of another report: its own
random value, its own 1,500 characters, sealed with the daily key of this installation as the
check page would have been. Nothing here is part of what is timed.
"""

from __future__ import annotations

import secrets
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from bench.inside import answer
from ruangaman.lib.codename import word_list
from ruangaman.reporting.flow import CHECK
from ruangaman.reporting.views.carried import FIELD, PAGE, Carried

STORY_CHARACTERS = 1500
GIVEN = {
    "aman": "ya",
    "tujuan": "lapor",
    "tentang": "saya",
    "konflik": ["tidak"],
    "izin": "uptd_cerita",
    "kapan": "lebih_lama",
    "butuh": ["teman_bicara", "info_hukum"],
    "balas": "kode",
    "apa": ["ucapan", "sentuhan"],
    "di_mana": "kerja",
    "posisi": "atasan",
}
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36\r\nAccept: text/html\r\nAccept-Language: id\r\n"
    "Accept-Encoding: gzip\r\nOrigin: null\r\nSec-Fetch-Site: same-origin\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
)


def main(folder: Path, host: str, clients: int, each: int) -> None:
    """Write ``clients`` files of ``each`` requests and print their paths."""
    paths = []
    for client in range(clients):
        path = folder / f"client-{client:02d}.requests"
        with path.open("wb") as file:
            for request in requests(host, each):
                file.write(struct.pack(">I", len(request)) + request)
        paths.append(str(path))
    answer(paths)


def requests(host: str, count: int) -> Iterator[bytes]:
    """Yield last steps, no two alike."""
    for _ in range(count):
        carried = Carried(page=CHECK, given={**GIVEN, "cerita": story()})
        fields = {PAGE: CHECK, FIELD: carried.sealed(), "kirim": "1"}
        body = urlencode(fields).encode()
        yield HEAD.format(path="/lapor/", host=host, length=len(body)).encode() + body


def story() -> str:
    """Return 1,500 characters of common words, in an order of their own."""
    words = word_list()
    text = " ".join(secrets.choice(words) for _ in range(STORY_CHARACTERS // 4))
    return text[:STORY_CHARACTERS].rstrip().ljust(STORY_CHARACTERS, ".")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *(int(text) for text in sys.argv[3:5]))
