"""Certificates of an event at once: asked for on a page, made by the worker piece by piece.

Each piece is a transaction, and whoever has a certificate of the event is passed over. So a
worker that was killed is followed by another one, and nobody gets two.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.storage import sealed_files
from ruangaman.network.services.decree_changes import must_coordinate
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.certificate_files import PLACE, set_keep, zip_bytes
from ruangaman.training.certificate_words import LANGUAGES, module_titles
from ruangaman.training.models import Batch, Certificate, Event
from ruangaman.training.selectors.candidates import candidates
from ruangaman.training.services.certificates import certificates_issue
from ruangaman.training.services.issuer import issuer_key

log = logging.getLogger("ruangaman.training.batches")
KEPT = dt.timedelta(days=1)
STALLED = dt.timedelta(minutes=5)
"""A batch that was not touched for so long lost its worker and is gone on with."""

PIECE = 25
OPEN = (Batch.State.WAITING, Batch.State.MAKING)


class Stopped(Exception):
    """The worker was told to stop; the batch waits for the next one."""


def batch_ask(*, event: Event, by: User, issues: bool = True, language: str = "id") -> Batch:
    """Ask for the certificates of an event, or only for their ZIP; one that is at work is returned.

    ``Refused`` when nothing would be issued, or the key is not the published one.
    """
    must_coordinate(by)
    if at_work := Batch.objects.filter(event=event, state__in=OPEN).first():
        return at_work
    issued = Certificate.objects.filter(event=event, revoked_on=None).count()
    wanted = 0
    if issues:
        wanted = sum(one.meets for one in candidates(event, by=by))
        if not wanted:
            raise Refused(_("Tidak ada yang memenuhi semua syarat, jadi tidak ada yang terbit."))
    elif not issued:
        raise Refused(_("Acara ini belum punya sertifikat."))
    try:
        return _asked(event, by, issues, language, 2 * wanted + issued)
    except IntegrityError:
        return Batch.objects.get(event=event, state__in=OPEN)


def batches_make(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Do the batches that wait, each by one worker however many there are; return how many."""
    made = 0
    while not stop() and (one := _taken()) is not None:
        _make(one, stop)
        made += 1
    return made


def batches_prune() -> None:
    """Take away ZIPs that are older than a day, and what a crash left; the rows stay."""
    for one in Batch.objects.exclude(place="").filter(touched_at__lt=timezone.now() - KEPT):
        _update(one.pk, place="", size=0, sealed=b"")
        sealed_files().delete(one.place)
    _sweep()


@transaction.atomic
def _asked(event: Event, by: User, issues: bool, language: str, total: int) -> Batch:
    if issues:
        issuer_key()
    asked = Batch.objects.create(
        event=event,
        asked_by=by,
        issues=issues,
        language=language if language in LANGUAGES else LANGUAGES[0],
        total=total,
    )
    audit_record(
        actor=by.pk,
        action="certificate_batch",
        subject=subject_of("event", event.pk.bytes),
        detail={"issues": issues},
    )
    return asked


def _taken() -> Batch | None:
    stalled = Q(state=Batch.State.MAKING, touched_at__lt=timezone.now() - STALLED)
    due = Batch.objects.filter(Q(state=Batch.State.WAITING) | stalled)
    for one in due.select_related("event", "asked_by").order_by("asked_at"):
        mine = Batch.objects.filter(pk=one.pk, state=one.state, touched_at=one.touched_at)
        if mine.update(state=Batch.State.MAKING, done=0, touched_at=timezone.now()):
            return one
    return None


def _make(one: Batch, stop: Callable[[], bool]) -> None:
    try:
        if one.issues:
            _issue(one, stop)
        _print(one, stop)
    except Stopped:
        _update(one.pk, state=Batch.State.WAITING)
    except Exception:
        log.exception("certificates could not be made")
        _update(one.pk, state=Batch.State.FAILED)


def _issue(one: Batch, stop: Callable[[], bool]) -> None:
    found, titles = candidates(one.event, by=one.asked_by), module_titles()
    refused = [
        [str(each.participant.pk), [str(no.why) for no in each.refusals]]
        for each in found
        if each.refusals
    ]
    wanted = [each for each in found if each.meets]
    issued = sum(each.held is not None for each in found)
    _update(one.pk, refused=refused, total=2 * len(wanted) + issued)
    for begin in range(0, len(wanted), PIECE):
        if stop():
            raise Stopped
        piece = wanted[begin : begin + PIECE]
        certificates_issue(event=one.event, candidates=piece, by=one.asked_by, titles=titles)
        _update(one.pk, done=begin + len(piece), touched_at=timezone.now())


def _print(one: Batch, stop: Callable[[], bool]) -> None:
    rows = Certificate.objects.filter(event=one.event, revoked_on=None)
    ready = list(rows.select_related("event").defer("credential").order_by("name", "number"))
    first = Batch.objects.values_list("done", flat=True).get(pk=one.pk)
    total, done = first + len(ready), first

    def made() -> None:
        nonlocal done
        done += 1
        if stop():
            raise Stopped
        if done % PIECE == 0:
            _update(one.pk, done=done, total=total, touched_at=timezone.now())

    plain = zip_bytes(ready, language=one.language, made=made)
    place, sealed = set_keep(one, plain)
    _update(
        one.pk,
        state=Batch.State.READY,
        place=place,
        sealed=sealed,
        size=len(plain),
        done=total,
        total=total,
        touched_at=timezone.now(),
    )


def _sweep() -> None:
    """Delete sets that no row names; younger ones may be on their way to theirs."""
    try:
        names = sealed_files().listdir(PLACE)[1]
    except FileNotFoundError:
        return
    places = [f"{PLACE}/{name}" for name in names]
    known = set(Batch.objects.filter(place__in=places).values_list("place", flat=True))
    for place in places:
        old = sealed_files().get_modified_time(place) < timezone.now() - KEPT
        if place not in known and old:
            sealed_files().delete(place)


def _update(pk: uuid.UUID, **values: Any) -> int:
    return Batch.objects.filter(pk=pk).update(**values)
