"""What the desk did, in one word each, for the coded record: no moment, no name, no number.

Indicators R2 (answered in time), R5 (consent before sharing), R6 (questions about retaliation).
What this reader's box does not open is left out, and counted as "cannot be computed".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from ruangaman.core.clocks import Terms
from ruangaman.reporting.checkins import KIND
from ruangaman.reporting.clocks import checks_due
from ruangaman.reporting.models import Report
from ruangaman.reporting.records import records_of
from ruangaman.reporting.referrals import ABOUT, YES
from ruangaman.reporting.selectors.facts import facts_of, first_word, teams_of
from ruangaman.reporting.selectors.parts import ReadItem

IN_TIME, LATE = "in_time", "late"
DONE, OPEN, NONE_DUE = "done", "open", "none_due"
CONSENT, EXCEPTION, NONE = "consent", "exception", "none"
WITHOUT = "tanpa_izin"
"""The field of a record that says that help was called without her word."""


def process_of(report: Report, items: Mapping[str, Sequence[ReadItem]]) -> dict[str, str]:
    """Return ``sharing``, and with opened messages ``answered`` and ``checks``."""
    needs = items.get("needs", ())
    found = {"sharing": _sharing(report, needs)}
    if "messages" in items:
        found |= _answered(report, needs, items["messages"])
        found["checks"] = _checks(report, needs, items["messages"])
    return found


def _answered(
    report: Report, needs: Sequence[ReadItem], messages: Sequence[ReadItem]
) -> dict[str, str]:
    """Say whether the first word of a worker came by the moment that was promised."""
    due = facts_of(report, needs=needs, messages=messages, teams=teams_of(report)).answer_due
    if due is None:
        return {}
    word = first_word(messages)
    if word is None:
        return {"answered": LATE} if due < timezone.now() else {}
    return {"answered": IN_TIME if word <= due else LATE}


def _checks(report: Report, needs: Sequence[ReadItem], messages: Sequence[ReadItem]) -> str:
    facts = facts_of(report, needs=needs, messages=messages, teams=teams_of(report))
    today = timezone.localdate()
    due = {one.key for one in checks_due(facts, Terms.today()) if one.day <= today}
    told = {
        str(item.body.get("check"))
        for item in messages
        if item.kind == KIND and item.author == "reporter"
    }
    if not due:
        return NONE_DUE
    return DONE if due <= told else OPEN


def _sharing(report: Report, needs: Sequence[ReadItem]) -> str:
    """Every further reader and every letter has her own signature; what has not is an exception."""
    if any((item.body.get("set") or {}).get(WITHOUT) for item in needs):
        return EXCEPTION
    signed = any(one.hers.get("answer") == YES for one in records_of(needs, ABOUT))
    return CONSENT if signed or report.teams.count() > 1 else NONE
