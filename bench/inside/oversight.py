"""Look at the province: ``python -m bench.inside.oversight --fill MONTHS`` once, ``--look TIMES``.

The first puts months of figures behind every unit there is. The second asks for whole pages as
the coordinator does, from the first middleware to the rendered page, and prints milliseconds: the
newest month, trends of five years, a region, one indicator's units, an earlier month; and the
page for the head of the Dinas.
"""

from __future__ import annotations

import itertools
import sys
import time

from django.db import transaction

from bench.inside import answer
from bench.inside.bulk import quick
from bench.inside.desk import signed_in, took
from bench.inside.people import COORDINATOR
from ruangaman.core.surface import heap_settle
from ruangaman.network.selectors.units import units_in_force
from ruangaman.oversight.months import month_after, month_of
from ruangaman.oversight.tests.history import history


def fill(months: int) -> None:
    """Make the months. Nothing is measured here, so nothing waits for the disk."""
    quick()
    with transaction.atomic():
        history(list(units_in_force().values_list("code", flat=True)), months)
    answer(months)


def look(times: int) -> None:
    """Ask for every kind of page in turn and print how long each took."""
    heap_settle()  # as the surface does when it starts
    coordinator = signed_in(COORDINATOR)
    earlier = f"{month_after(month_of(), -17):%Y-%m}"
    pages = ("/pantau/", "/pantau/?tren=60", "/pantau/?wilayah=53.05", "/pantau/?belum=T3",
             f"/pantau/?bulan={earlier}&susun=unit&page=9", "/pantau/lembar/")  # fmt: skip
    for path in pages:
        coordinator.get(path)
    clock, processor = [], []
    for path in itertools.islice(itertools.cycle(pages), times):
        before = time.process_time()
        clock.append(took(coordinator, path))
        processor.append((time.process_time() - before) * 1000)
    answer({"clock": clock, "processor": processor})


if __name__ == "__main__":
    {"--fill": fill, "--look": look}[sys.argv[1]](int(sys.argv[2]))
