"""What a withdrawal changed, remembered outside the database, and put back after a restore."""

from __future__ import annotations

import base64
import datetime as dt
import json
import uuid
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.db import transaction

from ruangaman.core.shred import (
    Withdrawn,
    copy_end_write,
    withdrawal_forget,
    withdrawal_settle,
    withdrawal_write,
)
from ruangaman.people.models import RecipientKey, Team
from ruangaman.reporting.covers import WITHDRAWAL, Cover
from ruangaman.reporting.models import Box, PartKey, ReaderRequest, Report
from ruangaman.reporting.selectors.mailbox import EXAMINED, Mailbox
from ruangaman.reporting.selectors.sheets import CARRIED, carried_item, copy_item

_SEALED = ("reporter_box", "ledger", "recovery_box")
_DAYS = ("due_on", "closed_on")


def withdrawal_remember(report_id: uuid.UUID, cover: Cover) -> None:
    """Write the report's rows as they now stand into the shred store, before the commit.

    Should the commit fail, the journal keeps what she asked for: a replay carries it out, unless
    she went on in the mailbox as it was (``withdrawal_overtaken``).
    """
    report = Report.objects.get(pk=report_id)
    covered = cover.over(json.dumps(_rows(report)).encode(), WITHDRAWAL)
    shred = bytes(report.shred)
    withdrawal_write(Withdrawn(shred, report.epoch, report.pk.bytes, covered))
    transaction.on_commit(partial(withdrawal_settle, shred, report.epoch), robust=True)


def copies_end(
    mailbox: Mailbox, handed: Mapping[str, Any], team: str, *, but: Collection[uuid.UUID] = ()
) -> None:
    """End the copies of a team's examiners, all ``but`` these: an older database opens none either.

    ``handed`` is what the ledger says of the team. The shred store remembers them without the
    report; the sheets go with the next night.
    """
    report, version = mailbox.report, int(handed.get("version", CARRIED))
    for key in map(uuid.UUID, handed.get("keys", ())):
        if "version" not in handed:  # given by an earlier release, which named it otherwise
            copy_end_write(carried_item(report.id, key), CARRIED)
        elif key not in but:
            copy_end_write(copy_item(report.id, key, uuid.UUID(team)), version)


def examinations_end(mailbox: Mailbox, examiners: Collection[uuid.UUID] | None = None) -> None:
    """Take away what was handed over to examiners, all or these; no old copy brings it back."""
    for team, handed in mailbox.ledger.get(EXAMINED, {}).items():
        keys = handed.get("keys", ())
        gone = [key for key in keys if examiners is None or uuid.UUID(key) in examiners]
        copies_end(mailbox, {**handed, "keys": gone}, team)


def withdrawal_overtaken(report: Report) -> None:
    """Let no replay undo what she does now, where a withdrawal before it could not be kept.

    She was told so then. Must run under the report's lock.
    """
    withdrawal_forget(bytes(report.shred), report.epoch)


def withdrawal_apply(report: Report, cover: Cover, entry: Withdrawn) -> None:
    """Replace the report's rows by those of the journal; raises ``SealError``.

    Part keys of all epochs but the first are there, so that what is older still opens for her.
    """
    rows: dict[str, Any] = json.loads(cover.off(entry.covered, WITHDRAWAL))
    report.epoch, report.state, report.unread = entry.epoch, rows["state"], rows["unread"]
    for name in _DAYS:
        day = rows[name]
        setattr(report, name, dt.date.fromisoformat(day) if day else None)
    for name in _SEALED:
        setattr(report, name, _raw(rows[name]))
    report.save(update_fields=["epoch", "state", "unread", *_DAYS, *_SEALED])
    PartKey.objects.filter(report=report, epoch__gt=0).delete()
    PartKey.objects.bulk_create(
        PartKey(report=report, part=part, epoch=epoch, public=_raw(public), previous=_raw(previous))
        for part, epoch, public, previous in rows["part_keys"]
    )
    _boxes_apply(report, rows["boxes"])
    if "teams" in rows:  # an entry of an earlier release does not say them
        report.teams.set(Team.objects.filter(pk__in=rows["teams"]))
    if report.state == Report.State.WITHDRAWN:
        ReaderRequest.objects.filter(report=report).delete()


def _boxes_apply(report: Report, boxes: list[list[Any]]) -> None:
    """Every box is replaced; whose key the old database does not know gets none.

    An entry of an earlier release does not say which of them she has answered about.
    """
    Box.objects.filter(report=report).delete()
    told = {uuid.UUID(key): (_raw(sealed), any(answered)) for key, sealed, *answered in boxes}
    known = RecipientKey.objects.filter(pk__in=told).values_list("pk", flat=True)
    Box.objects.bulk_create(
        Box(report=report, recipient_id=pk, sealed=told[pk][0], answered=told[pk][1])
        for pk in known
    )


def _rows(report: Report) -> dict[str, Any]:
    keys = PartKey.objects.filter(report=report, epoch__gt=0)
    days = {name: getattr(report, name) for name in _DAYS}
    return {
        "state": report.state,
        "unread": report.unread,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        **{name: _text(getattr(report, name)) for name in _SEALED},
        "part_keys": [
            [key.part, key.epoch, _text(key.public), _text(key.previous)] for key in keys
        ],
        "boxes": [
            [str(box.recipient_id), _text(box.sealed), box.answered]
            for box in Box.objects.filter(report=report)
        ],
        "teams": [str(pk) for pk in report.teams.order_by("pk").values_list("pk", flat=True)],
    }


def _text(raw: bytes | memoryview[int]) -> str:
    return base64.b85encode(bytes(raw)).decode()


def _raw(text: str) -> bytes:
    return base64.b85decode(text)
