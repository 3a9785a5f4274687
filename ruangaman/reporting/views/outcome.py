"""What a step in the mailbox did, and how it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruangaman.reporting.forms import MessageForm
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.services import mailbox as services
from ruangaman.reporting.views.carried import Door


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did: the sentence to show, a page to show instead, or a form with errors.

    ``nothing`` says that nothing changed. ``extra`` is what that page shows beside the mailbox;
    ``refused``: something on it has to be corrected. ``door``: another mailbox of hers is shown.
    """

    done: str = ""
    nothing: str = ""
    page: str = ""
    form: MessageForm | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    refused: bool = False
    door: Door | None = None


def change(door: Door, opened: Mailbox, step: Callable[[Mailbox], bool]) -> bool:
    """Run ``step`` on the mailbox as it is now, locked, in one transaction."""
    return services.mailbox_change(door.code, opened.report.pk, step)
