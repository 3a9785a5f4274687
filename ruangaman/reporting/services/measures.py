"""She says yes or no to a measure at work: signed by her code, bound to the words she read."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone

from ruangaman.reporting import measures
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import items_read
from ruangaman.reporting.services.due import due_agreed, due_by
from ruangaman.reporting.services.mailbox import NotPossible
from ruangaman.reporting.services.records import mailbox_record_add


def measure_answer(
    mailbox: Mailbox, *, thing: uuid.UUID, read: str, yes: bool, wish: bool, item_id: uuid.UUID
) -> bool:
    """Write her answer; ``read`` is the digest of the words that stood on her page.

    ``wish``: she herself asks for it, which a measure that changes something for her needs.
    A yes taken back is due today. Raises ``NotPossible`` for words that changed meanwhile, and
    for a measure that ended; False when the form came twice.
    """
    needs = items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]
    measure = measures.measure_of(needs, thing)
    if measure is None or measure.state == "ended" or (yes and measure.digest != read):
        raise NotPossible("measure")
    if yes and measure.for_her and not wish:
        raise NotPossible("wish")
    values: dict[str, Any] = {measures.YES: yes, measures.TO: measure.digest}
    if measure.for_her:
        values[measures.ASKED_BY_HER] = yes and wish
    added = mailbox_record_add(
        mailbox,
        part="needs",
        about=measures.ABOUT,
        thing=thing,
        values=values,
        item_id=item_id,
    )
    if added and yes:
        due_agreed(mailbox.report)
    elif added and measure.started_on:
        due_by(mailbox.report, timezone.localdate())
    return added
