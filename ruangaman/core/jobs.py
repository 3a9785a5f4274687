"""When the jobs of the worker process ran, so that ``check`` can say that they do not."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ruangaman.core.clock import now
from ruangaman.core.models import JobRun

WORKER = "worker"
WORKER_EVERY = dt.timedelta(minutes=1)
"""How often the worker says that it is there."""

RETRY_AFTER = dt.timedelta(minutes=15)
"""How long after a try a job that has not succeeded is tried again."""


def job_take(*, name: str, due: dt.datetime) -> bool:
    """Say whether this process shall do the job that was due at ``due``; one process at a time.

    A mark that lies in the future, from a clock that was wrong, does not count.
    """
    present = now()
    JobRun.objects.get_or_create(name=name)
    done = Q(succeeded_at__gte=due, succeeded_at__lte=present)
    tried = Q(tried_at__gt=present - RETRY_AFTER, tried_at__lte=present)
    free = JobRun.objects.filter(name=name).exclude(done).exclude(tried)
    return bool(free.update(tried_at=present))


def job_done(*, name: str) -> None:
    """Note that a job has succeeded."""
    JobRun.objects.update_or_create(name=name, defaults={"succeeded_at": now()})


def worker_alive() -> None:
    """Note once a minute that a worker runs."""
    present = now()
    mark = JobRun.objects.filter(name=WORKER).values_list("succeeded_at", flat=True).first()
    if mark is None or not present - WORKER_EVERY < mark <= present:
        job_done(name=WORKER)


def last_success(name: str) -> dt.datetime | None:
    """Return when a job last succeeded."""
    return JobRun.objects.filter(name=name).values_list("succeeded_at", flat=True).first()


def worker_seen(*, within: dt.timedelta) -> bool:
    """Say whether a worker was there not longer ago than so."""
    mark = last_success(WORKER)
    return mark is not None and mark >= now() - within
