"""Opening many ballots in processes of their own, each of which hears the key over a pipe.

``python -m ruangaman.lib.opening`` reads a head (seed, survey, layout) and then pieces of ballots
from standard input, and answers each piece with the records that opened. Nothing is written to a
disk, and when the one who asks is gone, the pipe ends and so does the process.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Any

from ruangaman.lib.ballots import BallotFault, Layout, ballot_open
from ruangaman.lib.child import child_command
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, SealError

_LENGTH = struct.Struct(">I")
_MOST = 64 * 1024 * 1024
Opened = tuple[bytes, int]
"""Records of one size behind each other, and how many ballots did not open."""


class OpenerEnded(Exception):
    """A process for opening ended before it was told to."""


@dataclass(frozen=True, slots=True)
class Opener:
    """What opens the ballots of one survey."""

    seed: bytes
    survey: uuid.UUID
    layout: Layout

    def records(self, sealed: Iterable[bytes]) -> Opened:
        """Open ballots here."""
        key, found, unreadable = KeyPair(self.seed), bytearray(), 0
        for one in sealed:
            try:
                found += ballot_open(one, key, survey=self.survey, layout=self.layout)
            except (SealError, BallotFault):
                unreadable += 1
        return bytes(found), unreadable

    def head(self) -> bytes:
        """Return what a process has to be told first."""
        return self.seed + self.survey.bytes + json.dumps(self.layout.items).encode()

    @classmethod
    def told(cls, head: bytes) -> Opener:
        """Read what a process was told."""
        seed, survey = head[:SEED_BYTES], head[SEED_BYTES : SEED_BYTES + 16]
        items = json.loads(head[SEED_BYTES + 16 :])
        layout = Layout(tuple((key, tuple(codes)) for key, codes in items))
        return cls(seed, uuid.UUID(bytes=survey), layout)


def records_opened(
    opener: Opener, pieces: Iterable[Sequence[bytes]], *, processes: int | None = None
) -> Iterator[Opened]:
    """Open pieces of ballots in some processes at once (None: one for each processor).

    Raises ``OpenerEnded``.
    """
    count = processes or os.cpu_count() or 1
    with ExitStack() as stack:
        children = [stack.enter_context(_Child(opener)) for _ in range(count)]
        threads = stack.enter_context(ThreadPoolExecutor(count))
        free, waiting = list(children), list[tuple[_Child, Future[Opened]]]()
        for piece in pieces:
            if not free:
                child, first = waiting.pop(0)
                yield first.result()
                free.append(child)
            child = free.pop()
            waiting.append((child, threads.submit(child.ask, piece)))
        for _, rest in waiting:
            yield rest.result()


class _Child:
    """A process that opens ballots until it is left."""

    def __init__(self, opener: Opener) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            child_command("ruangaman.lib.opening"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={},
            cwd="/",
            close_fds=True,
        )
        self._head = opener.head()

    def __enter__(self) -> _Child:
        self._write(self._head)
        return self

    def __exit__(self, *_: Any) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.kill()
        self._process.wait()

    def ask(self, piece: Sequence[bytes]) -> Opened:
        """Return what this piece opens to."""
        self._write(b"".join(_LENGTH.pack(len(one)) + one for one in piece))
        answer = _read(self._process.stdout)
        if answer is None:
            raise OpenerEnded
        return answer[_LENGTH.size :], _LENGTH.unpack(answer[: _LENGTH.size])[0]

    def _write(self, body: bytes) -> None:
        if self._process.stdin is None:
            raise OpenerEnded
        try:
            _write(self._process.stdin, body)
        except OSError as fault:
            raise OpenerEnded from fault


def _write(stream: IO[bytes], body: bytes) -> None:
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def _read(stream: IO[bytes] | None) -> bytes | None:
    head = stream.read(_LENGTH.size) if stream else b""
    if not stream or len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length) if length <= _MOST else b""
    return body if len(body) == length else None


def _ballots(piece: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(piece):
        (length,) = _LENGTH.unpack(piece[at : at + _LENGTH.size])
        at += _LENGTH.size
        yield piece[at : at + length]
        at += length


def main() -> None:
    """Answer one asker until it is gone."""
    head = _read(sys.stdin.buffer)
    if head is None:
        return
    opener = Opener.told(head)
    while (piece := _read(sys.stdin.buffer)) is not None:
        records, unreadable = opener.records(_ballots(piece))
        _write(sys.stdout.buffer, _LENGTH.pack(unreadable) + records)


if __name__ == "__main__":
    main()
