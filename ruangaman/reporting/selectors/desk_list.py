"""The list of a reader's cases, page by page, whether there are ten or a million."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from ruangaman.lib.boxes import BoxContent
from ruangaman.people.readers import Reader
from ruangaman.reporting.covers import covers_of
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, box_open, report_for

_NUMBER_LENGTH = len("KTN-4821")
_BATCH = 50
_FEW = 1000
"""Up to so many boxes are looked up one by one; a reader with more finds hers as she walks."""

_Walk = tuple[QuerySet[Report], Callable[[Report], Q]]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A line of the list: the report's open columns and what the reader may open."""

    report: Report
    box: BoxContent


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of the list; ``next`` is the number after which the next page begins."""

    rows: list[DeskRow]
    next: str | None


def desk_page(
    *, reader: Reader, after: str | None, search: str, states: Collection[str], size: int = 25
) -> DeskPage:
    """Return the reader's reports, ``size`` a page: the earliest due first, a search by number.

    ``search`` is the beginning of a number. No ``states``: the open ones, and what is due of those
    that are closed. ``after`` is the last
    number of the page before; one she may not open counts as none.
    """
    rows: list[DeskRow] = []
    for row in _rows(reader, _cursor(reader, after), search.strip().upper(), states):
        if len(rows) == size:
            return DeskPage(rows, rows[-1].report.number)
        rows.append(row)
    return DeskPage(rows, None)


def _cursor(reader: Reader, after: str | None) -> Report | None:
    try:
        number = (after or "").replace("\0", "")
        return report_for(reader=reader, number=number)[0] if number else None
    except ReportNotFound:
        return None


def _rows(
    reader: Reader, last: Report | None, search: str, states: Collection[str]
) -> Iterator[DeskRow]:
    """Walk the reader's reports in small batches, so that a page costs a page's boxes only."""
    reports, later = _walk(reader, search, states)
    mine = Box.objects.filter(recipient_id=reader.key_id)
    reports = reports.prefetch_related(Prefetch("boxes", mine, to_attr="boxes_of_reader"))
    while True:
        batch = list(reports.filter(later(last) if last else Q())[:_BATCH])
        covers = covers_of(batch)
        for report in batch:
            box: Box = vars(report)["boxes_of_reader"][0]
            box.report = report
            cover = covers.get(report.pk)
            content = box_open(box, reader, cover) if cover else None
            if content:
                yield DeskRow(report, content)
        if len(batch) < _BATCH:
            return
        last = batch[-1]


def _walk(reader: Reader, search: str, states: Collection[str]) -> _Walk:
    """Return the reader's reports in the order of the list, and what comes after one of them.

    Three ways, because databases walk a million rows where they should look up ten.
    """
    boxes = Box.objects.filter(recipient_id=reader.key_id)
    few = list(boxes.values_list("report_id", flat=True)[: _FEW + 1])
    if len(few) <= _FEW:
        return _looked_up(few, search, states)
    reports, later = _by_number(search, states) if search else _by_day(states)
    return reports.filter(Exists(boxes.filter(report=OuterRef("pk")))), later


def _looked_up(few: list[uuid.UUID], search: str, states: Collection[str]) -> _Walk:
    """Sort a few known reports. The day is an expression, so that no index is walked for it."""
    day = Coalesce("due_on", Value(dt.date.max))
    reports = _of(Report.objects.filter(pk__in=few), states)
    reports = reports.filter(number__startswith=search).annotate(day=day)

    def later(last: Report) -> Q:
        day = last.due_on or dt.date.max
        return Q(day__gte=day) & ~Q(day=day, number__lte=last.number)

    return reports.order_by("day", "number"), later


def _by_number(search: str, states: Collection[str]) -> _Walk:
    """Walk the numbers. The range finds where they begin; SQLite's LIKE would read them all."""
    highest = search.ljust(_NUMBER_LENGTH, "Z")
    reports = Report.objects.filter(
        number__startswith=search, number__gte=search, number__lte=highest
    )
    reports = _of(reports, states).order_by("number")
    return reports, lambda last: Q(number__gt=last.number)


def _by_day(states: Collection[str]) -> _Walk:
    """Walk the due days. Whatever is open has one, and what is closed while she waits."""
    if len(states) == 1:
        reports = Report.objects.filter(state=next(iter(states)))
    else:
        reports = Report.objects.filter(due_on__isnull=False)
        reports = _of(reports, states)

    def later(last: Report) -> Q:
        if last.due_on is None:
            return Q(number__gt=last.number)
        return Q(due_on__gte=last.due_on) & ~Q(due_on=last.due_on, number__lte=last.number)

    return reports.order_by("due_on", "number"), later


def _of(reports: QuerySet[Report], states: Collection[str]) -> QuerySet[Report]:
    """Keep those in ``states``, said in a way that leads no database to the index of states."""
    others = set(Report.State) - set(states or (*Report.OPEN, Report.State.CONCLUDED))
    kept = reports.exclude(state__in=others)
    return kept if states else kept.exclude(state=Report.State.CONCLUDED, due_on=None)
