"""What the reporter does with her code: write, allow, take back, turn a question into a report."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from ruangaman.core.clocks import Terms
from ruangaman.core.rules import month_after
from ruangaman.core.shred import access_end_forget
from ruangaman.duty.services import team_woken
from ruangaman.lib.codename import Code
from ruangaman.people.selectors import Recipient, recipient, recovery_key
from ruangaman.reporting import recovery, seals
from ruangaman.reporting.attached import Attached, files_body
from ruangaman.reporting.clocks import POLICE, clocks_running
from ruangaman.reporting.grants import Grant, parts_for
from ruangaman.reporting.models import Box, ReaderRequest, Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.selectors.checkins import mailbox_facts
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_of, messages_of, wishes_of
from ruangaman.reporting.selectors.recovery import uses_unseen
from ruangaman.reporting.services.coded import coded_take_back, feedback_take_back
from ruangaman.reporting.services.due import due_agreed, due_by
from ruangaman.reporting.services.epochs import box_sealed, epoch_begin, ledger_write
from ruangaman.reporting.services.files import files_claim
from ruangaman.reporting.services.items import item_add, report_lock
from ruangaman.reporting.services.withdrawals import examinations_end


class NotPossible(Exception):
    """The step does not fit what the report is now (already turned, withdrawn, unknown)."""


def mailbox_change(code: Code, report_id: uuid.UUID, step: Callable[[Mailbox], bool]) -> bool:
    """Run ``step`` on the mailbox, locked, in one transaction; what it returns is returned."""
    with transaction.atomic(), rows_opened(code):
        try:
            report = report_lock(report_id)
        except Report.DoesNotExist as fault:
            raise NotPossible("disposed") from fault
        return step(mailbox_of(report, code))


def message_add(
    mailbox: Mailbox,
    *,
    text: str,
    item_id: uuid.UUID,
    kind: str = "message",
    files: Sequence[Attached] = (),
) -> bool:
    """Write a message to those who may read her messages; False when the form came twice.

    Raises ``FilesGone`` when one of ``files`` is not there any more: nothing is written then.
    """
    added = message_write(mailbox, {"kind": kind, "text": text, **files_body(files)}, item_id)
    if added:
        files_claim(mailbox.report, files)
    return added


def answer_add(mailbox: Mailbox, *, kind: str, answers: dict[str, Any], item_id: uuid.UUID) -> bool:
    """Write a check-in as an item of her messages."""
    return message_write(mailbox, {"kind": kind, "answers": answers}, item_id)


def consent_withdraw(mailbox: Mailbox, *, key: str) -> bool:
    """Take a consent back: a new epoch begins for everybody.

    False when there was nothing to take back. What was read cannot be unread.
    """
    grants = [
        replace(grant, parts=frozenset()) if grant.key == key else grant for grant in mailbox.grants
    ]
    if grants == mailbox.grants:
        return False
    epoch_begin(mailbox, grants)
    return True


def wish_answer(mailbox: Mailbox, *, wish_id: uuid.UUID, yes: bool) -> bool:
    """Say yes or no to another reader. Yes gives her a box with just the parts asked for.

    False when there is no such wish (any more). Raises ``NotPossible`` when the reader cannot
    read now, or the report was withdrawn.
    """
    refuse_withdrawn(mailbox)
    wish = next((wish for wish in wishes_of(mailbox) if wish.id == wish_id), None)
    if wish is None:
        return False
    person = recipient(wish.recipient)
    if yes and person is None:
        raise NotPossible("reader")
    if yes and person is not None:
        _reader_add(mailbox, person, frozenset(wish.parts) & parts_for(person))
        due_agreed(mailbox.report)
    else:
        ledger_write(mailbox, {})  # as a yes does
    ReaderRequest.objects.filter(pk=wish_id).delete()
    answer = {"kind": "decision", "who": wish.who, "parts": list(wish.parts), "yes": yes}
    return message_write(mailbox, answer, wish_id)


def consultation_turn(mailbox: Mailbox, *, item_id: uuid.UUID) -> bool:
    """Turn her question into a report. Only her code can; the clocks of a report start now."""
    refuse_withdrawn(mailbox)
    if mailbox.kind != "tanya":
        raise NotPossible("kind")
    now = seals.stamp(timezone.now())
    ledger_write(mailbox, {"kind": "lapor", "turned_at": now})
    needs = {"kind": "turned", "at": now, "purpose": "lapor"}
    item_add(
        report=mailbox.report,
        box=mailbox.box,
        part="needs",
        body=needs,
        author=seals.Author(mailbox.reporter),
        item_id=seals.item_id(item_id.bytes, "needs"),
    )
    added = message_write(mailbox, {"kind": "turned"}, item_id)
    facts = mailbox_facts(mailbox, messages_of(mailbox))
    for clock in clocks_running(facts, Terms.today()):
        if clock.key == POLICE:
            due_by(mailbox.report, clock.day)
    return added


def report_withdraw(mailbox: Mailbox, *, item_id: uuid.UUID) -> bool:
    """Withdraw the report: say so to the readers, then take every consent back."""
    if mailbox.report.state == Report.State.WITHDRAWN:
        return False
    message_write(mailbox, {"kind": "withdrawn"}, item_id)
    Report.objects.filter(pk=mailbox.report.pk).update(
        state=Report.State.WITHDRAWN,
        due_on=None,
        closed_on=month_after(timezone.localdate()),
        unread=False,
    )
    ReaderRequest.objects.filter(report=mailbox.report).delete()
    coded_take_back(mailbox)
    feedback_take_back(mailbox)
    examinations_end(mailbox)
    epoch_begin(mailbox, [replace(grant, parts=frozenset()) for grant in mailbox.grants])
    return True


def recovery_choose(mailbox: Mailbox, *, allow: bool) -> bool:
    """Let the recovery key in force help, or none: then a new epoch begins, so no old box helps.

    False when it stands so already.
    """
    refuse_withdrawn(mailbox)
    helper, choice = recovery_key(), recovery.Choice.of(mailbox.ledger)
    if allow:
        if helper is None or choice.allows(helper):
            return False
        ledger_write(mailbox, {recovery.LEDGER: choice.allowing(helper).to_json()})
        return True
    if choice.refused or not choice.key:
        return False
    epoch_begin(mailbox, mailbox.grants, {recovery.LEDGER: choice.refusing().to_json()})
    return True


def recovery_seen(mailbox: Mailbox) -> bool:
    """Write into her ledger what the recovery key did: from then on she can take it back.

    Whoever was let in signs as somebody she gave something to. What ended with an epoch before
    she saw it is only noted.
    """
    uses = uses_unseen(mailbox)
    if not uses:
        return False
    grants, authors = mailbox.grants, dict(mailbox.ledger["authors"])
    for use in uses:
        current = use.epoch == mailbox.report.epoch
        grants = [grant for grant in grants if grant.key != use.key or not current]
        if current:
            grants.append(Grant(frozenset(use.parts), recipient=use.recipient))
        if authors.get(str(use.recipient), seals.NOBODY) == seals.NOBODY:
            authors[str(use.recipient)] = use.digest
    choice = recovery.Choice.of(mailbox.ledger).having_seen(use.note for use in uses)
    changes = {
        "grants": [grant.to_json() for grant in grants],
        "authors": authors,
        recovery.LEDGER: choice.to_json(),
    }
    ledger_write(mailbox, changes)
    return True


def refuse_withdrawn(mailbox: Mailbox) -> None:
    """Raise ``NotPossible`` for a report that was withdrawn."""
    if mailbox.report.state == Report.State.WITHDRAWN:
        raise NotPossible("withdrawn")


def message_write(
    mailbox: Mailbox,
    body: dict[str, Any],
    item_id: uuid.UUID,
    *,
    woken: Sequence[uuid.UUID] | None = None,
) -> bool:
    """Write an item of hers into the messages; False when it is there.

    ``woken``: the teams told that something came, instead of all who read her messages.
    """
    refuse_withdrawn(mailbox)
    body = {"at": seals.stamp(timezone.now()), **body}
    added = item_add(
        report=mailbox.report,
        box=mailbox.box,
        part="messages",
        body=body,
        author=seals.Author(mailbox.reporter),
        item_id=item_id,
    )
    if added:
        Report.objects.filter(pk=mailbox.report.pk).update(unread=True)
        teams = [one.team for one in mailbox.grants if one.team and "messages" in one.parts]
        team_woken(teams if woken is None else woken)
    return added


def _reader_add(mailbox: Mailbox, person: Recipient, parts: frozenset[str]) -> None:
    """Let somebody read ``parts``, beside what she was given in person and still has."""
    others = [grant for grant in mailbox.grants if grant.recipient != person.key_id]
    before = [grant.parts for grant in mailbox.grants if grant.recipient == person.key_id]
    grants = [*others, Grant(parts.union(*before), recipient=person.key_id)]
    epoch = seals.Epoch(mailbox.report.epoch, mailbox.box.seeds)
    access_end_forget(bytes(mailbox.report.shred), person.key_id.bytes)
    Box.objects.update_or_create(
        report=mailbox.report,
        recipient_id=person.key_id,
        defaults={
            "sealed": box_sealed(mailbox, person, epoch, grants),
            "ended_on": None,
            "answered": False,
        },
    )
    authors = {**mailbox.ledger["authors"], str(person.key_id): seals.digest(person.public.raw)}
    grown = [grant.to_json() for grant in grants]
    ledger_write(mailbox, {"grants": grown, "authors": authors})
