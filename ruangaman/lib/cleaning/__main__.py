"""The child process: one file in by standard input, the clean one out by standard output.

It holds no key, no setting and no open file; it may write none, start nothing, and is ended when
it uses too much. The answer is one line of JSON, then the bytes.
"""

from __future__ import annotations

import json
import sys

from ruangaman.lib.child import child_limit
from ruangaman.lib.cleaning.kinds import PDF
from ruangaman.lib.cleaning.limits import (
    ADDRESS_SPACE,
    CPU_SECONDS,
    MOST_BYTES,
    MOST_CLEAN_BYTES,
    Refused,
)


def limit() -> None:
    """Give up what cleaning does not need, for good."""
    child_limit(address_space=ADDRESS_SPACE, cpu_seconds=CPU_SECONDS)


def clean(raw: bytes, kind: str) -> tuple[memoryview, list[str]]:
    """Clean one file. What the libraries raise means that it is damaged."""
    try:
        if kind == PDF:
            from ruangaman.lib.cleaning.pdfs import clean_pdf

            return clean_pdf(raw)
        from ruangaman.lib.cleaning.images import clean_image

        return clean_image(raw, kind)
    except Refused:
        raise
    except MemoryError as fault:
        raise Refused("heavy") from fault
    except Exception as fault:
        raise Refused("broken") from fault


def main() -> None:
    """Read, clean, write."""
    limit()
    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        data, removed = clean(raw, sys.argv[1])
        if len(data) > MOST_CLEAN_BYTES:
            raise Refused("heavy")
    except Refused as refused:
        sys.stdout.write(json.dumps({"refused": refused.reason}) + "\n")
        return
    del raw
    sys.stdout.write(json.dumps({"size": len(data), "removed": removed}) + "\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
