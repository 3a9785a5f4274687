"""What a step in the mailbox did, for the page that follows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ruangaman.reporting.forms import MessageForm
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.services.mailbox import mailbox_change
from ruangaman.reporting.views.carried import Door


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did: the sentence to show, a page to show instead, or a form with errors.

    ``nothing`` says that nothing changed.
    """

    done: str = ""
    nothing: str = ""
    page: str = ""
    form: MessageForm | None = None


def change(door: Door, opened: Mailbox, step: Callable[[Mailbox], bool]) -> bool:
    """Run ``step`` on the mailbox as it is now, in one transaction."""
    return mailbox_change(door.code, opened.report.pk, step)
