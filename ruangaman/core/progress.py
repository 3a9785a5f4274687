"""How far work is that takes longer than two seconds: a bar on standard error, or a number that
the pages can read while the worker's own transaction is still open.
"""

from __future__ import annotations

import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.conf import settings

_WIDTH = 30
_SILENT_SECONDS = 2.0
_STEP_SECONDS = 0.2


class Bar:
    """Shown only on a terminal, and only once two seconds have passed."""

    def __init__(self, stream: IO[str]) -> None:
        """Draw on ``stream``."""
        self._stream = stream
        self._next = time.monotonic() + _SILENT_SECONDS
        self._drawn = False

    def __call__(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` are done."""
        if not self._stream.isatty() or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _STEP_SECONDS
        self._drawn = True
        filled = _WIDTH * done // max(total, 1)
        self._stream.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}")
        self._stream.flush()

    def close(self) -> None:
        """Leave the line."""
        if self._drawn:
            self._stream.write("\n")


class Count:
    """Tells how many are done in a small file: nothing else of a job is seen before it commits.

    The file holds digits and its name is the job's id. Where it can't be written or read, as on
    two machines, pages say only that the work goes on.
    """

    def __init__(self, job: uuid.UUID) -> None:
        """Count for ``job``."""
        self._path = _place(job)

    def __call__(self, done: int, total: int) -> None:  # noqa: ARG002  as every progress is told
        """Say that ``done`` are done."""
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(str(done), encoding="ascii")
            new.replace(self._path)

    def close(self) -> None:
        """Forget the number."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def count_told(job: uuid.UUID) -> int:
    """Return how many of a job are done; 0 where nothing is known."""
    try:
        said = _place(job).read_text(encoding="ascii")
    except OSError:
        return 0
    return int(said) if said.isdigit() else 0


def _place(job: uuid.UUID) -> Path:
    return settings.HOME / "progress" / job.hex
