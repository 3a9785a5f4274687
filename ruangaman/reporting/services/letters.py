"""Letters to services end: answered once by whoever has the code, or recalled by her."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from ruangaman.duty.services import team_woken
from ruangaman.lib import onetime
from ruangaman.lib.sealing import PublicKey, seal_signed
from ruangaman.reporting import seals
from ruangaman.reporting.models import LetterAnswer, Report
from ruangaman.reporting.records import records_of
from ruangaman.reporting.referrals import ABOUT, OUTCOMES, PART, letters_of
from ruangaman.reporting.selectors.letters import PURPOSE, letter_found
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import items_read


def letter_answer(*, code: str, outcome: str, text: str, form: uuid.UUID) -> bool:
    """Seal a service's answer to those who may read the needs; False where the code opens nothing.

    Signed with the key of the code: it says that somebody who had the letter answered, not who.
    """
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    letter = letter_found(code)
    if letter is None:
        return False
    body = {"outcome": outcome, "text": text, "at": seals.stamp(timezone.now())}
    sealed = seal_signed(
        json.dumps(body, ensure_ascii=False, sort_keys=True).encode(),
        to=PublicKey(bytes(letter.receiver)),
        author=onetime.answering_key(code, settings.SEAL_SECRET),
        author_id=letter.pk.bytes,
        purpose=PURPOSE,
        context=(letter.pk.bytes,),
    )
    return _ended(letter.pk, form, sealed)


def letters_recall(letters: Iterable[uuid.UUID]) -> None:
    """End letters without an answer; one that was answered stays as it is."""
    ids = list(letters)
    ended = set(LetterAnswer.objects.filter(pk__in=ids).values_list("pk", flat=True))
    for letter in ids:
        if letter not in ended:
            _ended(letter, uuid.uuid4(), b"")


def letters_recall_all(mailbox: Mailbox) -> None:
    """End every letter of a report: what is sealed to its present keys must not come any more."""
    items = items_read(mailbox.report, mailbox.box, [PART], mailbox.authors)[PART]
    letters_recall(letter for record in records_of(items, ABOUT) for letter in letters_of(record))


def answers_notice() -> int:
    """Show reports as unread whose services answered, wake their teams; return how many."""
    new = LetterAnswer.objects.filter(noticed=False).exclude(sealed=b"")
    noticed = 0
    for answer in new.select_related("letter"):
        with transaction.atomic():
            Report.objects.filter(pk=answer.letter.report_id).update(unread=True)
            team_woken(list(answer.letter.report.teams.values_list("pk", flat=True)))
            noticed += LetterAnswer.objects.filter(pk=answer.pk).update(noticed=True)
    return noticed


def _ended(letter: uuid.UUID, form: uuid.UUID, sealed: bytes) -> bool:
    """Of two at once the first one ends the letter."""
    try:
        with transaction.atomic():
            LetterAnswer(letter_id=letter, form=form, sealed=sealed).save(force_insert=True)
    except IntegrityError:
        return False
    return True
