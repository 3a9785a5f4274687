"""Sets of posters: asked for on a page, made by the worker, gone after a day."""

from __future__ import annotations

import datetime as dt
import logging
import tempfile
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ruangaman.core.audit import audit_record
from ruangaman.core.storage import sealed_files
from ruangaman.network.models import PosterSet
from ruangaman.network.poster_files import POSTERS, documents_count, poster_zip_write, units_asked
from ruangaman.people.models import User

log = logging.getLogger("ruangaman.network.posters")
KEPT = dt.timedelta(days=1)
STALLED = dt.timedelta(minutes=5)
"""A set that was not touched for so long lost its worker and is made anew."""

_STEP = 10


class Stopped(Exception):
    """The worker was told to stop; the set waits for the next one."""


@transaction.atomic
def poster_set_ask(*, choices: Mapping[str, Any], by: User) -> PosterSet:
    """Ask for a set; an earlier one of the same person is forgotten."""
    for older in PosterSet.objects.filter(asked_by=by):
        _forget(older)
    total = documents_count(choices, units_asked(choices))
    asked = PosterSet.objects.create(asked_by=by, choices=dict(choices), total=total)
    audit_record(actor=by.pk, action="poster_set_ask", detail={"documents": total})
    return asked


def poster_sets_make(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Make the sets that wait, each once however many workers there are; return how many."""
    made = 0
    while not stop() and (one := _taken()) is not None:
        _make(one, stop)
        made += 1
    return made


def poster_sets_prune() -> None:
    """Forget sets that are older than a day."""
    for old in PosterSet.objects.filter(asked_at__lt=timezone.now() - KEPT):
        _forget(old)


def _taken() -> PosterSet | None:
    stalled = Q(state=PosterSet.State.MAKING, touched_at__lt=timezone.now() - STALLED)
    due = PosterSet.objects.filter(Q(state=PosterSet.State.WAITING) | stalled)
    for one in due.order_by("asked_at"):
        mine = PosterSet.objects.filter(pk=one.pk, state=one.state, touched_at=one.touched_at)
        if mine.update(state=PosterSet.State.MAKING, done=0, touched_at=timezone.now()):
            return one
    return None


def _make(one: PosterSet, stop: Callable[[], bool]) -> None:
    def progress(done: int, _total: int) -> None:
        if stop():
            raise Stopped
        if done % _STEP == 0:
            _update(one.pk, done=done, touched_at=timezone.now())

    try:
        with tempfile.TemporaryFile() as made:
            count = poster_zip_write(made, one.choices, progress)
            made.seek(0)
            place = sealed_files().save(f"{POSTERS}/{uuid.uuid4().hex}.zip", File(made))
        if not _update(one.pk, state=PosterSet.State.READY, place=place, done=count, total=count):
            sealed_files().delete(place)  # asked anew meanwhile
    except Stopped:
        _update(one.pk, state=PosterSet.State.WAITING)
    except Exception:
        log.exception("a set of posters could not be made")
        _update(one.pk, state=PosterSet.State.FAILED)


def _update(pk: uuid.UUID, **values: Any) -> int:
    return PosterSet.objects.filter(pk=pk).update(**values)


def _forget(one: PosterSet) -> None:
    place = one.place
    one.delete()
    if place:
        transaction.on_commit(lambda: sealed_files().delete(place))
