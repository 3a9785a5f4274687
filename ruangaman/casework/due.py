"""What the work on a case has due, for the day that stands in the open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ruangaman.casework.selectors import tasks
from ruangaman.casework.selectors.recalls import recalls_open
from ruangaman.reporting import measures, work
from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.selectors.parts import ReadItem

_ENDED = frozenset({"selesai", "batal"})


def work_due(needs: Sequence[ReadItem]) -> Iterator[dt.date]:
    """Give the days of open steps and tasks, of the newest risk review, of services that have to
    hear of a recall, and of running measures.
    """
    for about in (work.PLAN, tasks.ABOUT):
        for one in records_of(needs, about):
            if one.fields.get("hasil") not in _ENDED:
                yield from _day(one, "kapan")
    for one in records_of(needs, work.RISK)[-1:]:
        yield from _day(one, "tinjau")
    for recall in recalls_open(needs):
        yield recall.due
    for measure in measures.measures_of(needs):
        if measure.due:
            yield measure.due


def _day(record: Record, name: str) -> Iterator[dt.date]:
    day = record.fields.get(name)
    if isinstance(day, str):
        yield dt.date.fromisoformat(day)
