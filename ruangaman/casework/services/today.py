"""The clocks of one reader's cases that end today or are over: by case and hour, with an open key.

They follow from what is sealed and never stand in the open. Each case that is looked into counts
as opened, and its reporter sees that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.casework.selectors.clocks import ClockRow, clock_row
from ruangaman.core.clocks import Terms
from ruangaman.people.readers import Reader
from ruangaman.reporting.clocks import clocks_running
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.desk_list import DeskRow, desk_page
from ruangaman.reporting.selectors.facts import facts_for_the_open
from ruangaman.reporting.services.desk import parts_open

SIZE = 20


@dataclass(frozen=True, slots=True)
class TodayClock:
    """A clock of one case."""

    number: str
    clock: ClockRow


@dataclass(frozen=True, slots=True)
class Today:
    """What ends today in some of her cases; ``next`` is the number after which more follow."""

    clocks: list[TodayClock]
    next: str | None


def today_clocks(*, reader: Reader, after: str) -> Today:
    """Open the needs of up to ``SIZE`` open cases, the earliest due first."""
    page = desk_page(reader=reader, after=after, search="", states=(), size=SIZE)
    terms = Terms.today()
    found = [one for row in page.rows for one in _of(reader, row, terms)]
    found.sort(key=lambda one: (one.clock.due, one.number))
    return Today(found, page.next)


def _of(reader: Reader, row: DeskRow, terms: Terms) -> Iterator[TodayClock]:
    if "needs" not in row.box.parts:
        return
    try:
        parts_open(reader=reader, report=row.report, box=row.box, parts=["needs"])
    except ReportNotFound:
        return
    facts, _needs = facts_for_the_open(row.report, row.box)
    for one in clocks_running(facts, terms):
        if one.day <= timezone.localdate():
            yield TodayClock(row.report.number, clock_row(one))
