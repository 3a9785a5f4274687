"""Keeps the two web servers running together; ``serve`` becomes this process.

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


def netloc(host: str, port: int) -> str:
    """Return ``host:port``, with an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def supervise(options: Namespace) -> int:
    """Start both servers and wait; 0 after a signal to stop, 1 when a server ends by itself."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    prepare = _child_preparation()
    ports = {"public": options.public_port, "staff": options.staff_port}
    servers = [
        Server(surface, options.host, port, _start(surface, port, options, prepare))
        for surface, port in ports.items()
    ]
    while not all(server.answers() for server in servers):
        if (result := _next_result(servers, 0.05)) is not None:
            return result
    sys.stdout.writelines(f"{server.surface + ':':8}{server.address}\n" for server in servers)
    sys.stdout.flush()
    while (result := _next_result(servers, 60)) is None:
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


def _next_result(servers: list[Server], seconds: float) -> int | None:
    """Wait for a signal at most so long; return the exit code when this is the end."""
    received = signal.sigtimedwait(_SIGNALS, seconds)
    if received and received.si_signo in _STOPPING:
        _stop(servers)
        return 0
    ended = [server for server in servers if server.process.poll() is not None]
    for server in ended:
        code = server.process.returncode
        sys.stderr.write(f"The {server.surface} server ended (code {code}); stopping.\n")
    if ended:
        _stop(servers)
        return 1
    return None


def _stop(servers: list[Server]) -> None:
    """Let requests end, then stop; a second signal does not wait."""
    for server in servers:
        if server.process.poll() is None:
            server.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    while any(server.process.poll() is None for server in servers):
        left = deadline - time.monotonic()
        received = signal.sigtimedwait(_SIGNALS, max(left, 0))
        if left <= 0 or (received and received.si_signo in _STOPPING):
            for server in servers:
                if server.process.poll() is None:
                    os.killpg(server.process.pid, signal.SIGKILL)


def main() -> int:
    """Read the arguments that ``serve`` passes on."""
    parser = ArgumentParser()
    parser.add_argument("--host")
    for name in ("--public-port", "--staff-port", "--workers", "--threads"):
        parser.add_argument(name, type=int)
    return supervise(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
