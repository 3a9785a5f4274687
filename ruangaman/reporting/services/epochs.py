"""The reporter's ledger and the keys of the parts, written anew: every box follows from them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from ruangaman.lib.boxes import PARTS
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.selectors import Recipient, recipients_with_keys, recovery_key
from ruangaman.reporting import covers, recovery, seals
from ruangaman.reporting.grants import ENDED, Grant, allowance_of, as_at_first
from ruangaman.reporting.models import Box, PartKey, Report
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.services.letters import letters_recall_all
from ruangaman.reporting.services.sheets import Cut, sheets_lay
from ruangaman.reporting.services.withdrawals import withdrawal_overtaken, withdrawal_remember


def ledger_write(
    mailbox: Mailbox,
    changes: dict[str, Any],
    epoch: seals.Epoch | None = None,
    *,
    sheets: Iterable[Cut] = (),
) -> None:
    """Seal the changed ledger with a fresh box, each naming the other; ``epoch`` if a new one.

    ``sheets``: of copies for examiners that go with it; without any, blank ones are laid.
    """
    report, reporter = mailbox.report, mailbox.reporter
    helper, begins = recovery_key(), epoch is not None
    if not begins:
        withdrawal_overtaken(report)
    epoch = epoch or seals.Epoch(report.epoch, mailbox.box.seeds)
    box = seals.reporter_box(report=report.id, epoch=epoch, reporter=reporter.public)
    ledger = {**mailbox.ledger, **changes, "box": seals.digest(box)}
    sealed = seals.ledger_seal(seals.ledger_filled(ledger), report=report.id, reporter=reporter)
    written: dict[str, Any] = {
        "ledger": mailbox.cover.over(sealed, covers.LEDGER),
        "reporter_box": mailbox.cover.over(box, covers.REPORTER_BOX),
        "epoch": epoch.number,
    }
    if begins or recovery.Choice.of(ledger).allows(helper):
        helped = recovery.box_sealed(
            ledger, key=helper, report=report.id, epoch=epoch, reporter=reporter.public
        )
        written["recovery_box"] = mailbox.cover.over(helped, covers.RECOVERY_BOX)
    Report.objects.filter(pk=report.pk).update(**written)
    sheets_lay(sheets)


def epoch_begin(
    mailbox: Mailbox, grants: Sequence[Grant], changes: dict[str, Any] | None = None
) -> None:
    """Give every part a new key and rewrite all boxes by the consents as they now stand."""
    report = mailbox.report
    letters_recall_all(mailbox)
    before = seals.Epoch(report.epoch, mailbox.box.seeds)
    epoch = before.next()
    PartKey.objects.bulk_create(
        PartKey(
            report=report,
            part=part,
            epoch=epoch.number,
            public=KeyPair(epoch.seeds[part]).public.raw,
            previous=seals.part_link_seal(report.id, part, epoch, before),
        )
        for part in PARTS
    )
    _boxes_rewrite(mailbox, epoch, grants)
    given = {"grants": [grant.to_json() for grant in grants], ENDED: _ended(mailbox, grants)}
    ledger_write(mailbox, given | (changes or {}), epoch)
    withdrawal_remember(report.pk, mailbox.cover)  # last: what follows may only commit


def _ended(mailbox: Mailbox, grants: Sequence[Grant]) -> dict[str, str]:
    """Return when each team's consent was taken back, with those that are now."""
    had = {grant.team for grant in mailbox.grants if grant.team and grant.parts}
    gone = had - {grant.team for grant in grants if grant.parts}
    now = timezone.now().isoformat()
    return {**mailbox.ledger.get(ENDED, {}), **{str(team): now for team in gone}}


def _boxes_rewrite(mailbox: Mailbox, epoch: seals.Epoch, grants: Sequence[Grant]) -> None:
    """Seal every box by the consents; one whose holder's access ended stays empty."""
    boxes = {box.recipient_id: box for box in Box.objects.filter(report=mailbox.report)}
    known = mailbox.ledger["authors"]

    def genuine(key_id: uuid.UUID, public: bytes) -> bool:
        return bool(known.get(str(key_id)) == seals.digest(public))

    for key_id, person in recipients_with_keys(boxes, genuine).items():
        box = boxes[key_id]
        holder = replace(person, receives=False) if box.ended_on else person
        box.sealed = box_sealed(mailbox, holder, epoch, grants)
    Box.objects.bulk_update(boxes.values(), ["sealed"])


def box_sealed(
    mailbox: Mailbox, person: Recipient, epoch: seals.Epoch, grants: Sequence[Grant]
) -> bytes:
    """Seal somebody's box: what the consents give her through the teams she had at first."""
    met = as_at_first(person, mailbox.ledger)
    allowed = allowance_of(met, grants, mailbox.ledger["conflicts"])
    sealed = seals.box_for(
        allowed.parts,
        via=allowed.via,
        to=person.public,
        report=mailbox.report.id,
        epoch=epoch,
        reporter=mailbox.reporter.public,
    )
    return mailbox.cover.over(sealed, covers.BOX, person.key_id.bytes)
