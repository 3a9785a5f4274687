"""gunicorn's worker with threads, in which nobody who is slow can keep the others waiting.

As gunicorn has it, a request that trickles in keeps its thread for as long as it likes, and a
client that does not close its end after the answer stops the whole worker for two seconds: eight
such connections, or one a second, would close the channel. A proxy that passes on whole requests
hides both; this worker needs none for it.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker

LONGEST_READ = 30.0
"""Seconds in which a request must have arrived: 60 KB at 16 kbit/s."""

LONGEST_CLOSE = 2.0
"""Seconds that a client has to close its end: what it still sends is taken and thrown away, for
else the answer could be cut (RFC 9112, 9.6)."""

MOST_CLOSING, MOST_THROWN_AWAY = 256, 65536
"""Connections that may be closing at a time, and bytes taken from one of them."""


class ImpatientWorker(ThreadWorker):  # type: ignore[misc]
    """Ends slow requests, and closes connections beside its other work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without connections."""
        super().__init__(*args, **kwargs)
        self._reading: dict[TConn, float] = {}
        self._held = threading.Lock()
        self._closing: dict[socket.socket, tuple[float, int]] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Let a thread handle a request; the connection will be closed as ``_close`` does it."""
        conn.close = partial(self._close, conn)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """Handle one request, in a thread of its own."""
        with self._held:
            self._reading[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            with self._held:
                del self._reading[conn]

    def murder_pending(self) -> None:
        """End what takes too long; gunicorn's loop comes by at least once a second."""
        super().murder_pending()
        self.end_slow(time.monotonic())

    def end_slow(self, now: float) -> None:
        """Stop listening to whoever began too long before ``now``, in monotonic seconds.

        Only receiving ends: an answer that is being made is still sent. What had arrived is
        shorter than announced, and ``core.middleware.bodies`` refuses it.
        """
        with self._held:
            for conn, begun in self._reading.items():
                if now - begun > LONGEST_READ:
                    with contextlib.suppress(OSError):
                        conn.sock.shutdown(socket.SHUT_RD)
        for sock, (begun, _) in list(self._closing.items()):
            if now - begun > LONGEST_CLOSE:
                self._closed(sock)

    def _close(self, conn: TConn, graceful: bool = False) -> None:
        """Close at once, or once the client has closed its end; in the worker's own thread."""
        sock = conn.sock
        if not graceful or len(self._closing) >= MOST_CLOSING:
            util.close(sock)
            return
        try:
            sock.shutdown(socket.SHUT_WR)
            sock.setblocking(False)
            self.poller.register(sock, EVENT_READ, self._on_closing)
        except (OSError, ValueError, KeyError):
            util.close(sock)
        else:
            self._closing[sock] = time.monotonic(), 0

    def _on_closing(self, sock: socket.socket) -> None:
        """Take what a client sends that should have closed, up to a limit."""
        try:
            taken = len(sock.recv(MOST_THROWN_AWAY))
        except BlockingIOError:
            return
        except OSError:
            taken = 0
        begun, before = self._closing[sock]
        self._closing[sock] = begun, before + taken
        if not taken or before + taken >= MOST_THROWN_AWAY:
            self._closed(sock)

    def _closed(self, sock: socket.socket) -> None:
        del self._closing[sock]
        with contextlib.suppress(OSError, ValueError, KeyError):
            self.poller.unregister(sock)
        util.close(sock)
