"""Write about a thing of the work on a report: from the desk, or from her mailbox."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.duty.services import team_woken
from ruangaman.lib.boxes import BoxContent
from ruangaman.people.readers import Reader
from ruangaman.reporting import seals
from ruangaman.reporting.models import Report
from ruangaman.reporting.records import record_body, thing_of
from ruangaman.reporting.referrals import ABOUT as REFERRAL
from ruangaman.reporting.selectors.desk import box_held
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.due import due_write
from ruangaman.reporting.services.items import item_add, report_lock
from ruangaman.reporting.services.mailbox import refuse_withdrawn
from ruangaman.reporting.work import AGE, AGE_FROM, INCIDENT, PLAN, UNDER_18

BRIDGES: Mapping[str, Mapping[str, frozenset[Any]] | None] = {
    PLAN: {"hasil": frozenset({"selesai", "buka"})},
    AGE: {UNDER_18: frozenset({True}), "dasar": frozenset(dict(AGE_FROM))},
    REFERRAL: None,
    INCIDENT: None,
}
"""What a focal point writes in a case: which fields with which values, or None for all of them."""


class NotForBridges(NotAllowed):
    """A focal point keeps the minimum: this is for a receiving team. Nothing was written."""


class Overtaken(Exception):
    """Somebody else wrote about the same thing since the page was made. Nothing was written."""


def record_add(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    part: str,
    about: str,
    thing: uuid.UUID,
    values: Mapping[str, Any],
    item_id: uuid.UUID,
    seen: int,
    action: str = "case-record-written",
) -> bool:
    """Write ``values`` about ``thing`` into ``part``; False when this very item is already there.

    ``seen`` is the position of the newest item of the part that the writer had before her
    (``records.position_of``). Raises ``Overtaken`` when something about the same thing came
    after it, ``NotForBridges`` for what a focal point does not write, ``NotAllowed`` when the part
    is not hers, her access ended or the report was withdrawn, and ``SealError`` when
    a new epoch began meanwhile.
    """
    if part not in box.seeds:
        raise NotAllowed(part)
    if reader.bridge_only and not _bridge_writes(about, values):
        raise NotForBridges(about)
    with transaction.atomic():
        locked = report_lock(report.pk)
        if locked.state == Report.State.WITHDRAWN:
            raise NotAllowed("state")
        if not box_held(reader, report):
            raise NotAllowed("ended")
        if locked.items.filter(pk=item_id).exists():
            return False
        _refuse_overtaken(locked, box, part, thing, seen)
        body = record_body(about=about, thing=thing, values=values)
        added = item_add(
            report=locked,
            box=box,
            part=part,
            body={**body, "at": seals.stamp(timezone.now()), "role": reader.label},
            author=seals.Author(reader.key, reader.key_id.bytes),
            item_id=item_id,
        )
        due_write(locked, box)
        subject = subject_of("report", report.id.bytes)
        audit_record(actor=reader.user_id, action=action, subject=subject)
    return added


def mailbox_record_add(
    mailbox: Mailbox,
    *,
    part: str,
    about: str,
    thing: uuid.UUID,
    values: Mapping[str, Any],
    item_id: uuid.UUID,
) -> bool:
    """Let her write about a thing: signed by her code, so it is what she said and nobody else.

    Runs within ``mailbox_change``. Whoever may read the part is woken. False when the form came
    twice; raises ``NotPossible`` for a report that was withdrawn.
    """
    refuse_withdrawn(mailbox)
    body = record_body(about=about, thing=thing, values=values)
    added = item_add(
        report=mailbox.report,
        box=mailbox.box,
        part=part,
        body={**body, "at": seals.stamp(timezone.now())},
        author=seals.Author(mailbox.reporter),
        item_id=item_id,
    )
    if added:
        Report.objects.filter(pk=mailbox.report.pk).update(unread=True)
        team_woken([one.team for one in mailbox.grants if one.team and part in one.parts])
    return added


def _bridge_writes(about: str, values: Mapping[str, Any]) -> bool:
    if about not in BRIDGES:
        return False
    fields = BRIDGES[about]
    return fields is None or all(value in fields.get(key, ()) for key, value in values.items())


def _refuse_overtaken(
    report: Report, box: BoxContent, part: str, thing: uuid.UUID, seen: int
) -> None:
    """Open only what came after ``seen``, and look whether it is about the same thing."""
    authors = holders_as_authors(report, box.reporter)
    later = items_read(report, box, [part], authors, after=seen)[part]
    if any(thing_of(item) == thing for item in later):
        raise Overtaken
