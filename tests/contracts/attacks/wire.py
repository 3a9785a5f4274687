"""Bytes on a connection, as no library would send them."""

from __future__ import annotations

import re
import socket
import subprocess
from contextlib import suppress

LONGEST = 60
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


def waited_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens at ``port``."""
    for _ in range(LONGEST * 20):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            break
    raise AssertionError("nobody listens")


def opened(port: int, sent: bytes) -> socket.socket:
    """Open a connection and send, without ending it."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=LONGEST)
    connection.sendall(sent)
    return connection


def answered(port: int, sent: bytes, *, ends: bool = True) -> bytes:
    """Send, and return everything that comes back until the other side closes."""
    with opened(port, sent) as connection:
        if ends:
            connection.shutdown(socket.SHUT_WR)
        chunks = []
        with suppress(ConnectionResetError):
            while chunk := connection.recv(65536):
                chunks.append(chunk)
    return b"".join(chunks)


def statuses(answer: bytes) -> list[int]:
    """Return the status of every answer on a connection."""
    return [int(code) for code in _STATUS.findall(answer)]


def get(path: str, *, host: str = "127.0.0.1", more: str = "Connection: close\r\n") -> bytes:
    """Return a plain request."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode()
