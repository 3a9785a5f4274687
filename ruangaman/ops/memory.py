"""How a server's memory goes back to the machine."""

from __future__ import annotations

import ctypes

_MMAP_THRESHOLD = -3
"""``M_MMAP_THRESHOLD`` of ``mallopt(3)``; once set, glibc does not move it any more."""

LARGE = 1_000_000


def large_blocks_returned() -> None:
    """Let every block of more than ``LARGE`` bytes go back as soon as it is not used.

    glibc learns from the first file of 20 MB to keep such blocks, so that whoever sent files left
    twice as much memory behind as they needed. A C library without this setting is left alone.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, LARGE)
