"""What the mailbox says of the recovery key."""

from __future__ import annotations

from typing import Any

from ruangaman.people.selectors import recovery_key
from ruangaman.reporting.models import Report
from ruangaman.reporting.recovery import Choice
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.recovery import Use, uses_of
from ruangaman.reporting.views.words import label_words, parts_words


def recovery_context(mailbox: Mailbox) -> dict[str, Any]:
    """Return the uses, and how the key stands: ``allowed``, ``old``, ``closed`` or ``none``.

    ``old``: the key she allowed has ended, its holders can still open what was there then.
    """
    helper, choice = recovery_key(), Choice.of(mailbox.ledger)
    standing = "closed" if helper else "none"
    if choice.key:
        standing = "allowed" if choice.allows(helper) else "old"
    withdrawn = mailbox.report.state == Report.State.WITHDRAWN
    open_grants = {grant.key for grant in mailbox.grants if grant.parts}
    return {
        "standing": "withdrawn" if withdrawn else standing,
        "holders": helper.holders if helper else "",
        "uses": [_use_row(use, use.key in open_grants) for use in uses_of(mailbox)],
    }


def _use_row(use: Use, stands: bool) -> dict[str, Any]:
    return {
        "day": use.day,
        "who": label_words(use.who),
        "parts": parts_words(use.parts),
        "key": use.key if stands else "",
    }
