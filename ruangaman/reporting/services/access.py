"""Ends the access of whoever is no focal point any more: her boxes are emptied, one by one.

Pages refuse her from the first moment, by the day in her role; this makes it last, whatever day
is written there later. Only the reporter lets her in again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import Shredded, access_end_write, access_ends
from ruangaman.lib.boxes import IN_PERSON
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.selectors import focal_keys_over
from ruangaman.reporting import seals
from ruangaman.reporting.covers import BOX, Cover, cover_of
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.services.items import report_lock

_AT_ONCE = 500


def accesses_end() -> int:
    """Empty every box of those whose time as focal points is over; return how many were not yet."""
    return sum(_end(pk) for pk in _boxes_of(focal_keys_over()))


def accesses_end_again() -> int:
    """After an old copy was put back: end what had ended since it was made."""
    return sum(_end(pk) for pk in accesses_open())


def accesses_open() -> list[uuid.UUID]:
    """Return the boxes that the journal has as ended and this database, an older one, has not."""
    found: list[uuid.UUID] = []
    for holder, entries in groupby(access_ends(), key=itemgetter(1)):
        shreds = [shred for shred, _holder in entries]
        mine = Box.objects.filter(recipient_id=uuid.UUID(bytes=holder), ended_on=None)
        for start in range(0, len(shreds), _AT_ONCE):
            there = mine.filter(report__shred__in=shreds[start : start + _AT_ONCE])
            found += there.values_list("pk", flat=True)
    return found


def _boxes_of(keys: Iterable[uuid.UUID]) -> Iterator[uuid.UUID]:
    held = list(keys)
    for start in range(0, len(held), _AT_ONCE):
        boxes = Box.objects.filter(recipient__in=held[start : start + _AT_ONCE], ended_on=None)
        yield from list(boxes.values_list("pk", flat=True))


def _end(box_id: uuid.UUID) -> bool:
    """Seal an empty box of the same size in the place of one; remembered outside the database."""
    with transaction.atomic():
        found = Box.objects.filter(pk=box_id).values_list("report_id", flat=True).first()
        if found is None:
            return False
        try:
            report = report_lock(found)
            cover = cover_of(report)
        except (Report.DoesNotExist, Shredded):
            return False
        box = Box.objects.select_related("recipient").filter(pk=box_id, ended_on=None).first()
        if box is None:
            return False
        box_end(report, box, cover)
        audit_record(
            actor=None, action="access-ended", subject=subject_of("report", report.pk.bytes)
        )
    return True


def box_end(report: Report, box: Box, cover: Cover) -> None:
    """Seal an empty box in the place of ``box``; the journal keeps an old copy from undoing it.

    Needs no seed. Must run in a transaction that has locked the report.
    """
    empty = seals.box_for(
        frozenset(),
        via=IN_PERSON,
        to=PublicKey(bytes(box.recipient.public)),
        report=report.id,
        epoch=seals.Epoch(report.epoch, {}),
        reporter=PublicKey(bytes(report.reporter)),
    )
    box.sealed = cover.over(empty, BOX, box.recipient_id.bytes)
    box.ended_on = timezone.localdate()
    box.save(update_fields=["sealed", "ended_on"])
    access_end_write(bytes(report.shred), box.recipient_id.bytes)
