"""Referrals: proposed at the desk, allowed by her code, sent as a letter, recalled by her code."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.rules import days
from ruangaman.lib import onetime
from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.readers import Reader
from ruangaman.reporting import seals
from ruangaman.reporting.models import Letter, Report
from ruangaman.reporting.referrals import (
    ABOUT,
    NO,
    PART,
    REACHED,
    RECALL,
    YES,
    Referral,
    State,
    letters_of,
)
from ruangaman.reporting.selectors.letters import referrals_read
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.due import due_by
from ruangaman.reporting.services.items import report_lock
from ruangaman.reporting.services.letters import letters_recall
from ruangaman.reporting.services.mailbox import NotPossible
from ruangaman.reporting.services.records import mailbox_record_add, record_add

VALID = "referral_letter"
"""The rule that says how long a letter can be answered."""
_AFTER_RECALL = frozenset({"told"})
_BEFORE_YES = frozenset({"cancelled"})


@dataclass(frozen=True, slots=True)
class Made:
    """A letter as it leaves: the only time its code is seen."""

    code: str
    until: dt.date
    referral: Referral


def referral_note(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    thing: uuid.UUID,
    values: Mapping[str, Any],
    item_id: uuid.UUID,
    seen: int,
) -> bool:
    """Write what became of a referral: handed over, the service's word, told of a recall.

    Raises ``NotAllowed`` where her consent does not stand: it is read from what she signed,
    under the lock of the report.
    """
    with transaction.atomic():
        report_lock(report.pk)
        _refuse_without_consent(_referral(report, box, thing), values)
        return record_add(
            reader=reader,
            report=report,
            box=box,
            part=PART,
            about=ABOUT,
            thing=thing,
            values=values,
            item_id=item_id,
            seen=seen,
            action="referral-noted",
        )


def letter_make(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    thing: uuid.UUID,
    item_id: uuid.UUID,
    seen: int,
) -> Made:
    """Make the letter of a referral, with a code that answers once; an earlier one ends.

    The code is returned and kept nowhere. Raises ``NotAllowed`` without her consent, and what
    ``record_add`` raises.
    """
    code, until = onetime.code_new(), _until(timezone.localdate())
    with transaction.atomic():
        report_lock(report.pk)
        referral = _referral(report, box, thing)
        if not referral.allowed:
            raise NotAllowed("consent")
        letters_recall(letters_of(referral.record))
        letter = _letter(report, code, until, KeyPair(box.seeds[PART]))
        noted = {
            "id": str(letter.pk),
            "key": seals.digest(bytes(letter.key)),
            "until": until.isoformat(),
        }
        written = record_add(
            reader=reader,
            report=report,
            box=box,
            part=PART,
            about=ABOUT,
            thing=thing,
            values={"letter": noted},
            item_id=item_id,
            seen=seen,
            action="referral-letter-made",
        )
        if not written:
            raise NotAllowed("twice")
    return Made(code, until, referral)


def referral_answer(
    mailbox: Mailbox,
    *,
    thing: uuid.UUID,
    yes: bool,
    info: Sequence[str],
    terms: str,
    item_id: uuid.UUID,
) -> bool:
    """Let her say yes or no to exactly what she saw: ``terms`` names it, ``info`` what may go.

    What may be sent is copied into what she signs. Raises ``NotPossible`` when it was answered,
    or changed meanwhile.
    """
    referral = _hers(mailbox, thing)
    if referral.state != State.PROPOSED or referral.terms != terms:
        raise NotPossible("terms")
    sent = {key: codes for key, codes in referral.proposed.items() if key in info}
    if yes and not sent:
        raise NotPossible("nothing")
    values: dict[str, Any] = {"answer": YES if yes else NO}
    if yes:
        values |= {
            "service": referral.service,
            "name": referral.name,
            "consent": referral.consent,
            "sent": sent,
        }
    return _write(mailbox, thing, values, item_id)


def referral_recall(mailbox: Mailbox, *, thing: uuid.UUID, item_id: uuid.UUID) -> bool:
    """Let her take a consent back: every letter of the referral ends at once."""
    referral = _hers(mailbox, thing)
    if not referral.allowed:
        return False
    letters_recall(letters_of(referral.record))
    if referral.sent_at is not None:  # the service has to hear it today
        due_by(mailbox.report, timezone.localdate())
    return _write(mailbox, thing, {"answer": RECALL}, item_id)


def referral_reached(
    mailbox: Mailbox, *, thing: uuid.UUID, reached: str, item_id: uuid.UUID
) -> bool:
    """Let her say whether she reached the service."""
    if reached not in REACHED:
        raise NotPossible("answer")
    _hers(mailbox, thing)
    return _write(mailbox, thing, {"reached": reached}, item_id)


def _write(mailbox: Mailbox, thing: uuid.UUID, values: dict[str, Any], item_id: uuid.UUID) -> bool:
    return mailbox_record_add(
        mailbox, part=PART, about=ABOUT, thing=thing, values=values, item_id=item_id
    )


def _hers(mailbox: Mailbox, thing: uuid.UUID) -> Referral:
    items = items_read(mailbox.report, mailbox.box, [PART], mailbox.authors)[PART]
    for one in referrals_read(mailbox.report, mailbox.box, items):
        if one.thing == thing:
            return one
    raise NotPossible("referral")


def _referral(report: Report, box: BoxContent, thing: uuid.UUID) -> Referral:
    """Read a referral anew, under the lock; ``NotAllowed`` where there is none for this reader."""
    if PART not in box.seeds:
        raise NotAllowed(PART)
    authors = holders_as_authors(report, box.reporter)
    items = items_read(report, box, [PART], authors)[PART]
    for one in referrals_read(report, box, items):
        if one.thing == thing:
            return one
    raise NotAllowed("referral")


def _refuse_without_consent(referral: Referral, values: Mapping[str, Any]) -> None:
    names = frozenset(values)
    if names <= _BEFORE_YES:
        fits = referral.state == State.PROPOSED
    elif names <= _AFTER_RECALL:
        fits = referral.must_tell
    else:
        fits = referral.allowed
    if not fits:
        raise NotAllowed("consent")


def _letter(report: Report, code: str, until: dt.date, part: KeyPair) -> Letter:
    secret = settings.SEAL_SECRET
    return Letter.objects.create(
        report=report,
        digest=onetime.digest(code, secret),
        bound=onetime.bound(code, secret, part.public),
        receiver=part.public.raw,
        key=onetime.answering_key(code, secret).public.raw,
        expires_on=until,
    )


def _until(today: dt.date) -> dt.date:
    """Return the Monday on or after the last day of the rule: the day of the letter stays dark."""
    last = today + dt.timedelta(days=days(VALID, default=14))
    return last + dt.timedelta(days=-last.weekday() % 7)
