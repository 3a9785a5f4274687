"""What became of the three questions about retaliation, for whoever may read the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruangaman.core.clocks import Terms
from ruangaman.people.readers import Reader
from ruangaman.reporting.checkins import Check, answer_read, checks_of
from ruangaman.reporting.clocks import checks_due
from ruangaman.reporting.labels import CHECKIN_CHOICES
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.facts import facts_of, teams_of
from ruangaman.reporting.selectors.parts import ReadItem

_STATES: Mapping[str, Any] = {
    "later": _("belum waktunya"),
    "asked": _("sudah ditanyakan, belum dijawab"),
    "missed": _("tidak dijawab"),
}
_HIDDEN = _("sudah dijawab; hanya pembaca di luar kantornya yang melihat jawabannya")


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One of the three questions: its day, and what became of it in words.

    ``worse``: her answer must be looked at today, and nobody has written to her since.
    """

    number: int
    day: dt.date
    words: str
    asked: bool
    worse: bool


def check_rows(
    report: Report, items: Mapping[str, Sequence[ReadItem]], reader: Reader
) -> list[CheckRow]:
    """Return the questions, as far as this reader may know the answers."""
    if "needs" not in items or "messages" not in items:
        return []
    facts = facts_of(
        report, needs=items["needs"], messages=items["messages"], teams=teams_of(report)
    )

    def read(item: ReadItem) -> str:
        return answer_read(item, report=report.pk, holder=reader.key_id, key=reader.key)

    checks = checks_of(checks_due(facts, Terms.today()), items["messages"], read)
    return [
        CheckRow(
            one.number,
            one.day,
            _words(one),
            one.state == "asked",
            one.worse and not _followed(one, facts.answered_at),
        )
        for one in checks
    ]


def _words(check: Check) -> str:
    if check.state != "answered":
        return str(_STATES[check.state])
    return str(CHECKIN_CHOICES[check.answer] if check.answer else _HIDDEN)


def _followed(check: Check, answered_at: dt.datetime | None) -> bool:
    return bool(answered_at and check.answered_at and answered_at > check.answered_at)
