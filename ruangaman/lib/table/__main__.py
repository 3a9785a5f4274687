"""The child process: a list in by standard input, its cells out by standard output as JSON."""

from __future__ import annotations

import json
import sys

from ruangaman.lib.child import child_limit
from ruangaman.lib.table.grid import Grid, grid_dump
from ruangaman.lib.table.kinds import CSV
from ruangaman.lib.table.limits import (
    ADDRESS_SPACE,
    CPU_SECONDS,
    MOST_ANSWER,
    MOST_BYTES,
    TableRefused,
)


def grid(raw: bytes, kind: str) -> Grid:
    """Read one file. What the libraries raise means that it is damaged."""
    try:
        if kind == CSV:
            from ruangaman.lib.table.csv_text import read_csv

            return read_csv(raw)
        from ruangaman.lib.table.xlsx import read_xlsx

        return read_xlsx(raw)
    except TableRefused:
        raise
    except MemoryError as fault:
        raise TableRefused("heavy") from fault
    except Exception as fault:
        raise TableRefused("broken") from fault


def main() -> None:
    """Read, parse, write."""
    child_limit(address_space=ADDRESS_SPACE, cpu_seconds=CPU_SECONDS)
    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        answer = grid_dump(grid(raw, sys.argv[1])).encode("utf-8", "replace")
        if len(answer) > MOST_ANSWER:
            raise TableRefused("cells")
    except TableRefused as refused:
        answer = json.dumps({"refused": refused.reason, "text": refused.text}).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
