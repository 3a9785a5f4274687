"""How much a file may be, and how much the process may use that looks into it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 20_000_000
"""What a file may have when it is sent."""

MOST_CLEAN_BYTES = 30_000_000
"""What may be left of it: an image is written anew and may grow a little."""

MOST_PIXELS = 64_000_000
MOST_SIDE = 20_000
MOST_PAGES = 500
MOST_OBJECTS = 100_000
MOST_STREAM, MOST_STREAMS = 64_000_000, 256_000_000
"""Bytes that one compressed stream of a PDF, and all of them, may unpack to."""

CPU_SECONDS, WALL_SECONDS = 30, 60
ADDRESS_SPACE = 768_000_000


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without what it told beside its content.

    ``removed``: what was found and taken out, of ``location``, ``device``, ``author``,
    ``thumbnail``, ``comment``, ``profile``, ``attachment``, ``script``, ``note``, ``behind`` (an
    earlier version, a second picture) and ``metadata``.
    """

    kind: str
    data: bytes
    removed: tuple[str, ...]


class Refused(Exception):
    """The file is not taken; ``reason`` is one word that the page turns into a sentence.

    ``kind``, ``empty``, ``large``, ``polyglot``, ``broken``, ``locked``, ``moving``, ``pixels``,
    ``pages``, ``heavy`` (used up time, memory or size while it was looked into), ``busy``,
    ``disk``, ``many``; and of the form: ``none``, ``cut``, ``full``, ``gone``.
    """

    def __init__(self, reason: str) -> None:
        """Take the word."""
        super().__init__(reason)
        self.reason = reason
