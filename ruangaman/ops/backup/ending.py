"""SIGTERM ends a backup or a restore as Ctrl-C does: what was begun is removed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TERMINATED = 143


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Turn SIGTERM into an exit that runs what stands in ``finally``."""
    before = signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
