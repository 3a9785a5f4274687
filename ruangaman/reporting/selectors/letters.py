"""Letters to services: which one a code opens, and what came back."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import timezone

from ruangaman.lib import onetime
from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.sealing import KeyPair, PublicKey, SealError, open_signed
from ruangaman.reporting import seals
from ruangaman.reporting.models import Letter, LetterAnswer, Report
from ruangaman.reporting.opened import letter_opened
from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.referrals import ABOUT, PART, Answer, Referral, letters_of, referrals_of
from ruangaman.reporting.selectors.parts import ReadItem, part_keys

PURPOSE = "letter"


def letter_found(code: str) -> Letter | None:
    """Return the letter that a code answers; None for one unknown, used, recalled or too old.

    A row whose receiving key was swapped is not found either. Within ``code_opened``.
    """
    secret = settings.SEAL_SECRET
    letter = Letter.objects.filter(
        digest=onetime.digest(code, secret), expires_on__gte=timezone.localdate(), answer=None
    ).first()
    if letter is None:
        return None
    whole = onetime.bound(code, secret, PublicKey(bytes(letter.receiver))) == bytes(letter.bound)
    return letter if whole else None


def code_opened(code: str) -> AbstractContextManager[None]:
    """Let the rows of the letter of a code be seen."""
    return letter_opened(onetime.digest(code, settings.SEAL_SECRET))


def answered_by(code: str, form: uuid.UUID) -> bool:
    """Say whether this very form answered the letter of a code before: a button pressed twice."""
    digest = onetime.digest(code, settings.SEAL_SECRET)
    return LetterAnswer.objects.filter(letter__digest=digest, form=form).exists()


def referrals_read(report: Report, box: BoxContent, items: Sequence[ReadItem]) -> list[Referral]:
    """Return the referrals of a report with what the services answered."""
    records = records_of(items, ABOUT)
    if not records:
        return []
    return referrals_of(items, answers_read(report, box, records))


def answers_read(
    report: Report, box: BoxContent, records: Iterable[Record]
) -> dict[uuid.UUID, list[Answer]]:
    """Open the answers to letters that workers signed for, by letter; others count for nothing."""
    known = {letter: key for record in records for letter, key in letters_of(record).items()}
    if not known:
        return {}
    keys = {pair.public.raw: pair for pair in part_keys(report, box, [PART]).values()}
    found: dict[uuid.UUID, list[Answer]] = defaultdict(list)
    rows = LetterAnswer.objects.filter(pk__in=known).exclude(sealed=b"")
    letters = Letter.objects.in_bulk([row.letter_id for row in rows])
    for row in rows:
        letter = letters[row.letter_id]
        genuine = seals.digest(bytes(letter.key)) == known[letter.pk]
        answer = _opened(letter, bytes(row.sealed), keys) if genuine else None
        if answer:
            found[letter.pk].append(answer)
    return found


def _opened(letter: Letter, sealed: bytes, keys: Mapping[bytes, KeyPair]) -> Answer | None:
    pair = keys.get(bytes(letter.receiver))
    if pair is None:
        return None
    try:
        _author, body = open_signed(
            sealed,
            pair,
            authors={letter.pk.bytes: PublicKey(bytes(letter.key))}.get,
            purpose=PURPOSE,
            context=(letter.pk.bytes,),
        )
    except SealError:
        return None
    said = json.loads(body)
    at = dt.datetime.fromisoformat(said["at"])
    return Answer(str(said["outcome"]), str(said["text"]), at)
