"""Opening much in processes of their own, each of which hears what opens it over a pipe.

A process reads a head and then pieces, each a list of sealed rows, from standard input, and
answers each piece. Nothing is written to a disk, and when the one who asks is gone, the pipe ends
and so does the process.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import IO, Any

from ruangaman.lib.child import child_command
from ruangaman.lib.framing import unframed

LENGTH = struct.Struct(">I")
_MOST = 64 * 1024 * 1024
_PROCESSES = 4
"""At most so many at once: each takes memory, and the worker has a limit for all together."""


class OpenerEnded(Exception):
    """A process for opening ended before it was told to."""


def pieces_answered(
    module: str, head: bytes, pieces: Iterable[Sequence[bytes]], *, processes: int | None = None
) -> Iterator[bytes]:
    """Let some processes of ``module`` answer pieces at once (None: one a processor, at most 4).

    Answers come in the order of the pieces. Raises ``OpenerEnded``.
    """
    count = processes or min(os.cpu_count() or 1, _PROCESSES)
    with ExitStack() as stack:
        children = [stack.enter_context(_Child(module, head)) for _ in range(count)]
        threads = stack.enter_context(ThreadPoolExecutor(count))
        free, waiting = list(children), list[tuple[_Child, Future[bytes]]]()
        for piece in pieces:
            if not free:
                child, first = waiting.pop(0)
                yield first.result()
                free.append(child)
            child = free.pop()
            waiting.append((child, threads.submit(child.ask, piece)))
        for _, rest in waiting:
            yield rest.result()


def asker_answered(told: Callable[[bytes], Callable[[Iterable[bytes]], bytes]]) -> None:
    """Answer one asker until it is gone; ``told`` makes of its head what answers a piece."""
    head = _read(sys.stdin.buffer)
    if head is None:
        return
    answer = told(head)
    while (piece := _read(sys.stdin.buffer)) is not None:
        _write(sys.stdout.buffer, answer(unframed(piece, LENGTH)))


class _Child:
    """A process that opens rows until it is left."""

    def __init__(self, module: str, head: bytes) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            child_command(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={},
            cwd="/",
            close_fds=True,
        )
        self._head = head

    def __enter__(self) -> _Child:
        self._write(self._head)
        return self

    def __exit__(self, *_: Any) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.kill()
        self._process.wait()

    def ask(self, piece: Sequence[bytes]) -> bytes:
        """Return the answer to this piece."""
        self._write(b"".join(LENGTH.pack(len(one)) + one for one in piece))
        answer = _read(self._process.stdout)
        if answer is None:
            raise OpenerEnded
        return answer

    def _write(self, body: bytes) -> None:
        if self._process.stdin is None:
            raise OpenerEnded
        try:
            _write(self._process.stdin, body)
        except OSError as fault:
            raise OpenerEnded from fault


def _write(stream: IO[bytes], body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


def _read(stream: IO[bytes] | None) -> bytes | None:
    head = stream.read(LENGTH.size) if stream else b""
    if not stream or len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length) if length <= _MOST else b""
    return body if len(body) == length else None
