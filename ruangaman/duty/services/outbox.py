"""Sends what waits in the outbox: taken, sent, recorded, in three steps.

Taking a notice moves its next try beyond the longest time a try can last, in a statement that
only one worker can win. If the worker dies before it has recorded how it went, the notice is
tried again after that: once too often is better than never.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from ruangaman.core.clock import now as clock
from ruangaman.duty.addresses import address_open
from ruangaman.duty.models import Address, MonthlyTest, Notice
from ruangaman.duty.selectors.reach import language_of
from ruangaman.duty.words import monthly_code, words_for
from ruangaman.notify.channels import transport_of
from ruangaman.notify.letters import Letter, Outcome, Reason, Result, never

LEASE = dt.timedelta(minutes=10)
"""For how long a notice belongs to the worker that took it."""

PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 120))
"""Between tries, growing; after the last one the notice is given up."""

_OF_THE_SERVER = frozenset({Reason.UNREACHABLE, Reason.TLS, Reason.SIGN_IN, Reason.SENDER})
"""Reasons that hold for every letter of a channel."""

KEPT = dt.timedelta(days=14)
"""For how long the outbox remembers: returned letters arrive within days."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A notice this worker may send now."""

    notice: Notice
    tries: int


def outbox_send(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Try everything that is due, oldest first, until ``stop``; return how many were tried.

    When a server does not answer, the other letters of its channel wait for the next round
    instead of each waiting for it in vain.
    """
    _clock_was_ahead(clock())
    due = Notice.objects.filter(outcome="", next_at__lte=clock()).order_by("due_at", "pk")
    tried, silent = 0, set[str]()
    for notice_id, channel in list(due.values_list("pk", "address__channel")):
        if stop():
            break
        if channel in silent:
            continue
        if taken := notice_take(notice_id=notice_id):
            result = _sent(taken.notice)
            notice_record(taken=taken, result=result)
            tried += 1
            if result.reason in _OF_THE_SERVER:
                silent.add(channel)
    return tried


def notice_take(*, notice_id: uuid.UUID) -> Taken | None:
    """Take a notice for this worker; None if another one has it or it is done."""
    now = clock()
    notice = Notice.objects.select_related("address__user").filter(pk=notice_id).first()
    if notice is None:
        return None
    mine = Notice.objects.filter(
        pk=notice_id, tries=notice.tries, outcome="", next_at__lte=now
    ).update(tries=notice.tries + 1, next_at=now + LEASE)
    return Taken(notice, notice.tries + 1) if mine else None


def notice_record(*, taken: Taken, result: Result) -> None:
    """Write down how a try went, at the notice and, once that is settled, at the address."""
    now, last = clock(), taken.tries > len(PAUSES)
    with transaction.atomic():
        mine = Notice.objects.filter(pk=taken.notice.pk, tries=taken.tries, outcome="")
        if result.outcome == Outcome.ACCEPTED:
            if mine.update(outcome=Notice.Outcome.ACCEPTED, reason=""):
                _address_works(taken.notice.address_id)
        elif result.outcome == Outcome.PERMANENT or last:
            refused = result.outcome == Outcome.PERMANENT
            outcome = Notice.Outcome.REFUSED if refused else Notice.Outcome.GIVEN_UP
            if mine.update(outcome=outcome, reason=result.reason):
                address_fails(address_id=taken.notice.address_id, reason=result.reason, now=now)
        else:
            mine.update(next_at=now + PAUSES[taken.tries - 1], reason=result.reason)


def notice_returned(*, notice_id: uuid.UUID) -> bool:
    """Mark the address of a letter that came back; False when there is no such letter."""
    with transaction.atomic():
        notice = Notice.objects.filter(pk=notice_id, outcome=Notice.Outcome.ACCEPTED).first()
        if notice is None:
            return False
        Notice.objects.filter(pk=notice_id).update(
            outcome=Notice.Outcome.RETURNED, reason=Reason.RETURNED
        )
        Address.objects.filter(pk=notice.address_id).update(returned=True)
        address_fails(address_id=notice.address_id, reason=Reason.RETURNED, now=clock())
    return True


def address_fails(*, address_id: uuid.UUID, reason: str, now: dt.datetime) -> None:
    """Note since when nothing arrives at an address, and why."""
    rows = Address.objects.filter(pk=address_id)
    rows.filter(failing_since=None).update(failing_since=now)
    rows.update(failure=reason)


def notices_prune() -> None:
    """Forget letters that were settled long ago."""
    Notice.objects.exclude(outcome="").filter(due_at__lt=clock() - KEPT).delete()


def _address_works(address_id: uuid.UUID) -> None:
    """A letter was taken: what was refused before is over. That one came back is not."""
    Address.objects.filter(pk=address_id, returned=False).exclude(failing_since=None).update(
        failing_since=None, failure=""
    )


def _clock_was_ahead(now: dt.datetime) -> None:
    """Let nothing wait for a moment that only a wrong clock could have set."""
    longest = now + max(PAUSES) + LEASE
    late = Notice.objects.filter(outcome="", next_at__gt=longest)
    if late.exists():
        late.update(next_at=now)


def _sent(notice: Notice) -> Result:
    to = address_open(notice.address)
    if not to:
        return never(Reason.RECIPIENT)
    code = ""
    if notice.kind == Notice.Kind.TEST:
        test = MonthlyTest.objects.filter(user=notice.address.user_id).order_by("-month").first()
        code = monthly_code(test, notice.address.channel) if test else ""
    words = words_for(notice.kind, language_of(notice.address.user_id), code)
    letter = Letter(to=to, subject=words.subject, text=words.text, token=notice.pk)
    return transport_of(notice.address.channel).send(letter)
