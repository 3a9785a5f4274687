"""What a step in the mailbox did."""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.reporting.forms import MessageForm


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did: the sentence to show, a page to show instead, or a form with errors.

    ``nothing`` says that nothing changed.
    """

    done: str = ""
    nothing: str = ""
    page: str = ""
    form: MessageForm | None = None
