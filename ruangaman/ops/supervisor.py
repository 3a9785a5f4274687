"""Keeps the two web servers and the worker running together; ``serve`` becomes this process.

Standard library only: the process that waits stays small.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

STOP_SECONDS = 25
"""Time for requests to end; gunicorn itself cuts them off after 20."""

WORKER_PAUSE = 5.0
"""Seconds between two starts of a worker that ends by itself: pages go on without it."""

_STOPPING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_SIGNALS = _STOPPING | {signal.SIGCHLD}
_PARENT_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of prctl(2)."""


@dataclass(frozen=True)
class Server:
    """A running web server."""

    surface: str
    host: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Return the address to open."""
        return f"http://{netloc(self.host, self.port)}/"

    def answers(self) -> bool:
        """Say whether somebody listens: the application is loaded before that."""
        try:
            socket.create_connection((self.host, self.port), timeout=1).close()
        except OSError:
            return False
        return True


@dataclass
class Worker:
    """The process that sends notices. When it ends it is started again."""

    start: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes] | None = None
    started: float = -WORKER_PAUSE

    def keep(self) -> None:
        """Start it if it does not run, unless that was tried a moment ago."""
        if self.process and self.process.poll() is None:
            return
        if self.process and self.process.returncode is not None:
            sys.stderr.write(
                f"The worker ended (code {self.process.returncode}); starting again.\n"
            )
            self.process = None
        if time.monotonic() - self.started >= WORKER_PAUSE:
            self.started, self.process = time.monotonic(), self.start()


def netloc(host: str, port: int) -> str:
    """Return ``host:port``, with an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def supervise(options: Namespace) -> int:
    """Start everything and wait; 0 after a signal to stop, 1 when a server ends by itself."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    prepare = _child_preparation()
    ports = {"public": options.public_port, "staff": options.staff_port}
    servers = [
        Server(surface, options.host, port, _start(surface, port, options, prepare))
        for surface, port in ports.items()
    ]
    while not all(server.answers() for server in servers):
        if (result := _next_result(servers, None, 0.05)) is not None:
            return result
    sys.stdout.writelines(f"{server.surface + ':':8}{server.address}\n" for server in servers)
    sys.stdout.flush()
    worker = None if options.no_worker else Worker(lambda: _start_worker(prepare))
    while (result := _next_result(servers, worker, WORKER_PAUSE if worker else 60)) is None:
        pass
    return result


def _start(
    surface: str, port: int, options: Namespace, prepare: Callable[[], None]
) -> subprocess.Popen[bytes]:
    """Start gunicorn for one surface, in a session of its own: Ctrl-C reaches only us."""
    command = [
        *(sys.executable, "-m", "gunicorn", "--config", "python:ruangaman.ops.web"),
        *("--bind", netloc(options.host, port)),
        *("--workers", str(options.workers), "--threads", str(options.threads)),
        f"ruangaman.wsgi_{surface}:application",
    ]
    return _child(command, prepare)


def _start_worker(prepare: Callable[[], None]) -> subprocess.Popen[bytes]:
    return _child([sys.executable, "-m", "ruangaman", "work"], prepare)


def _child(command: list[str], prepare: Callable[[], None]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        command,
        preexec_fn=prepare,  # noqa: PLW1509  this process has one thread
        start_new_session=True,
    )


def _child_preparation() -> Callable[[], None]:
    """Return what a child runs first: signals back to normal, and no life without its parent."""
    parent, libc = os.getpid(), ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)

    return prepare


def _next_result(servers: list[Server], worker: Worker | None, seconds: float) -> int | None:
    """Wait for a signal at most so long; return the exit code when this is the end."""
    if worker:
        worker.keep()
    received = signal.sigtimedwait(_SIGNALS, seconds)
    if received and received.si_signo in _STOPPING:
        _stop(_running(servers, worker))
        return 0
    ended = [server for server in servers if server.process.poll() is not None]
    for server in ended:
        code = server.process.returncode
        sys.stderr.write(f"The {server.surface} server ended (code {code}); stopping.\n")
    if ended:
        _stop(_running(servers, worker))
        return 1
    return None


def _running(servers: list[Server], worker: Worker | None) -> list[subprocess.Popen[bytes]]:
    processes = [server.process for server in servers]
    return [*processes, worker.process] if worker and worker.process else processes


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Let requests and letters end, then stop; a second signal does not wait."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    while any(process.poll() is None for process in processes):
        left = deadline - time.monotonic()
        received = signal.sigtimedwait(_SIGNALS, max(left, 0))
        if left <= 0 or (received and received.si_signo in _STOPPING):
            for process in processes:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)


def main() -> int:
    """Read the arguments that ``serve`` passes on."""
    parser = ArgumentParser()
    parser.add_argument("--host")
    for name in ("--public-port", "--staff-port", "--workers", "--threads"):
        parser.add_argument(name, type=int)
    parser.add_argument("--no-worker", action="store_true")
    return supervise(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
