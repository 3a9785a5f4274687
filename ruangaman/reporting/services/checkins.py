"""She answers whether anyone retaliates: once each time, outside her office where it got worse."""

from __future__ import annotations

import uuid

from django.utils import timezone

from ruangaman.core.clocks import Terms
from ruangaman.people.models import Team
from ruangaman.reporting import seals
from ruangaman.reporting.checkins import HERSELF, answer_body, asked_now
from ruangaman.reporting.selectors.checkins import (
    mailbox_checks,
    mailbox_facts,
    outside_offered,
    outside_readers,
)
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_again, messages_of
from ruangaman.reporting.services.due import due_by
from ruangaman.reporting.services.mailbox import NotPossible, message_write, refuse_withdrawn
from ruangaman.reporting.services.receivers import team_let_in


def check_answer(mailbox: Mailbox, *, check: str, answer: str, item_id: uuid.UUID) -> bool:
    """Answer the check that is asked now; False when it was answered before, or is not asked.

    Whatever she says, it is due today for whoever reads it and the same people are woken: neither
    day nor letter nor state tells what it was. A closed case stays closed and gets a day like any
    other, until the desk has written to her or opened it again.
    """
    refuse_withdrawn(mailbox)
    messages = messages_of(mailbox)
    facts = mailbox_facts(mailbox, messages)
    asked = asked_now(mailbox_checks(mailbox, messages, facts, Terms.today()))
    if asked is None or asked.key != check:
        return False
    if not _write(mailbox, check, answer, item_id):
        return False
    due_by(mailbox.report, timezone.localdate(), closed=True)
    return True


def outside_let_in(mailbox: Mailbox, *, team_id: uuid.UUID, item_id: uuid.UUID) -> bool:
    """Let UPTD PPA read needs and messages, because she says so, and give it her newest answer.

    Raises ``NotPossible`` where it cannot be chosen (any more).
    """
    refuse_withdrawn(mailbox)
    team = outside_offered(mailbox)
    if team is None or team.pk != team_id:
        raise NotPossible("reader")
    messages = messages_of(mailbox)
    checks = mailbox_checks(mailbox, messages, mailbox_facts(mailbox, messages), Terms.today())
    team_let_in(mailbox, team, item_id=item_id)
    for one in [one for one in checks if one.answer][-1:]:
        again = seals.item_id(item_id.bytes, "checkin")
        _write(mailbox_again(mailbox), one.key, one.answer, again)
    return True


def _write(mailbox: Mailbox, check: str, answer: str, item_id: uuid.UUID) -> bool:
    """Seal an answer to everybody outside who reads her messages, and wake their teams."""
    readers = outside_readers(mailbox)
    body = answer_body(
        answer,
        check=check,
        report=mailbox.report.pk,
        item=item_id,
        holders={
            HERSELF: mailbox.reporter.public,
            **{one.key_id: one.public for one in readers},
        },
    )
    return message_write(mailbox, body, item_id, woken=_teams_outside(mailbox))


def _teams_outside(mailbox: Mailbox) -> list[uuid.UUID]:
    told = [one.team for one in mailbox.grants if one.team and "messages" in one.parts]
    teams = Team.objects.filter(pk__in=told).exclude(kind=Team.Kind.FOCAL_POINT)
    return list(teams.values_list("pk", flat=True))
