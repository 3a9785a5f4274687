"""``serve``: both surfaces answer, stop together, and refuse what cannot work."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ruangaman.ops.tests.conftest import ROOT, environment, free_port, ruangaman

pytestmark = pytest.mark.once

LONGEST = 30


@contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """Serve the installation; yields the process and the two ports once both answer."""
    public, staff = free_port(), free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "ruangaman", "serve", "--workers", "1"),
            *("--public-port", str(public), "--staff-port", str(staff)),
        ],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        lines = [process.stdout.readline(), process.stdout.readline()]
        assert [line.split()[-1] for line in lines if line] == [
            f"http://127.0.0.1:{public}/",
            f"http://127.0.0.1:{staff}/",
        ], process.stderr.read()
        yield process, public, staff
    finally:
        process.terminate()
        process.communicate(timeout=LONGEST)


def answer(port: int, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    connection.request("GET", path, headers={"Connection": "close", **headers})
    response = connection.getresponse()
    return response.status, response.read()


def children(pid: int) -> list[int]:
    """The processes below a process, the nearest first."""
    tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [child for task in tasks for child in (int(task), *children(int(task)))]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def said_by(home: Path) -> int:
    """How many rows the timer of the public process has left, once there is one."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(home / "ruangaman.sqlite3")) as database:
            rows = database.execute("SELECT count(*) FROM people_publicverdict").fetchone()[0]
        if rows:
            return int(rows)
    return 0


def test_both_surfaces_answer_until_told_to_stop(installation: Path) -> None:
    with serving(installation) as (process, public, staff):
        assert answer(public, "/healthz")[0] == 200
        assert answer(staff, "/healthz")[0] == 200
        assert answer(public, "/masuk/")[0] == 404
        assert said_by(installation) == 1, "the public process says what it believes, by the clock"
        for path in ("/", "/lapor/", "/pesan/"):
            assert answer(public, path)[0] == 200
        assert said_by(installation) == 1, "no request says anything"
        process.send_signal(signal.SIGTERM)
        assert process.wait(LONGEST) == 0
        assert not listens(public)
        assert not listens(staff)


def test_ctrl_c_stops_both(installation: Path) -> None:
    with serving(installation) as (process, public, staff):
        process.send_signal(signal.SIGINT)
        assert process.wait(LONGEST) == 0
        assert not listens(public)
        assert not listens(staff)


def test_when_one_server_ends_the_other_is_stopped(installation: Path) -> None:
    with serving(installation) as (process, public, staff):
        killed = next(pid for pid in children(process.pid) if "wsgi_staff" in command_of(pid))
        subprocess.run(["kill", "-KILL", str(killed)], check=True)
        assert process.wait(LONGEST) == 1
        assert "The staff server ended" in process.stderr.read()
        assert not listens(public)
        assert not listens(staff)


def test_nothing_of_a_request_is_logged(installation: Path) -> None:
    marked = "kata-rahasia"
    with serving(installation) as (process, public, _):
        answer(public, f"/{marked}/?{marked}=1", **{"User-Agent": marked})
        assert answer(public, f"/{marked * 400}")[0] == 414
        with socket.create_connection(("127.0.0.1", public), timeout=LONGEST) as caller:
            caller.sendall(f"GET /{marked} {marked}\r\n\r\n".encode())
            assert b" 400 " in caller.recv(100)
        process.terminate()
        output, errors = process.communicate(timeout=LONGEST)
    assert marked not in output + errors
    assert "127.0.0.1" not in errors
    assert "a request failed" in errors


def test_a_taken_port_is_refused(installation: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        done = ruangaman(
            installation, "serve", "--public-port", port, "--staff-port", f"{free_port()}"
        )
    assert done.returncode == 1
    assert f"port {port}: Address already in use. Choose another with --public-port." in done.stderr


def test_a_database_that_is_not_ready_is_refused(tmp_path: Path) -> None:
    done = ruangaman(tmp_path, "serve")
    assert done.returncode == 1
    assert "Run `ruangaman migrate` first." in done.stderr


@pytest.mark.parametrize("host", ["256.0.0.1", "203.0.113.7"])
def test_an_address_of_another_machine_is_refused(installation: Path, host: str) -> None:
    ports = ("--public-port", f"{free_port()}", "--staff-port", f"{free_port()}")
    done = ruangaman(installation, "serve", "--host", host, *ports)
    assert done.returncode == 1
    assert host in done.stderr
    assert "Traceback" not in done.stderr
