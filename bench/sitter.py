"""Many people sit a test at once: ``python -m bench.sitter PORT FILE``.

FILE is JSON: for each person the id of the session and of the test. Each person is a thread that
walks from the first page to the result without a pause, a new connection for every request. It
says ``ready`` and begins at the monotonic second it is told on standard input. Then it prints one
JSON object: how long each request took, what each person chose, and what went wrong.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

LONGEST = 120.0
TOKEN = "b" * 32
_CHOICE = re.compile(r'name="(j\d+)" type="radio" value="([a-z0-9-]+)"')
_SITTING = re.compile(r'name="pengerjaan" value="([0-9a-f-]{36})"')


class Fault(Exception):
    """An answer that is not the one that should have come."""


class Sitter:
    """One person on one phone."""

    def __init__(self, port: int, told: dict[str, str]) -> None:
        """Have her session."""
        self.port, self.path = port, f"/pelatihan/tes/{told['paper']}/"
        self.cookie = f"sesi={told['session']}; csrf={TOKEN}"
        self.who, self.times = told["participant"], list[float]()
        self.chosen: dict[str, str] = {}
        self.fault = ""

    def run(self) -> None:
        """Walk the whole way; a fault ends it."""
        try:
            self.walk()
        except (OSError, Fault) as fault:
            self.fault = f"{type(fault).__name__}: {fault}"

    def walk(self) -> None:
        """Begin, answer every page, end, read the result."""
        self.ask("")
        place = self.send("", {})
        while "halaman" in place:
            page = self.ask(place)
            fields = dict(reversed(_CHOICE.findall(page)))
            self.chosen |= fields
            place = self.send(place, fields | self.sitting(page))
        place = self.send(place, self.sitting(self.ask(place)))
        if "Hasil tes" not in self.ask(place):
            raise Fault("no result")

    def sitting(self, page: str) -> dict[str, str]:
        """Return the field that names the sitting."""
        found = _SITTING.search(page)
        if found is None:
            raise Fault("no sitting on the page")
        return {"pengerjaan": found[1]}

    def ask(self, place: str) -> str:
        """Return a page."""
        return self._answer("GET", place, None, 200)[1]

    def send(self, place: str, fields: dict[str, str]) -> str:
        """Send a page and return where it leads, below the test."""
        body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN})
        leads, _page = self._answer("POST", place, body, 302)
        return leads.removeprefix(self.path)

    def _answer(self, method: str, place: str, body: str | None, wanted: int) -> tuple[str, str]:
        headers = {"Cookie": self.cookie, "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        before = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            connection.request(method, self.path + place, body, headers)
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            connection.close()
        self.times.append(time.monotonic() - before)
        if response.status != wanted:
            raise Fault(f"{method} {place or 'start'}: {response.status}")
        return response.getheader("Location") or "", page


def main(port: int, path: Path) -> None:
    """Let everybody begin at once and print what they saw."""
    sitters = [Sitter(port, told) for told in json.loads(path.read_text())]
    threads = [threading.Thread(target=one.run) for one in sitters]
    print("ready", flush=True)
    time.sleep(max(float(sys.stdin.readline()) - time.monotonic(), 0))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen: dict[str, Any] = {
        "times": [took for one in sitters for took in one.times],
        "chosen": {one.who: one.chosen for one in sitters},
        "faults": [one.fault for one in sitters if one.fault],
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
