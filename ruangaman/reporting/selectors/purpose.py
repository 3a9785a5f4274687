"""What a report is, as the reporter herself signed it: nobody else can make it something else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruangaman.reporting.answers import CHILD, OTHER_PERSON
from ruangaman.reporting.records import records_of
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.work import AGE, PLACE, PLACE_FIELD, UNDER_18

QUESTION, REPORT, ALERT = "tanya", "lapor", "pemberitahuan"
HANDED = "handover"
"""The kind of her item by which she handed the whole case over to another team."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """Her first answers about what she needs, and how they were turned.

    ``kind`` is ``tanya`` (a consultation), ``lapor``, ``pemberitahuan`` (a witness' alert), or
    empty when her answers do not open. ``reported_at`` is None for what is no report: no clock
    of a report starts from it. ``due_at`` is when the first answer is due, as text. ``child_at``:
    when a worker noted that she is under 18, where she had not said so herself.
    """

    kind: str
    first: Mapping[str, Any]
    reported_at: dt.datetime | None
    due_at: Any = None
    child_at: dt.datetime | None = None

    @property
    def answers(self) -> Mapping[str, Any]:
        """Her answers by the name of their control."""
        answers: Mapping[str, Any] = self.first.get("answers", {})
        return answers

    @property
    def about(self) -> str:
        """Whom it is about."""
        return str(self.answers.get("tentang", ""))

    @property
    def is_question(self) -> bool:
        """Whether she only asks: nobody but she may turn it into a report."""
        return self.kind == QUESTION

    @property
    def is_alert(self) -> bool:
        """Whether a witness writes about an adult: there is no case of the survivor's."""
        return self.kind == ALERT

    @property
    def is_child(self) -> bool:
        """Whether a person under 18 is concerned."""
        return self.about in CHILD or self.child_at is not None

    @property
    def is_other_person(self) -> bool:
        """Whether someone else than the survivor writes."""
        return self.about in OTHER_PERSON


def purpose_of(needs: Sequence[ReadItem]) -> Purpose:
    """Read the items of ``needs``: only what the reporter signed counts, but for her age."""
    hers = [item for item in needs if item.author == "reporter"]
    first = next((item for item in hers if item.kind == "needs"), None)
    turned = next((item for item in hers if item.kind == "turned"), None)
    if first is None:
        return Purpose("", {}, None)
    kind = REPORT if turned else str(first.body.get("purpose", ""))
    handed = [item for item in hers if item.kind == HANDED]
    since = turned or first
    due_at = (handed[-1] if handed else first).body.get("due_at")
    told_at = since.at if kind == REPORT else None
    said = first.body.get("answers", {}).get("tentang") in CHILD
    return Purpose(kind, first.body, told_at, due_at, None if said else child_noted_at(needs))


def place_said(needs: Sequence[ReadItem]) -> str:
    """Return what she said herself that she is here, in the mailbox or before she sent."""
    record = next(iter(records_of(needs, PLACE)), None)
    later = str(record.hers.get(PLACE_FIELD, "")) if record else ""
    return later or str(purpose_of(needs).answers.get("di_sini", ""))


def child_noted_at(needs: Sequence[ReadItem]) -> dt.datetime | None:
    """Return since when workers say that she is under 18; None when they do not, or corrected it.

    What somebody corrects stands beside what was written, and only a worker's signature counts.
    """
    since: dt.datetime | None = None
    for record in records_of((item for item in needs if item.author == "staff"), AGE):
        for item in record.history:
            said = item.body["set"].get(UNDER_18)
            since = since if said is None else (since or item.at) if said else None
    return since
