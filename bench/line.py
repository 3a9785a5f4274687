"""A line between a phone and a server: it counts every byte, and can be slow.

Behind it stands a server that ends TLS 1.3 and passes everything on to the public surface.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from bench.certificates import certificate_chain

_SEGMENT = 1400
_Passing = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Way:
    """One direction of a line: seconds of delay, bytes per second (0: no limit), bytes so far."""

    delay: float = 0.0
    rate: float = 0.0
    carried: int = 0
    _free_at: float = 0.0

    def due(self, size: int, now: float) -> float:
        """Take ``size`` bytes at ``now`` and return when they arrive."""
        self.carried += size
        self._free_at = max(self._free_at, now) + (size / self.rate if self.rate else 0.0)
        return self._free_at + self.delay


@dataclass(slots=True)
class Line:
    """A line in both directions. Opening a connection costs a round trip, as TCP's does."""

    down: Way = field(default_factory=Way)
    up: Way = field(default_factory=Way)
    port: int = 0

    @classmethod
    def slow(cls, *, bits: int, round_trip: float) -> Line:
        """Return a line of ``bits`` per second and ``round_trip`` seconds."""
        return cls(*(Way(round_trip / 2, bits / 8) for _ in range(2)))


@contextmanager
def over_tls(line: Line, port: int, folder: Path) -> Iterator[Line]:
    """Lay ``line`` to the server at ``port``; ``line.port`` is where one connects."""
    loop, context = asyncio.new_event_loop(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(*certificate_chain(folder))

    async def lay() -> None:
        ends_tls = await asyncio.start_server(_to(port), "127.0.0.1", 0, ssl=context)
        behind = ends_tls.sockets[0].getsockname()[1]
        begins = await asyncio.start_server(_to(behind, line), "127.0.0.1", 0)
        line.port = begins.sockets[0].getsockname()[1]

    loop.run_until_complete(lay())
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(_end_all(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_all() -> None:
    """End every connection that is still open."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _to(port: int, line: Line | None = None) -> _Passing:
    """Return what passes a connection on to ``port``, over ``line`` if there is one."""
    carried = line or Line()

    async def passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * carried.up.delay)
        there, to_there = await asyncio.open_connection("127.0.0.1", port)
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                _carry(reader, to_there, carried.up), _carry(there, writer, carried.down)
            )

    return passed


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way) -> None:
    """Carry bytes one way until there are no more."""
    loop = asyncio.get_running_loop()
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while True:
            due, data = await under_way.get()
            await asyncio.sleep(max(due - loop.time(), 0))
            if not data:
                break
            writer.write(data)
            await writer.drain()
        writer.close()

    delivering = asyncio.ensure_future(deliver())
    with suppress(OSError):
        while data := await reader.read(_SEGMENT):
            under_way.put_nowait((way.due(len(data), loop.time()), data))
    under_way.put_nowait((way.due(0, loop.time()), b""))
    with suppress(OSError):
        await delivering
