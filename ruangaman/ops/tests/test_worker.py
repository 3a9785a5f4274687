"""A sender who is slow keeps no thread for ever, and half a form is not taken."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn

from ruangaman.core.logs import LINES_A_MINUTE
from ruangaman.ops.tests.test_serve import answer, serving
from ruangaman.ops.web import FewRequests, ProcessFormatter
from ruangaman.ops.worker import LONGEST_READ, ImpatientWorker

HALF = b"POST /lapor/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ncerita=Ia"
LONGEST = 30


class Worker(ImpatientWorker):
    """A worker without a process: it answers with how much of the body had come."""

    def __init__(self) -> None:
        """Begin with the usual settings."""
        cfg = Config()
        super().__init__(1, 1, [], None, 30, cfg, Logger(cfg))
        self.bodies: list[bytes] = []
        self.began = threading.Event()

    def handle_request(self, req, conn) -> bool:
        """Read the body, as the application would."""
        self.began.set()
        self.bodies.append(req.body.read(1000))
        conn.sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return False


@contextmanager
def handling(worker: Worker) -> Iterator[tuple[socket.socket, threading.Thread]]:
    """Handle a connection in a thread of the worker; yields the sender's end."""
    sender, ours = socket.socketpair()
    sender.settimeout(LONGEST)
    connection = TConn(worker.cfg, ours, ("", 0), ("", 0))
    thread = threading.Thread(target=worker.handle, args=(connection,))
    thread.start()
    try:
        yield sender, thread
    finally:
        sender.close()
        thread.join(LONGEST)
        ours.close()


@pytest.fixture
def worker() -> Worker:
    return Worker()


def begun(worker: Worker) -> float:
    return next(iter(worker._reading.values()))


def test_half_a_request_is_let_go_when_its_time_is_over(worker: Worker) -> None:
    with handling(worker) as (sender, thread):
        sender.sendall(HALF)
        assert worker.began.wait(LONGEST)
        worker.end_slow(begun(worker) + LONGEST_READ - 1)
        assert thread.is_alive()
        worker.end_slow(begun(worker) + LONGEST_READ + 1)
        thread.join(LONGEST)
        assert not thread.is_alive()
        assert worker.bodies == [b"cerita=Ia"]
        assert sender.recv(100).startswith(b"HTTP/1.1 400")


def test_half_a_head_is_let_go_too(worker: Worker) -> None:
    with handling(worker) as (sender, thread):
        sender.sendall(HALF[:30])
        while not worker._reading:
            thread.join(0.01)
        worker.end_slow(begun(worker) + LONGEST_READ + 1)
        thread.join(LONGEST)
        assert not thread.is_alive()
        assert worker.bodies == []


def test_nothing_is_remembered_of_a_connection_that_ended(worker: Worker) -> None:
    with handling(worker) as (sender, thread):
        sender.sendall(HALF.replace(b"1000", b"9"))
        thread.join(LONGEST)
    assert worker.bodies == [b"cerita=Ia"]
    assert worker._reading == {}


def asking(port: int, path: str, *, body: bytes = b"", length: int = 0) -> socket.socket:
    """Send a request after which the server closes, and keep the connection open."""
    caller = socket.create_connection(("127.0.0.1", port), timeout=LONGEST)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    caller.sendall(f"{head}{kind}Content-Length: {length or len(body)}\r\n\r\n".encode() + body)
    return caller


def test_clients_that_do_not_close_stop_nobody(installation: Path) -> None:
    """Each of them would stop gunicorn's own worker for two seconds: together for 80."""
    with serving(installation) as (_, public, _staff), ExitStack() as kept:
        for _ in range(40):
            kept.enter_context(asking(public, "/lapor/", body=b"a=1"))
        assert answer(public, "/healthz")[0] == 200


def test_a_body_too_long_is_answered_before_it_has_come(installation: Path) -> None:
    with serving(installation) as (_, public, _staff):
        for length in (2_000_000, 4_000_000_000):
            with asking(public, "/lapor/", body=b"a" * 4096, length=length) as caller:
                assert caller.recv(100).startswith(b"HTTP/1.1 413 ")
        assert answer(public, "/healthz")[0] == 200


def test_the_web_server_tells_of_processes_always_and_of_requests_seldom() -> None:
    few = FewRequests()
    lines = [logging.makeLogRecord({"msg": "Invalid request from ip=%s: %s"})] * 1000
    assert sum(few.filter(line) for line in lines) == LINES_A_MINUTE
    assert few.filter(logging.makeLogRecord({"msg": "Worker (pid:%s) was sent SIGKILL!"}))


def test_times_of_gunicorn_are_utc_and_say_so() -> None:
    record = logging.LogRecord(
        "gunicorn.error", logging.ERROR, "", 0, "Worker (pid:%s)", (1,), None
    )
    record.created = 0.0
    assert ProcessFormatter().format(record).startswith("1970-01-01T00:00:00Z ERROR gunicorn")
