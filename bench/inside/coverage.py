"""Look at the network: ``python -m bench.inside.coverage TIMES``; prints milliseconds by kind.

Whole requests of the coordinator, from the first middleware to the rendered page: the picture by
kind and by region, a state, words, a later page; and the tree of units with searches. ``finder``
is the search alone, which the public finder and the report ask.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable

from bench.inside import answer
from bench.inside.desk import signed_in, took
from bench.inside.people import COORDINATOR
from ruangaman.core.surface import heap_settle
from ruangaman.network.selectors import unit_search

PICTURES = ("/jejaring/", "/jejaring/?susun=wilayah", "/jejaring/?keadaan=vacant&page=2",
            "/jejaring/?q=puskesmas+ende")  # fmt: skip
SEARCHES = ("/jejaring/unit/?q=puskesmas", "/jejaring/unit/?q=sd+negeri+ende&page=3",
            "/jejaring/unit/?q=12", "/jejaring/unit/?wilayah=53.05", "/jejaring/unit/")  # fmt: skip
WORDS = ("puskesmas", "sd negeri ende", "a", "cabang dinas 299", "tidak ada")


def main(times: int) -> None:
    """Ask every kind of page ``times`` times and print how long each took."""
    heap_settle()  # as the surface does when it starts
    coordinator = signed_in(COORDINATOR)
    for path in (*PICTURES, *SEARCHES):
        coordinator.get(path)
    pages = {"pictures": PICTURES, "searches": SEARCHES}
    found = {
        name: [took(coordinator, path) for path in itertools.islice(itertools.cycle(paths), times)]
        for name, paths in pages.items()
    }
    words = itertools.islice(itertools.cycle(WORDS), times)
    answer(found | {"finder": [timed(lambda text=text: unit_search(text, 20)) for text in words]})


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds of a call."""
    before = time.perf_counter()
    call()
    return (time.perf_counter() - before) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]))
