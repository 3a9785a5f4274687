"""Log lines that cannot hold what a person wrote.

A line says when, how grave, which logger, which status, which exception classes and which lines
of code. Never: a message with its arguments, a path, a header, an exception's text, a value.
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

_PROJECT = Path(__file__).resolve().parent.parent
_OWN = "ruangaman"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"private": {"()": "ruangaman.core.logs.PrivateFormatter"}},
    "handlers": {"stderr": {"class": "ruangaman.core.logs.FewLines", "formatter": "private"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
"""Django's setting of this name."""

LINES_A_MINUTE = 20
"""Lines about requests that were refused; what is more is left out, so a flood fills no disk."""


class PrivateFormatter(logging.Formatter):
    """``2026-11-23T08:15:00Z ERROR django.request status=500 KeyError at core/views.py:31;``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for ``record``. Messages are our own only, without their arguments."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        parts = [f"{at:%Y-%m-%dT%H:%M:%SZ}", record.levelname, record.name]
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            parts.append(f"status={status}")
        if record.name.split(".", 1)[0] == _OWN:
            parts.append(str(record.msg))
        if record.exc_info and record.exc_info[1]:
            parts += exception_lines(record.exc_info[1])
        return " ".join(parts)


class Few(logging.Filter):
    """Lets a few lines a minute pass about requests that were refused, and all others."""

    def __init__(self) -> None:
        """Begin to count."""
        super().__init__()
        self._lock = threading.Lock()
        self._minute, self._lines = 0, 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the line is written."""
        if not self.about_refused(record):
            return True
        with self._lock:
            minute = int(record.created // 60)
            self._lines = self._lines + 1 if minute == self._minute else 1
            self._minute = minute
            return self._lines <= LINES_A_MINUTE

    def about_refused(self, record: logging.LogRecord) -> bool:
        """Say whether this is about a request that was refused for what the client sent."""
        status = getattr(record, "status_code", None)
        return isinstance(status, int) and 400 <= status < 500


class FewLines(logging.StreamHandler[TextIO]):
    """Standard error through ``Few``."""

    def __init__(self) -> None:
        """Write to standard error."""
        super().__init__(sys.stderr)
        self.addFilter(Few())


def exception_lines(exception: BaseException) -> Iterator[str]:
    """Yield each exception of the chain, outermost first: its class and where it passed."""
    seen: set[int] = set()
    link: BaseException | None = exception
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        places = ", ".join(_places(link)) or "?"
        yield f"{type(link).__module__}.{type(link).__qualname__} at {places};"
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _places(exception: BaseException) -> Iterator[str]:
    """Yield ``file:line`` of the project's frames, and of the last frame wherever it is."""
    frames = [
        (Path(frame.f_code.co_filename), line)
        for frame, line in traceback.walk_tb(exception.__traceback__)
    ]
    for path, line in frames:
        if path.is_relative_to(_PROJECT):
            yield f"{path.relative_to(_PROJECT)}:{line}"
    if frames and not frames[-1][0].is_relative_to(_PROJECT):
        path, line = frames[-1]
        yield f"{'/'.join(path.parts[-3:])}:{line}"
