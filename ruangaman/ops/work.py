"""The worker: plans and sends notices and runs the daily jobs, until it is told to stop.

What may take minutes is done in a thread of its own, so that nobody is woken later for it.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable

from django.db import close_old_connections, connections

from ruangaman.core.clock import now
from ruangaman.core.jobs import worker_alive
from ruangaman.duty.services.outbox import outbox_send
from ruangaman.duty.services.plan import notices_plan
from ruangaman.network.services.posters import poster_sets_make
from ruangaman.network.services.roster_drafts import drafts_work
from ruangaman.ops.jobs import jobs_run
from ruangaman.oversight.services.counting import drafts_count
from ruangaman.surveys.services.bundles import bundles_make
from ruangaman.surveys.services.closing import closings_work
from ruangaman.training.services.batches import batches_make

PAUSE = 5.0
"""Seconds between two rounds: how late something "at once" may be."""

SLOW_PAUSE = 2.0
"""Seconds between two looks for slow work."""

log = logging.getLogger("ruangaman.ops.work")


def work() -> None:
    """Do rounds until SIGTERM or SIGINT; what is being sent is still finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    beside = threading.Thread(target=_work_beside, args=(stop,), name="slow")
    beside.start()
    while not stop.is_set():
        work_round(stop.is_set)
        stop.wait(PAUSE)
    beside.join()


def work_round(stop: Callable[[], bool] = lambda: False) -> None:
    """Do everything that is due once; a part that fails keeps no other one waiting."""
    _do(
        stop,
        worker_alive,
        lambda: notices_plan(now=now()),
        lambda: outbox_send(stop=stop),
        jobs_run,
    )


def slow_round(stop: Callable[[], bool] = lambda: False) -> None:
    """Do once what may take long and what nobody's safety waits for."""
    _do(
        stop,
        lambda: drafts_work(stop=stop),
        lambda: batches_make(stop=stop),
        lambda: closings_work(stop=stop),
        lambda: drafts_count(stop=stop),
        lambda: bundles_make(stop=stop),
        lambda: poster_sets_make(stop=stop),
    )


def _work_beside(stop: threading.Event) -> None:
    while not stop.is_set():
        slow_round(stop.is_set)
        stop.wait(SLOW_PAUSE)
    connections.close_all()


def _do(stop: Callable[[], bool], *parts: Callable[[], object]) -> None:
    close_old_connections()
    for part in parts:
        if stop():
            return
        try:
            part()
        except Exception:
            log.exception("a round of the worker failed")
    close_old_connections()
