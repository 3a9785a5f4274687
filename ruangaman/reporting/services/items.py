"""Write something new into a part: sealed to the part's key, so nobody needs to be signed in."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max

from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.reporting import seals
from ruangaman.reporting.models import Item, PartKey, Report


def report_lock(report_id: uuid.UUID) -> Report:
    """Return the report, locked until the end of the transaction."""
    return Report.objects.select_for_update().get(pk=report_id)


def item_add(
    *,
    report: Report,
    box: BoxContent,
    part: str,
    body: seals.Body,
    author: seals.Author,
    item_id: uuid.UUID,
) -> bool:
    """Seal ``body`` into ``part``; False when this item is already there (the form came twice).

    Sealed to the key that the writer's own box gives, not to the row's: a swapped row must not
    make anyone a reader. Must run in a transaction that has locked the report; raises
    ``SealError`` when the row was swapped, or the box is of an earlier epoch.
    """
    if Item.objects.filter(pk=item_id).exists():
        return False
    key = PartKey.objects.get(report=report, part=part, epoch=report.epoch)
    public = KeyPair(box.seeds[part]).public
    if public.raw != bytes(key.public):
        raise SealError("another epoch")
    last = Item.objects.filter(report=report).aggregate(last=Max("position"))["last"]
    sealed = seals.item_seal(
        body,
        report=report.id,
        part=part,
        epoch=key.epoch,
        item=item_id,
        to=public,
        author=author,
    )
    try:
        with transaction.atomic():
            Item.objects.create(
                id=item_id,
                report=report,
                part=part,
                epoch=key.epoch,
                position=(last or 0) + 1,
                sealed=sealed,
            )
    except IntegrityError:
        return False
    return True
