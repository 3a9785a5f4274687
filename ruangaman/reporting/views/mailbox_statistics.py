"""What the mailbox shows about being counted: the question, her answer, and how to take it back."""

from __future__ import annotations

from typing import Any

from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.services.statistics import may_be_asked, word_in


def statistics_context(mailbox: Mailbox) -> dict[str, Any] | None:
    """Return what the block needs; None where nobody asked her, or nothing can be changed."""
    if mailbox.report.state == Report.State.WITHDRAWN or not may_be_asked(mailbox):
        return None
    word = word_in(mailbox)
    adopted = statistics_key()
    if not (word.answer or (word.asked and adopted)):
        return None
    return {
        "asked": word.asked,
        "answer": word.answer,
        "holders": adopted.holders if adopted else "",
    }
