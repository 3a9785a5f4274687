"""The worker: plans and sends notices and runs the daily jobs, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable

from django.db import close_old_connections

from ruangaman.core.clock import now
from ruangaman.core.jobs import worker_alive
from ruangaman.duty.services.outbox import outbox_send
from ruangaman.duty.services.plan import notices_plan
from ruangaman.ops.jobs import jobs_run

PAUSE = 5.0
"""Seconds between two rounds: how late something "at once" may be."""

log = logging.getLogger("ruangaman.ops.work")


def work() -> None:
    """Do rounds until SIGTERM or SIGINT; what is being sent is still finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        work_round(stop.is_set)
        stop.wait(PAUSE)


def work_round(stop: Callable[[], bool] = lambda: False) -> None:
    """Do everything that is due once; a part that fails keeps no other one waiting."""
    close_old_connections()
    for part in (
        worker_alive,
        lambda: notices_plan(now=now()),
        lambda: outbox_send(stop=stop),
        jobs_run,
    ):
        if stop():
            return
        try:
            part()
        except Exception:
            log.exception("a round of the worker failed")
    close_old_connections()
