"""Sixteen photographs of 20 MB at once: how much memory that takes, and who else waits."""

from __future__ import annotations

import io
import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

from PIL import Image

from bench.calibration import calibrate
from bench.installation import install
from bench.measures import Measure, Rows, percentile
from bench.rows.standing import memory_of
from bench.rows.weight import hidden_fields, page_of
from bench.way import WAY

AT_ONCE, MOST, BOUNDARY = 16, 20_000_000, "batas-file"
_WORDS = re.compile(r"<li>([a-z]+)</li>")


def files(folder: Path, runs: int) -> Rows:
    """Peak memory (PSS of all processes, the one that cleans too), and pages meanwhile."""
    peak = Measure("files", f"peak memory, {AT_ONCE} uploads of 20 MB at once (PSS)", "MB", 800.0)
    pages = Measure("files", "pages for others meanwhile, p95", "ms", 1000.0)
    lost = Measure("files", "uploads that failed", "", 0.0, pick="worst")
    made, raw = install(folder), photograph()
    for _ in range(runs):
        with made.serving() as served:
            beside = calibrate()
            states = [mailbox(served.public) for _ in range(AT_ONCE)]
            watch = Watch(served.process.pid, served.public)
            before = time.monotonic()
            with watch, ThreadPoolExecutor(AT_ONCE) as clients:
                kept = list(clients.map(lambda isi: upload(served.public, isi, raw), states))
            took = time.monotonic() - before
        peak.add(max(watch.memory), beside)
        peak.note = f"{len(raw) / 1e6:.1f} MB each, all kept after {took:.0f} s"
        peak.note += f", {sum(kept) - AT_ONCE} times told to try again"
        pages.add(percentile(watch.times, 95) * 1000, beside)
        lost.add(sum(not tries for tries in kept), beside)
    yield from (peak, pages, lost)


class Watch:
    """Looks at the memory and asks for a page, again and again, while uploads go on."""

    def __init__(self, pid: int, port: int) -> None:
        """Watch a process and all below it."""
        self.memory: list[float] = []
        self.times: list[float] = []
        self._pid, self._port, self._over = pid, port, threading.Event()
        self._threads = [threading.Thread(target=one) for one in (self._look, self._ask)]

    def __enter__(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        """End."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            try:
                self.memory.append(memory_of(self._pid))
            except (OSError, TypeError):
                continue  # a process that ended while it was looked at

    def _ask(self) -> None:
        while not self._over.wait(0.1):
            before = time.monotonic()
            page_of(HTTPConnection("127.0.0.1", self._port), "/lapor/")
            self.times.append(time.monotonic() - before)


def photograph() -> bytes:
    """Return a JPEG a little below 20 MB: noise, which compresses worst."""
    size = (4400, 3300)
    picture = Image.frombytes("RGB", size, os.urandom(3 * size[0] * size[1]))
    for quality in range(97, 50, -1):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        if len(out.getvalue()) < MOST:
            return out.getvalue()
    raise RuntimeError("no quality gives a photograph below 20 MB")


def mailbox(port: int) -> str:
    """Report, open the mailbox and return what its form carries."""
    page = page_of(HTTPConnection("127.0.0.1", port), "/lapor/")
    for _, answers in WAY:
        page = page_of(HTTPConnection("127.0.0.1", port), "/lapor/", hidden_fields(page) | answers)
    code = " ".join(_WORDS.findall(page.partition('id="kode"')[2])[:8])
    opened = page_of(HTTPConnection("127.0.0.1", port), "/pesan/", {"kode": code})
    return hidden_fields(opened)["isi"]


def upload(port: int, isi: str, raw: bytes) -> int:
    """Send the photograph until it is taken; return how many tries that took, 0 for a failure."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    body = b"".join(
        [
            f'{head}"isi"\r\n\r\n{isi}\r\n{head}"unggah"\r\n\r\n1\r\n'.encode(),
            f'{head}"file"; filename="foto.jpg"\r\n\r\n'.encode(),
            raw,
            f'\r\n{head}"akhir"\r\n\r\n1\r\n--{BOUNDARY}--\r\n'.encode(),
        ]
    )
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    for tries in range(1, 30):
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        try:
            connection.request("POST", "/pesan/file/", body, kind)
            answer = connection.getresponse()
            answer.read()
        except OSError:
            return 0
        finally:
            connection.close()
        if answer.status == 200:
            return tries
        if answer.status not in (429, 503):
            return 0
        time.sleep(2)
    return 0
