"""Write the day that stands in the open: by every step of the desk, and by some of hers."""

from __future__ import annotations

import datetime as dt
from itertools import chain

from django.utils import timezone

from ruangaman.core.clocks import Terms
from ruangaman.lib.boxes import BoxContent
from ruangaman.reporting.clocks import NEEDS_DUE, REFER, open_day
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.facts import facts_for_the_open


def due_write(report: Report, box: BoxContent) -> None:
    """Set the day anew from what ``box`` opens. Runs in the transaction of the step.

    Called after the step is written; ``report`` is locked and has its new state.
    """
    facts, needs = facts_for_the_open(report, box)
    further = chain.from_iterable(days(needs) for days in NEEDS_DUE)
    report.due_on = open_day(facts, Terms.today(), further)
    Report.objects.filter(pk=report.pk).update(due_on=report.due_on)


def due_by(report: Report, day: dt.date, *, closed: bool = False) -> None:
    """Bring the day forward to ``day`` at the latest; one that is over has none and keeps none.

    ``closed``: a concluded report gets the day too, until the next step of the desk.
    """
    states = (*Report.OPEN, *([Report.State.CONCLUDED] if closed else ()))
    if report.state in states and (report.due_on is None or day < report.due_on):
        report.due_on = day
        Report.objects.filter(pk=report.pk).update(due_on=day)


def due_agreed(report: Report) -> None:
    """She said yes to somebody who reads from now on: the rule for handing over begins."""
    term = Terms.today().term(REFER, timezone.now())
    if term:
        due_by(report, timezone.localdate(term.due))
