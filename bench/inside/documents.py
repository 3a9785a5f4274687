"""Make posters: ``python -m bench.inside.documents ZIP``; prints how long one and a set took."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from bench.inside import answer
from ruangaman.network.poster_files import poster_zip_write
from ruangaman.network.posters import poster_pdf

CHOICES = {"languages": ["id", "en"], "sizes": ["A4", "A5"], "units": [], "contacts": True}
TIMES = 20


def main(path: Path) -> None:
    """Make single posters, after a first one that loads the fonts; then a set into ``path``."""
    single = []
    for number in range(TIMES + 1):
        began = time.perf_counter()
        poster_pdf(size="A4", unit_name=f"Unit {number}")
        single.append(time.perf_counter() - began)
    began = time.perf_counter()
    with path.open("wb") as target:
        count = poster_zip_write(target, CHOICES)
    spent = time.perf_counter() - began
    one = statistics.median(single[1:]) * 1000
    answer({"one_ms": one, "set_s": spent, "documents": count})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
