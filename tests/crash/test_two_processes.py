"""Two servers, four processes, on one SQLite file: nobody sees that it was busy."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.client import answer_of
from bench.crash import Target
from tests.crash.senders import codes_in, installed, nothing_is_wrong, prepared

PEOPLE, EACH = 4, 25

pytestmark = pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="SQLite's own question"
)


def test_two_servers_on_one_file(tmp_path: Path) -> None:
    made = installed(tmp_path / "home")
    servers = [Target(made), Target(made)]
    people = [
        (server.port, forms)
        for server in servers
        for forms in prepared(made, server, tmp_path, PEOPLE, EACH)
    ]
    for server in servers:
        server.begin()
    try:
        with ThreadPoolExecutor(len(people)) as pool:
            sent = pool.map(lambda one: [answer_of(one[0], form) for form in one[1]], people)
            answers = [answer for some in sent for answer in some]
    finally:
        for server in servers:
            server.end()
    assert len(answers) == len(people) * EACH
    nothing_is_wrong(made, tmp_path, codes_in(answers))
