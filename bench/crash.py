"""Kill servers with SIGKILL while people send, and look for what was promised afterwards.

A person whose connection breaks presses "send" again, with the same form, until she sees her
eight words. From then on her report must be there, whole and once, whatever was killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Lock, Thread

from bench.client import Fault, answer_of, code_of, forms
from bench.installation import LONGEST, ROOT, Installation
from bench.postgresql import free_port

SENDERS, ALL_EVERY = 8, 20
"""How many send at once; every so often everything is killed, else one worker."""


@dataclass(slots=True)
class Sent:
    """What the senders know: the codes they were shown, and how often they had to press again."""

    codes: list[str] = field(default_factory=list)
    again: int = 0
    kills: int = 0
    faults: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def note(self, code: str, again: int) -> None:
        """Take a code that somebody was shown."""
        with self._lock:
            self.codes.append(code)
            self.again += again


@dataclass(slots=True)
class Target:
    """The servers of an installation, at ports that stay the same however often they begin."""

    made: Installation
    program: Sequence[str] = ()
    """Instead of ``ruangaman serve``: a program that serves the public surface at ``{port}``."""
    port: int = field(default_factory=free_port)
    _staff: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the servers and wait until the public one answers."""
        serve = ["ruangaman", "serve", "--public-port", "{port}", "--staff-port", "{staff}"]
        words = [word.format(port=self.port, staff=self._staff) for word in self.program or serve]
        self._process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=self.made.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait()

    def wait(self) -> None:
        """Wait until the public surface answers."""
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
            with suppress(OSError):
                connection.request("GET", "/healthz", headers={"Connection": "close"})
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.02)
        raise RuntimeError("the public surface does not answer")

    def kill_worker(self, draw: random.Random) -> None:
        """Kill one process that answers on the public surface; its master starts another."""
        assert self._process
        workers = [
            child
            for pid in family(self._process.pid)
            if "gunicorn" in _command(pid) and "wsgi_staff" not in _command(pid)
            for child in _children(pid)
        ]
        if workers:
            with suppress(ProcessLookupError):
                os.kill(draw.choice(workers), signal.SIGKILL)

    def kill(self) -> None:
        """Kill every process at once."""
        assert self._process
        for pid in list(family(self._process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def end(self) -> None:
        """Stop as an operator would."""
        assert self._process
        self._process.terminate()
        self._process.wait(LONGEST)


def under_fire(target: Target, requests: Sequence[Path], kills: int, seed: int = 1) -> Sent:
    """Let one person for each file send its requests, kill ``kills`` times, and let her finish."""
    sent, over, draw = Sent(), Event(), random.Random(seed)
    target.begin()
    people = [Thread(target=_send, args=(path, target.port, sent, over)) for path in requests]
    for person in people:
        person.start()
    while sent.kills < kills and any(person.is_alive() for person in people):
        time.sleep(draw.uniform(0.05, 0.3))
        sent.kills += 1
        if sent.kills % ALL_EVERY:
            target.kill_worker(draw)
        else:
            target.kill()
            target.begin()
    over.set()
    for person in people:
        person.join(LONGEST)
    target.end()
    return sent


def _send(path: Path, port: int, sent: Sent, over: Event) -> None:
    """Send every form of a file; begin no other one when it is over."""
    for form in forms(path):
        if over.is_set():
            return
        deadline, again = time.monotonic() + LONGEST, 0
        while time.monotonic() < deadline:
            try:
                sent.note(code_of(answer_of(port, form)), again)
                break
            except (OSError, Fault, ValueError, zlib.error):
                again += 1
                time.sleep(0.01)
        else:
            sent.faults.append("not sent in time")


def family(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    for child in _children(pid):
        yield from family(child)


def _children(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            yield from (int(child) for child in task.read_text().split())


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""
