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
from collections.abc import Callable
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker

from ruangaman.core.uploads import BUSY_HEADER
from ruangaman.ops.receiving import Arriving, Received, Receiving, announced

LONGEST_READ = 30.0
"""Seconds in which a request must have arrived: 60 KB at 16 kbit/s. Forms with a file take longer,
and no thread: ``ops.receiving``."""

LONGEST_CLOSE = 2.0
"""Seconds that a client has to close its end: what it still sends is taken and thrown away, for
else the answer could be cut (RFC 9112, 9.6)."""

MOST_CLOSING, MOST_THROWN_AWAY = 256, 65536
"""Connections that may be closing at a time, and bytes taken from one of them."""


class Resumed:
    """A connection's parser that gives once more the request that was put aside."""

    def __init__(self, parser: Any, request: Any) -> None:
        """Take the parser for everything after it."""
        self.parser, self._request = parser, request

    def __next__(self) -> Any:
        """Return the request."""
        return self._request

    def __getattr__(self, name: str) -> Any:
        """Be the parser in everything else."""
        return getattr(self.parser, name)


class ImpatientWorker(ThreadWorker):  # type: ignore[misc]
    """Ends slow requests, and closes connections beside its other work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without connections."""
        super().__init__(*args, **kwargs)
        self._reading: dict[TConn, float] = {}
        self._held = threading.Lock()
        self._closing: dict[socket.socket, tuple[float, int]] = {}
        self._parked: dict[TConn, Arriving] = {}
        self._receiving = Receiving(
            watch=self._watch,
            unwatch=self._unwatch,
            answer=self._answer_received,
            drop=self._drop_received,
            threads=self.cfg.threads,
        )

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

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer a request, or put a form with a file aside until it is here."""
        length = 0 if conn in self._parked else announced(req)
        if not length:
            return super().handle_request(req, conn)
        self._parked[conn] = Arriving(conn, req, length)
        return False

    def finish_request(self, conn: TConn, fs: Any) -> None:
        """Go on with a connection; one that was put aside stays open and is received."""
        one = self._parked.get(conn)
        if one is None:
            super().finish_request(conn, fs)
        elif not isinstance(conn.parser, Resumed):
            if ("EXPECT", "100-continue") in one.request.headers:
                with contextlib.suppress(OSError):
                    conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
            self._receiving.begin(one, conn.parser.unreader.take_buffered())
        else:
            conn.parser = conn.parser.parser
            del self._parked[conn]
            one.request.body = Received(bytearray())  # a kept connection keeps its last request
            self._receiving.done(one)
            super().finish_request(conn, fs)

    def _answer_received(self, one: Arriving) -> None:
        """Let a thread answer a form that is here whole, or for which there was no room."""
        one.request.body, one.body = Received(one.body), bytearray()
        if one.busy:
            one.request.headers.append((BUSY_HEADER, "1"))
            one.request.should_close = lambda: True
        one.conn.parser = Resumed(one.conn.parser, one.request)
        self.enqueue_req(one.conn)

    def _drop_received(self, one: Arriving) -> None:
        """Close a connection that broke or brought next to nothing."""
        self._parked.pop(one.conn, None)
        self.nr_conns -= 1
        util.close(one.conn.sock)

    def _watch(self, sock: socket.socket, on_bytes: Callable[[Any], None]) -> None:
        self.poller.register(sock, EVENT_READ, on_bytes)

    def _unwatch(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            self.poller.unregister(sock)

    def murder_pending(self) -> None:
        """End what takes too long; gunicorn's loop comes by at least once a second."""
        super().murder_pending()
        self.end_slow(time.monotonic())
        self._receiving.look(time.monotonic())

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
