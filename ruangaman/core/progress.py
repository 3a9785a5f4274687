"""A progress bar on standard error for work that takes longer than two seconds."""

from __future__ import annotations

import time
from typing import IO

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
