"""Two reports of one reporter become one work (penggabungan): only she can, with both codes.

Nothing is copied and nobody becomes a reader. Each ledger keeps the code of the other, so both
codes lead to both; whoever reads both reports finds in each, sealed to her, which the other is.
Everybody else who reads one of them holds a note of the same size that says nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from ruangaman.lib.codename import Code
from ruangaman.people.selectors import recipients_with_keys
from ruangaman.reporting import seals
from ruangaman.reporting.models import ReaderRequest, Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.selectors.mailbox import (
    Mailbox,
    mailbox_of,
    parts_by_reader,
    report_of,
)
from ruangaman.reporting.selectors.merged import MERGED, NOTHING, follows, merged_codes
from ruangaman.reporting.selectors.proposals import MERGE, proposals_of
from ruangaman.reporting.services.epochs import ledger_write
from ruangaman.reporting.services.items import item_add, report_lock
from ruangaman.reporting.services.mailbox import NotPossible

MOST = 5


class NotMerged(NotPossible):
    """Why not: ``same``, ``over`` (withdrawn), ``already``, ``follows``, ``many``."""


@dataclass(frozen=True, slots=True)
class _Side:
    code: Code
    box: Mailbox
    readers: frozenset[uuid.UUID]


def reports_merge(first: Code, second: Code, *, first_leads: bool) -> None:
    """Join the reports of two codes; both codes go on opening their own mailbox.

    One transaction, both reports locked. Raises ``NotMerged``; nothing is written then.
    """
    if first.secret == second.secret:
        raise NotMerged("same")
    with transaction.atomic():
        _lock(first, second)
        one, other = _side(first), _side(second)
        leader, follower = (one, other) if first_leads else (other, one)
        _refuse(leader, follower)
        both = one.readers & other.readers
        _join(leader, follower, both, leads=True)
        _join(follower, leader, both, leads=False)


def _lock(*codes: Code) -> None:
    """Lock both in one order, so that two people who merge at once do not wait for each other."""
    found = []
    for code in codes:
        with rows_opened(code):
            report = report_of(code)
            if report is None:
                raise NotMerged("gone")
            found.append((report.pk, code))
    for pk, code in sorted(found, key=lambda pair: pair[0]):
        with rows_opened(code):
            try:
                report_lock(pk)
            except Report.DoesNotExist as fault:
                raise NotMerged("gone") from fault


def _side(code: Code) -> _Side:
    with rows_opened(code):
        report = report_of(code)
        if report is None:
            raise NotMerged("gone")
        box = mailbox_of(report, code)
        readers = {key for key, parts in parts_by_reader(box).items() if "needs" in parts}
        return _Side(code, box, frozenset(readers))


def _refuse(leader: _Side, follower: _Side) -> None:
    for side in (leader, follower):
        if side.box.report.state == Report.State.WITHDRAWN:
            raise NotMerged("over")
        if len(merged_codes(side.box)) >= MOST:
            raise NotMerged("many")
    if any(code.secret == follower.code.secret for code in merged_codes(leader.box)):
        raise NotMerged("already")
    if follows(leader.box) or merged_codes(follower.box):
        raise NotMerged("follows")


def _join(side: _Side, other: _Side, both: Collection[uuid.UUID], *, leads: bool) -> None:
    """Write into one of the two: the other's code into the ledger, the sealed notes into needs."""
    with rows_opened(side.code):
        report, item = side.box.report, uuid.uuid4()
        people = recipients_with_keys(side.readers)
        said = {"number": other.box.report.number, "leads": leads}
        notes = {
            str(key): _note(side, item, one.public, said if key in both else NOTHING)
            for key, one in people.items()
        }
        body = {"kind": MERGED, "at": seals.stamp(timezone.now()), "for": notes}
        author = seals.Author(side.box.reporter)
        item_add(
            report=report, box=side.box.box, part="needs", body=body, author=author, item_id=item
        )
        for asked in proposals_of(side.box, MERGE):
            ReaderRequest.objects.filter(pk=asked.id).delete()
        before = list(side.box.ledger.get(MERGED, ()))
        entry = {"code": f"{other.code.secret:x}", "leads": leads}
        ledger_write(side.box, {MERGED: [*before, entry]})


def _note(side: _Side, item: uuid.UUID, to: Any, said: Mapping[str, Any]) -> str:
    sealed = seals.note_seal(
        dict(said),
        kind=MERGED,
        report=side.box.report.id,
        item=item.bytes,
        reporter=to,
        author=seals.Author(side.box.reporter),
    )
    return seals.text_of(sealed)
