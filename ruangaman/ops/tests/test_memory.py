"""What a file took up is given back when the file is gone."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_FILES = """
from ruangaman.ops.memory import large_blocks_returned
{begin}
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
before, kept = resident(), []
for _ in range(3):
    first, second = bytearray(20_000_000), bytearray(20_000_000)
    kept.append(bytearray(4096))  # something small that stays, behind them
    del first, second
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has this setting")
def test_files_leave_no_memory_behind() -> None:
    left, unset = (
        int(subprocess.check_output([sys.executable, "-c", _FILES.format(begin=begin)], text=True))
        for begin in ("large_blocks_returned()", "")
    )
    assert left < 2_000_000
    assert unset > 10_000_000, "the C library has learned better: the setting can go"
